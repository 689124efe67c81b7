import http from 'node:http';
import https from 'node:https';

const { createConnection } = https.Agent.prototype;

/**
 * Protects connections that the SDK opens without our request handler, to the metadata of a container or an instance,
 * from variables of Node: NODE_TLS_REJECT_UNAUTHORIZED would turn off the verification of certificates, and
 * NODE_USE_ENV_PROXY would send the requests to a proxy.
 */
export function isolateSdkConnections(): void {
  http.globalAgent = new http.Agent({ keepAlive: true });
  https.Agent.prototype.createConnection = function (options, callback) {
    return createConnection.call(this, { rejectUnauthorized: true, ...options }, callback);
  };
}
