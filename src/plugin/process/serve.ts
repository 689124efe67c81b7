import { writeSync } from 'node:fs';
import { Logger, logLevelFromEnvironment } from '../logger';
import type { Provider } from '../provider';
import { methods, SILENT_STREAMS } from '../server/methods';
import { ProviderServer } from '../server/provider-server';
import { createGrpcServer } from '../wire/grpc-server';
import { createCertificate } from './certificate';
import { HandshakeError, handshakeLine, readHandshake } from './handshake';
import { listen } from './listener';

const STDOUT = 1;
const STDERR = 2;

/** Terraform gives a plugin a minute to start; if nobody has connected by then, nobody will. */
const FIRST_CONNECTION_MS = 60_000;

/** How long the answer to Shutdown has to leave the process, if the client doesn't close the connection by itself. */
const SHUTDOWN_GRACE_MS = 500;

/**
 * Serves a provider to the Terraform that started this process, until that Terraform is done, goes away or dies. A
 * process that something else started says so on standard error and exits with status 1.
 */
export async function serve(provider: Provider): Promise<void> {
  try {
    await start(provider);
  } catch (error) {
    writeLine(error instanceof HandshakeError ? error.message : `cannot start: ${String(error)}`);
    process.exit(1);
  }
}

async function start(provider: Provider): Promise<void> {
  const handshake = readHandshake(provider.name, process.env);
  dieLikeAPlugin();
  // Ctrl-C reaches the whole process group. Terraform then asks each provider to stop, and still needs its answers.
  process.on('SIGINT', () => undefined);
  const log = new Logger(`provider.${provider.name}`, logLevelFromEnvironment(provider.name, process.env), writeLine);
  const server = new ProviderServer(provider, log);
  const exit = () => {
    server.stop();
    process.exit(0);
  };
  const shutdown = () => setTimeout(exit, SHUTDOWN_GRACE_MS).unref();
  const rpcServer = createGrpcServer(methods(server, shutdown), SILENT_STREAMS);

  let connections = 0;
  const nobodyCame = setTimeout(exit, FIRST_CONNECTION_MS);
  const certificate = createCertificate();
  const listener = await listen(certificate, handshake, (connection) => {
    clearTimeout(nobodyCame);
    connections += 1;
    connection.once('close', () => {
      connections -= 1;
      // Terraform keeps one connection as long as it needs the provider. A killed one closes it as well.
      if (connections === 0) exit();
    });
    rpcServer.accept(connection);
  });
  process.once('exit', () => listener.close());

  process.once('SIGTERM', exit);
  process.once('SIGHUP', exit);

  writeSync(STDOUT, handshakeLine(listener.address, certificate.der));
}

/** A bug that nobody caught ends the process in the form that Terraform shows as a provider's crash. */
function dieLikeAPlugin(): void {
  // Rejected promises that nobody handles are among these.
  process.on('uncaughtException', (error: unknown) => {
    writeLine(`panic: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(2);
  });
}

function writeLine(line: string): void {
  try {
    writeSync(STDERR, `${line}\n`);
  } catch {
    // Terraform has gone and nobody reads any more. The closed connection ends this process; a write must not.
  }
}
