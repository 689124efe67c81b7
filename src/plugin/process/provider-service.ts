import type { Duplex } from 'node:stream';
import type { Logger } from '../logger';
import type { Provider } from '../provider';
import { methods, SILENT_STREAMS } from '../server/methods';
import { ProviderServer } from '../server/provider-server';
import { createGrpcServer } from '../wire/grpc-server';

/** A provider that answers on the connections it is given. */
export interface ProviderService {
  accept(connection: Duplex): void;
  /** Aborts every request that is being answered. */
  stop(): void;
}

/** @param shutdown called when Terraform has no more use for the process. */
export function createProviderService(provider: Provider, log: Logger, shutdown: () => void): ProviderService {
  const server = new ProviderServer(provider, log);
  const { accept } = createGrpcServer(methods(server, shutdown), SILENT_STREAMS);
  return { accept, stop: () => server.stop() };
}
