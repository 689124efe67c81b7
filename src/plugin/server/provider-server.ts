import type { ConfiguredContext, RequestContext } from '../context';
import { DiagnosticError, Diagnostics } from '../diagnostics';
import type { LogFields, Logger } from '../logger';
import type { Kinds, Provider, Served } from '../provider';
import * as wire from '../wire/generated/tfplugin6';
import { diagnosticsToWire } from './diagnostics-to-wire';

/**
 * The kinds of definitions, in words for messages, and the field of the log for the name of a definition, as HashiCorp's
 * frameworks call it.
 */
const KINDS = {
  dataSources: { words: 'data source', field: 'tf_data_source_type' },
  ephemeralResources: { words: 'ephemeral resource', field: 'tf_ephemeral_resource_type' },
  functions: { words: 'function', field: 'tf_function_name' },
  resources: { words: 'resource', field: 'tf_resource_type' },
} as const satisfies Record<keyof Kinds<unknown>, { readonly words: string; readonly field: string }>;

/** A call of an RPC. */
export interface Call {
  /** The name of the RPC: `ReadDataSource`. */
  readonly rpc: string;
  /** Aborted when the caller cancels the call or goes away. */
  readonly signal: AbortSignal;
}

/** The outcome of a request. */
export interface Answered<T> {
  /** The result; undefined if there is an error among the diagnostics. */
  readonly result: T | undefined;
  readonly diagnostics: wire.Diagnostic[];
}

/** Answers Terraform's requests: calls the provider's code, and turns its errors into diagnostics. */
export class ProviderServer {
  private readonly inProgress = new Set<AbortController>();
  private configured: { readonly client: unknown; readonly isConfigKnown: boolean } | undefined;

  constructor(
    readonly provider: Provider,
    readonly log: Logger,
  ) {}

  /**
   * Sets the client that later requests use.
   * @param isConfigKnown whether the provider's configuration is wholly known.
   */
  setClient(client: unknown, isConfigKnown: boolean): void {
    this.configured = { client, isConfigKnown };
  }

  /**
   * The deferral to answer with, instead of calling the provider's code: while the provider's configuration is not wholly
   * known, for clients that allow it.
   */
  deferral(clientCapabilities: wire.ClientCapabilities | undefined): wire.Deferred | undefined {
    const isConfigKnown = this.configured?.isConfigKnown ?? true;
    if (isConfigKnown || !clientCapabilities?.deferralAllowed) return undefined;
    return { reason: wire.Deferred_Reason.PROVIDER_CONFIG_UNKNOWN };
  }

  /** Answers a request about the provider block; see {@link answer}. */
  async answerForProvider<T>(call: Call, answer: (context: RequestContext) => T | Promise<T>): Promise<Answered<T>> {
    return await this.answer(call, {}, answer);
  }

  /** Answers a request about the definition of a kind and name; see {@link answer}. */
  async answerFor<K extends keyof Kinds<unknown>, T>(
    kind: K,
    name: string,
    call: Call,
    answer: (definition: Kinds<unknown>[K], context: RequestContext) => T | Promise<T>,
  ): Promise<Answered<T>> {
    const definitions: Served<unknown>[K] = this.provider[kind];
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    const { words, field } = KINDS[kind];
    return await this.answer(call, { [field]: name }, (context) => {
      if (definition) return answer(definition, context);
      throw new DiagnosticError(
        `Unknown ${words}`,
        `The provider ${this.provider.name} has no ${words} "${name}". ` +
          `It has: ${Object.keys(definitions).join(', ') || 'none'}.`,
      );
    });
  }

  /** Aborts every request in progress. Later requests are answered as ever. */
  stop(): void {
    for (const controller of this.inProgress) controller.abort(new Error('stopped by the user'));
  }

  /**
   * Adds the client to a request's context.
   * @throws DiagnosticError when the provider is not configured.
   */
  withClient(context: RequestContext): ConfiguredContext<unknown> {
    if (this.configured === undefined) {
      throw new DiagnosticError(
        'Provider not configured',
        `Terraform sent a request to the provider ${this.provider.name} before it configured it. This is a bug in Terraform or in the provider; please report it.`,
      );
    }
    return { ...context, client: this.configured.client };
  }

  /** Answers a request. Everything that the provider's code reports or throws becomes a diagnostic; a call never fails. */
  private async answer<T>(
    { rpc, signal }: Call,
    fields: LogFields,
    answer: (context: RequestContext) => T | Promise<T>,
  ): Promise<Answered<T>> {
    const stop = new AbortController();
    this.inProgress.add(stop);
    const context = {
      signal: AbortSignal.any([signal, stop.signal]),
      log: this.log,
      diagnostics: new Diagnostics(),
    };
    const { diagnostics } = context;
    const request = { tf_req_id: crypto.randomUUID(), tf_rpc: rpc, ...fields };
    const result = await this.log.within(request, async () => {
      try {
        return await answer(context);
      } catch (error) {
        this.report(error, context);
        return undefined;
      } finally {
        this.inProgress.delete(stop);
      }
    });
    return {
      result: diagnostics.hasErrors ? undefined : result,
      diagnostics: diagnosticsToWire(diagnostics.all),
    };
  }

  private report(error: unknown, { signal, diagnostics }: RequestContext): void {
    if (error instanceof DiagnosticError) {
      diagnostics.error(error.summary, error.detail, error.path);
    } else if (signal.aborted) {
      diagnostics.error('Operation stopped', 'The run was interrupted before the provider had an answer.');
    } else {
      // A bug in the provider's code, or a malformed message. The stack goes to the log only.
      this.log.error('internal error', { error: error instanceof Error ? String(error.stack) : String(error) });
      diagnostics.error(
        'Internal error of the provider',
        `${error instanceof Error ? error.message : String(error)}\n\nThis is a bug in the provider ${this.provider.name}; please report it, with a log made with TF_LOG_PROVIDER=debug.`,
      );
    }
  }
}
