import { Logger, type Provider } from '../../src/plugin';
import { grpcMethods } from '../../src/plugin/server/grpc-provider-server';
import { ProviderServer } from '../../src/plugin/server/provider-server';
import { type GrpcMethod, onlyResponse } from '../../src/plugin/wire/grpc-server';
import type { Plugin } from './plugin-process';

/** A provider in this process, for many calls in little time. It shares the process's environment. */
export class InProcessPlugin implements Plugin {
  private readonly server: ProviderServer;
  private readonly methods: ReadonlyMap<string, GrpcMethod>;

  constructor(provider: Provider) {
    this.server = new ProviderServer(provider, new Logger('provider', undefined, () => undefined));
    this.methods = new Map(grpcMethods(this.server, () => undefined).map((method) => [method.path, method]));
  }

  async call(path: string, request: Uint8Array = new Uint8Array()): Promise<Buffer> {
    const method = this.methods.get(path);
    if (method === undefined) throw new Error(`the provider has no method ${path}`);
    return Buffer.from(await onlyResponse(method.call(request, new AbortController().signal)));
  }

  /** Aborts every call in progress. */
  async kill(): Promise<void> {
    this.server.stop();
  }
}
