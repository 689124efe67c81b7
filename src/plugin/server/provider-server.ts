import type { ConfiguredContext, RequestContext } from '../data-source';
import { DiagnosticError, Diagnostics } from '../diagnostics';
import type { Logger } from '../logger';
import type { Kinds, Provider, Served } from '../provider';
import type { Blocks } from '../schema/schema';
import type * as wire from '../wire/generated/tfplugin6';
import { diagnosticsToWire } from './diagnostics-to-wire';

/** The words for what a provider serves. */
const KINDS = {
  dataSources: 'data source',
  ephemeralResources: 'ephemeral resource',
  functions: 'function',
  resources: 'resource',
} as const satisfies Record<keyof Kinds<unknown>, string>;

/** What `answer` returned, or undefined where there is an error among the diagnostics. */
export interface Answered<T> {
  readonly result: T | undefined;
  readonly diagnostics: wire.Diagnostic[];
}

/** What Terraform's requests share in one process: the provider, its configured client, and how to stop. */
export class ProviderServer {
  private readonly stopping = new Set<AbortController>();
  private configured: { readonly client: unknown } | undefined;

  constructor(
    readonly provider: Provider,
    readonly log: Logger,
  ) {}

  /** Keeps what `configure` returned for the reads that follow. */
  keepClient(client: unknown): void {
    this.configured = { client };
  }

  /** Answers one request about the provider block; see {@link answer}. */
  async answerForProvider<T>(
    signal: AbortSignal,
    answer: (context: RequestContext) => T | Promise<T>,
  ): Promise<Answered<T>> {
    return await this.answer(signal, this.provider.schema.blocks, answer);
  }

  /** Answers one request about what is served under the given name; see {@link answer}. */
  async answerFor<K extends keyof Kinds<unknown>, T>(
    kind: K,
    name: string,
    signal: AbortSignal,
    answer: (definition: Kinds<unknown>[K], context: RequestContext) => T | Promise<T>,
  ): Promise<Answered<T>> {
    const served: Served<unknown>[K] = this.provider[kind];
    const definition = Object.hasOwn(served, name) ? served[name] : undefined;
    const blocks = definition && 'schema' in definition ? definition.schema.blocks : undefined;
    return await this.answer(signal, blocks, (context) => {
      if (definition) return answer(definition, context);
      const names = Object.keys(served);
      throw new DiagnosticError(
        `Unknown ${KINDS[kind]}`,
        `The provider ${this.provider.name} has no ${KINDS[kind]} "${name}". ` +
          (names.length === 0 ? 'It has none at all.' : `It has: ${names.join(', ')}.`),
      );
    });
  }

  /** Aborts every request that is being answered. */
  stop(): void {
    for (const controller of this.stopping) controller.abort(new Error('stopped by Terraform'));
  }

  /**
   * Answers one request: whatever the provider's code reports or throws becomes diagnostics, never a broken call.
   * @param blocks the blocks that the diagnostics' paths can lead to.
   */
  private async answer<T>(
    signal: AbortSignal,
    blocks: Blocks | undefined,
    answer: (context: RequestContext) => T | Promise<T>,
  ): Promise<Answered<T>> {
    const stop = new AbortController();
    this.stopping.add(stop);
    const context = {
      signal: AbortSignal.any([signal, stop.signal]),
      log: this.log,
      diagnostics: new Diagnostics(),
    };
    const { diagnostics } = context;
    let result: T | undefined;
    try {
      result = await answer(context);
    } catch (error) {
      this.report(error, context);
    } finally {
      this.stopping.delete(stop);
    }
    return {
      result: diagnostics.hasErrors ? undefined : result,
      diagnostics: diagnosticsToWire(diagnostics.all, blocks),
    };
  }

  /** The context of a request that needs the configured client. */
  withClient(context: RequestContext): ConfiguredContext<unknown> {
    if (this.configured === undefined) {
      throw new DiagnosticError(
        'Provider not configured',
        `Terraform asked ${this.provider.name} for data before it configured it. This is a bug in Terraform or in the provider; please report it.`,
      );
    }
    return { ...context, client: this.configured.client };
  }

  private report(error: unknown, { signal, diagnostics }: RequestContext): void {
    if (error instanceof DiagnosticError) {
      diagnostics.error(error.summary, error.detail, error.path);
    } else if (signal.aborted) {
      diagnostics.error('Operation stopped', 'The run was interrupted before the provider had an answer.');
    } else {
      // A bug of ours, or a broken message. The stack goes to the log, not to Terraform's user.
      this.log.error('internal error', { error: error instanceof Error ? String(error.stack) : String(error) });
      diagnostics.error(
        'Internal error of the provider',
        `${error instanceof Error ? error.message : String(error)}\n\nThis is a bug in the provider ${this.provider.name}; please report it, with a log made with TF_LOG_PROVIDER=debug.`,
      );
    }
  }
}
