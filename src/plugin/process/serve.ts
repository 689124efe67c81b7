import type { TLSSocket } from 'node:tls';
import { Logger, logLevelFromEnvironment } from '../logger';
import type { Provider } from '../provider';
import { createCertificate } from './certificate';
import { HandshakeError, handshakeLine, readHandshake } from './handshake';
import { listen } from './listener';
import type { ProviderService } from './provider-service';

/** Terraform gives a plugin a minute to start; if nobody has connected by then, nobody will. */
const FIRST_CONNECTION_MS = 60_000;

/** How long the answer to Shutdown has to leave the process, if the client doesn't close the connection by itself. */
const SHUTDOWN_GRACE_MS = 500;

/** A provider whose code is loaded while Terraform connects. */
export interface LoadedProvider {
  readonly name: string;
  load(): Promise<Provider>;
}

/**
 * Serves a provider to the Terraform that started this process, until that Terraform is done, goes away or dies. A
 * process that cannot serve writes why to standard output, where Terraform shows it, and exits with status 1.
 *
 * @param provider the provider, or how to load it: Terraform then hears of the process before it has loaded
 */
export async function serve(provider: Provider | LoadedProvider): Promise<void> {
  const { name } = provider;
  let load: () => Promise<void>;
  try {
    load = await start('load' in provider ? provider : { name, load: async () => provider });
  } catch (error) {
    // Terraform shows what comes on stdout in place of a handshake, its first line at least, and nothing of stderr.
    const { message } = error as Error;
    writeToStdout(error instanceof HandshakeError ? message : `The provider "${name}" cannot start: ${message}`);
    process.exit(1);
  }
  // Terraform listens now: what fails from here on is a crash, which it shows.
  await load();
}

/** Says where the provider is reached; returns what loads it, which is to be called at once. */
async function start({ name, load }: LoadedProvider): Promise<() => Promise<void>> {
  const handshake = readHandshake(name, process.env);
  dieLikeAPlugin();
  // Ctrl-C reaches the whole process group. Terraform then asks each provider to stop, and still needs its answers.
  process.on('SIGINT', () => undefined);
  let service: ProviderService | undefined;
  const exit = () => {
    service?.stop();
    process.exit(0);
  };

  let connections = 0;
  const nobodyCame = setTimeout(exit, FIRST_CONNECTION_MS);
  const early: TLSSocket[] = [];
  const certificate = createCertificate();
  const listener = await listen(certificate, handshake, (connection) => {
    clearTimeout(nobodyCame);
    connections += 1;
    // One that breaks before anybody serves it: its end is what counts.
    connection.on('error', () => undefined);
    connection.once('close', () => {
      connections -= 1;
      // Terraform keeps one connection as long as it needs the provider. A killed one closes it as well.
      if (connections === 0) exit();
    });
    if (service) service.accept(connection);
    else early.push(connection);
  });
  process.once('exit', () => listener.close());

  process.once('SIGTERM', exit);
  process.once('SIGHUP', exit);

  writeToStdout(handshakeLine(listener.address, certificate.der));

  return async () => {
    // Terraform reads that line, connects and greets meanwhile.
    const [{ createProviderService }, provider] = await Promise.all([import('./provider-service'), load()]);
    const log = new Logger(`provider.${name}`, logLevelFromEnvironment(name, process.env), writeToStderr);
    service = createProviderService(provider, log, () => setTimeout(exit, SHUTDOWN_GRACE_MS).unref());
    for (const connection of early) service.accept(connection);
  };
}

/** A bug that nobody caught ends the process in the form that Terraform shows as a provider's crash. */
function dieLikeAPlugin(): void {
  const die = (error: unknown) => {
    writeToStderr(`panic: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(2);
  };
  process.on('uncaughtException', die);
  // To Node, a rejected promise that nobody handles is an uncaught exception; to Bun it is not.
  process.on('unhandledRejection', die);
}

// The console is synchronous on pipes and ignores closed ones. Loading node:fs would add a tenth to each start.

function writeToStdout(line: string): void {
  console.log(line);
}

function writeToStderr(line: string): void {
  console.error(line);
}
