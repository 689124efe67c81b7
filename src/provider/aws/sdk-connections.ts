import http from 'node:http';
import https from 'node:https';

const { createConnection } = https.Agent.prototype;

/**
 * Keeps variables that are meant for other programs from the connections that the SDK makes by itself: its parts that ask
 * a container or the machine for credentials take no request handler. NODE_TLS_REJECT_UNAUTHORIZED would turn off the
 * check of certificates, and NODE_USE_ENV_PROXY would take the requests to a proxy.
 */
export function isolateSdkConnections(): void {
  http.globalAgent = new http.Agent({ keepAlive: true });
  https.Agent.prototype.createConnection = function (options, callback) {
    return createConnection.call(this, { rejectUnauthorized: true, ...options }, callback);
  };
}
