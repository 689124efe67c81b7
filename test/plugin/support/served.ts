import { AsyncLocalStorage } from 'node:async_hooks';
import { decodeValue, encodeValue } from '../../../src/plugin/cty/msgpack';
import type { CtyValue } from '../../../src/plugin/cty/value';
import { Logger } from '../../../src/plugin/logger';
import type { Provider } from '../../../src/plugin/provider';
import { type Schema, schemaType } from '../../../src/plugin/schema/schema';
import { grpcMethods } from '../../../src/plugin/server/grpc-provider-server';
import { ProviderServer } from '../../../src/plugin/server/provider-server';
import * as wire from '../../../src/plugin/wire/generated/tfplugin6';
import { type GrpcMethod, onlyResponse } from '../../../src/plugin/wire/grpc-server';

/** Encodes a value as Terraform does. */
export function dynamicValue(value: CtyValue, schema: Schema): wire.DynamicValue {
  return { msgpack: encodeValue(value, schemaType(schema)), json: new Uint8Array() };
}

/** A diagnostic as a line of text: severity, path, summary and detail. */
export function diagnosticText({ severity, summary, detail, attribute }: wire.Diagnostic): string {
  const path = attribute?.steps.map(({ selector }) => String(selector?.value)).join('/');
  const kind = severity === wire.Diagnostic_Severity.ERROR ? 'error' : 'warning';
  return `${kind}${path === undefined ? '' : ` at ${path}`}: ${summary}: ${detail}`;
}

/** A provider's response: its diagnostics, and its state if there is one. */
export interface ProviderResponse {
  readonly diagnostics: readonly string[];
  readonly state?: CtyValue;
}

/** A provider that is called with Terraform's messages, without a process and a connection. */
export class ServedProvider {
  /** The lines of the log. */
  readonly log: Record<string, unknown>[] = [];
  readonly server: ProviderServer;
  shutdowns = 0;
  private readonly methods: readonly GrpcMethod[];

  constructor(private readonly provider: Provider) {
    const log = new Logger(
      'provider.test',
      'trace',
      (line) => this.log.push(JSON.parse(line)),
      new AsyncLocalStorage(),
    );
    this.server = new ProviderServer(provider, log);
    this.methods = grpcMethods(this.server, () => {
      this.shutdowns += 1;
    });
  }

  /** The paths of its RPCs. */
  get paths(): readonly string[] {
    return this.methods.map(({ path }) => path);
  }

  async call(name: string, request: Uint8Array, signal = new AbortController().signal): Promise<Uint8Array> {
    const method = this.methods.find(({ path }) => path.endsWith(`/${name}`));
    if (!method) throw new Error(`no method ${name}`);
    return await onlyResponse(method.call(request, signal));
  }

  async configure(config: CtyValue): Promise<ProviderResponse> {
    const request = { terraformVersion: '1.11.4', config: dynamicValue(config, this.provider.schema) };
    const response = await this.call('ConfigureProvider', wire.ConfigureProvider_Request.encode(request).finish());
    return { diagnostics: wire.ConfigureProvider_Response.decode(response).diagnostics.map(diagnosticText) };
  }

  async validate(config: CtyValue): Promise<ProviderResponse> {
    const request = { config: dynamicValue(config, this.provider.schema) };
    const response = await this.call(
      'ValidateProviderConfig',
      wire.ValidateProviderConfig_Request.encode(request).finish(),
    );
    return { diagnostics: wire.ValidateProviderConfig_Response.decode(response).diagnostics.map(diagnosticText) };
  }

  async validateData(typeName: string, config: CtyValue): Promise<ProviderResponse> {
    const request = { typeName, config: dynamicValue(config, this.schemaOf(typeName)) };
    const response = await this.call(
      'ValidateDataResourceConfig',
      wire.ValidateDataResourceConfig_Request.encode(request).finish(),
    );
    return { diagnostics: wire.ValidateDataResourceConfig_Response.decode(response).diagnostics.map(diagnosticText) };
  }

  async read(typeName: string, config: CtyValue, signal?: AbortSignal): Promise<ProviderResponse> {
    const schema = this.schemaOf(typeName);
    const request = wire.ReadDataSource_Request.encode({ typeName, config: dynamicValue(config, schema) }).finish();
    const { diagnostics, state } = wire.ReadDataSource_Response.decode(
      await this.call('ReadDataSource', request, signal),
    );
    return {
      diagnostics: diagnostics.map(diagnosticText),
      ...(state && { state: decodeValue(state.msgpack, schemaType(schema)) }),
    };
  }

  /** Calls StopProvider, as Terraform does at Ctrl-C. */
  async stop(): Promise<void> {
    await this.call('StopProvider', new Uint8Array());
  }

  private schemaOf(typeName: string): Schema {
    return this.provider.dataSources[typeName]?.schema ?? { attributes: {} };
  }
}
