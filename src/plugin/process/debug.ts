import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '../logger';
import type { LazyProvider } from '../provider';
import { GrpcProviderServer } from '../server/grpc-provider-server';
import { PROTOCOL_VERSION } from './handshake';
import { ANY_PORT, bind, socketPaths } from './listener';
import { writeToStandardError, writeToStandardOutput } from './standard-output';

/** Longest path of a directory, so that the path of a socket in a directory in it is not too long for the system. */
const MAX_PARENT_BYTES = 50;

/**
 * Serves a provider to every Terraform that is started with the variable TF_REATTACH_PROVIDERS, which it prints. A debugger can
 * be attached to this process, which goes on until it gets SIGINT, SIGTERM or SIGHUP. Connections are not encrypted: on Windows,
 * where there is no socket in a directory of the user, any process of the machine can connect.
 *
 * @param address the source address of the provider, as in `required_providers`: `example.com/acme/greeter`
 */
export async function serveForDebugging({ name, load }: LazyProvider, address: string): Promise<void> {
  const provider = await load();
  const log = await Logger.ofProvider(name, process.env, writeToStandardError);
  const server = createServer((connection) => {
    // Each connection is a provider of its own: a run of Terraform has one for each configuration of the provider.
    const served = new GrpcProviderServer(provider, log, () => undefined);
    connection.on('error', () => undefined);
    connection.once('close', () => served.stop());
    served.accept(connection);
  });
  const directory = privateDirectory();
  const exit = () => {
    server.close();
    rmSync(directory, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, exit);

  const { network, address: listening } = await bind(server, socketPaths(directory).slice(0, 1), ANY_PORT);
  const reattach = {
    [address]: {
      Protocol: 'grpc',
      ProtocolVersion: PROTOCOL_VERSION,
      Pid: process.pid,
      // Terraform leaves the process alone.
      Test: true,
      Addr: { Network: network, String: listening },
    },
  };
  writeToStandardOutput(`TF_REATTACH_PROVIDERS='${JSON.stringify(reattach).replaceAll("'", "'\\''")}'`);
  writeToStandardError(
    `The provider "${name}" is ready, process ${process.pid}. Export this variable where you run Terraform (in PowerShell, ` +
      'write $env: before it). Press Ctrl-C to end.',
  );
}

/** Creates a directory that only this user can open, with a path that is short enough for a socket in it. */
function privateDirectory(): string {
  const parent = Buffer.byteLength(tmpdir()) <= MAX_PARENT_BYTES || process.platform === 'win32' ? tmpdir() : '/tmp';
  return mkdtempSync(join(parent, 'provider-'));
}
