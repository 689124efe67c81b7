import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '../logger';
import type { LazyProvider } from '../provider';
import { GrpcProviderServer } from '../server/grpc-provider-server';
import { PROTOCOL_VERSION } from './handshake';
import { ANY_PORT, bind, socketPaths } from './listener';
import { writeToStandardError } from './standard-output';

/** A process that Terraform connects to instead of starting the provider, as in TF_REATTACH_PROVIDERS. */
export interface ReattachConfig {
  readonly Protocol: 'grpc';
  readonly ProtocolVersion: number;
  readonly Pid: number;
  readonly Test: boolean;
  readonly Addr: { readonly Network: 'unix' | 'tcp'; readonly String: string };
}

/** A provider that a process serves to Terraform without being started by it. */
export interface ReattachableProvider {
  /** A value for the variable TF_REATTACH_PROVIDERS, as JSON. The values of several providers can be merged. */
  readonly reattachProviders: Readonly<Record<string, ReattachConfig>>;
  /** Ends all connections, and aborts the requests in progress. */
  close(): void;
}

/** Longest path of a directory, so that the path of a socket in a directory in it is not too long for the system. */
const MAX_PARENT_BYTES = 50;

/** Serves a provider from this process to every Terraform that has its TF_REATTACH_PROVIDERS, until it is closed. */
export async function listenForReattach({ name, load }: LazyProvider, address: string): Promise<ReattachableProvider> {
  const provider = await load();
  const log = await Logger.ofProvider(name, process.env, writeToStandardError);
  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    // Each connection is a provider of its own: a run of Terraform has one for each configuration of the provider.
    const served = new GrpcProviderServer(provider, log, () => undefined);
    connections.add(connection);
    connection.on('error', () => undefined);
    connection.once('close', () => {
      connections.delete(connection);
      served.stop();
    });
    served.accept(connection);
  });
  const directory = privateDirectory();
  const { network, address: listening } = await bind(server, socketPaths(directory).slice(0, 1), ANY_PORT);
  return {
    reattachProviders: {
      [address]: {
        Protocol: 'grpc',
        ProtocolVersion: PROTOCOL_VERSION,
        Pid: process.pid,
        // Terraform leaves the process alone.
        Test: true,
        Addr: { Network: network, String: listening },
      },
    },
    close() {
      server.close();
      for (const connection of connections) connection.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Creates a directory that only this user can open, with a path that is short enough for a socket in it. */
function privateDirectory(): string {
  const parent = Buffer.byteLength(tmpdir()) <= MAX_PARENT_BYTES || process.platform === 'win32' ? tmpdir() : '/tmp';
  return mkdtempSync(join(parent, 'provider-'));
}
