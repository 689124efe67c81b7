import { setImmediate } from 'node:timers/promises';
import { decodeValue } from '../../../../src/plugin/cty/msgpack';
import type { CtyValue } from '../../../../src/plugin/cty/value';
import { schemaType } from '../../../../src/plugin/schema/schema';
import * as wire from '../../../../src/plugin/wire/generated/tfplugin6';
import { provider } from '../../../../src/provider/provider';
import { dynamicValue, ServedProvider } from '../../../plugin/support/served';

const TYPE = 'faceliveness_session_pool';
const SCHEMA = provider.resources[TYPE]?.schema ?? { attributes: {} };

/** The arguments of the pool in a history. */
export interface PoolArguments {
  readonly size: number;
  readonly keeper: string;
  readonly on_unusable: string;
}

/** A pool in a state. */
export interface StoredPool {
  readonly on_unusable: string;
  readonly sessions: ReadonlyArray<{
    readonly slot: number;
    readonly attempt: number;
    readonly client_request_token: string;
    readonly usable: boolean;
  }>;
  readonly session_ids: ReadonlyArray<string | null>;
}

/** Something that plans and applies a pool as Terraform does, and keeps its state. */
export interface Applier {
  /** The pool in the state; undefined without one. */
  stored(): StoredPool | undefined;
  /** Plans, with a refresh. Returns undefined if that fails. */
  plan(given: PoolArguments, replace: boolean): Promise<(() => Promise<boolean>) | undefined>;
  /** Plans and applies, and dies when the service keeps it waiting, before the state is saved. */
  die(given: PoolArguments, isWaiting: () => boolean): Promise<void>;
  loseState(): void;
}

type Values = Readonly<Record<string, CtyValue>>;

/** Terraform's part in the life of one resource, for histories by the thousand. */
export class ModelOfTerraform implements Applier {
  private state: Values | null = null;
  private private: Uint8Array = new Uint8Array();
  private tainted = false;

  private constructor(private readonly served: ServedProvider) {}

  static async configured(url: string): Promise<ModelOfTerraform> {
    const served = new ServedProvider(provider);
    const nothing = Object.fromEntries(
      [...Object.keys(provider.schema.attributes), ...Object.keys(provider.schema.blocks ?? {})].map((name) => [
        name,
        provider.schema.blocks?.[name] ? [] : null,
      ]),
    );
    const endpoints = Object.fromEntries(
      Object.keys(provider.schema.blocks?.endpoints?.attributes ?? {}).map((name) => [
        name,
        name === 'rekognition' ? url : null,
      ]),
    );
    const { diagnostics } = await served.configure({
      ...nothing,
      access_key: 'AKIAIOSFODNN7EXAMPLE',
      secret_key: 'secret',
      region: 'us-east-1',
      max_retries: 0,
      max_requests_per_second: 100_000,
      endpoints: [endpoints],
    });
    if (diagnostics.length > 0) throw new Error(diagnostics.join('\n'));
    return new ModelOfTerraform(served);
  }

  stored(): StoredPool | undefined {
    return (this.state ?? undefined) as StoredPool | undefined;
  }

  loseState(): void {
    this.state = null;
    this.private = new Uint8Array();
    this.tainted = false;
  }

  async plan(given: PoolArguments, replace: boolean) {
    const config = configOf(given);
    if (this.state) {
      const request = { typeName: TYPE, currentState: encoded(this.state), private: this.private };
      const answer = wire.ReadResource_Response.decode(
        await this.served.call('ReadResource', wire.ReadResource_Request.encode(request).finish()),
      );
      if (failed(answer.diagnostics)) return undefined;
      this.state = decoded(answer.newState);
      this.private = answer.private;
    }
    const prior = this.state;
    const update = await this.planChange(config, prior, this.private);
    const isReplaced = prior === null || replace || this.tainted || update.requiresReplace.length > 0;
    if (!isReplaced) return async () => await this.apply(config, prior, update);
    const creation = prior ? await this.planChange(config, null, update.plannedPrivate) : update;
    return async () => {
      if (prior) await this.apply(config, prior, { ...update, plannedState: encoded(null) });
      return await this.apply(config, null, creation);
    };
  }

  async die(given: PoolArguments, isWaiting: () => boolean): Promise<void> {
    const before = [this.state, this.private, this.tainted] as const;
    let ended = false;
    const run = this.plan(given, false)
      .then((apply) => apply?.())
      .finally(() => {
        ended = true;
      });
    while (!ended && !isWaiting()) await setImmediate();
    if (ended) return;
    await this.served.stop();
    await run;
    [this.state, this.private, this.tainted] = before;
  }

  private async planChange(
    config: Values,
    prior: Values | null,
    priorPrivate: Uint8Array,
  ): Promise<wire.PlanResourceChange_Response> {
    const proposed = Object.fromEntries(
      Object.entries(config).map(([name, value]) => {
        const mode = SCHEMA.attributes[name]?.mode;
        const computed = mode === 'computed' || mode === 'optionalComputed';
        return [name, value === null && computed ? (prior?.[name] ?? null) : value];
      }),
    );
    const request = {
      typeName: TYPE,
      priorState: encoded(prior),
      proposedNewState: encoded(proposed),
      config: encoded(config),
      priorPrivate,
    };
    const answer = wire.PlanResourceChange_Response.decode(
      await this.served.call('PlanResourceChange', wire.PlanResourceChange_Request.encode(request).finish()),
    );
    if (failed(answer.diagnostics)) throw new Error(JSON.stringify(answer.diagnostics));
    return answer;
  }

  /** Returns whether it succeeded. */
  private async apply(config: Values, prior: Values | null, planned: wire.PlanResourceChange_Response) {
    const request = {
      typeName: TYPE,
      priorState: encoded(prior),
      plannedState: planned.plannedState,
      config: encoded(config),
      plannedPrivate: planned.plannedPrivate,
    };
    const target = decoded(planned.plannedState);
    // An empty plan is not applied.
    if (prior && target && JSON.stringify(prior) === JSON.stringify(target)) return true;
    const answer = wire.ApplyResourceChange_Response.decode(
      await this.served.call('ApplyResourceChange', wire.ApplyResourceChange_Request.encode(request).finish()),
    );
    const isFailed = failed(answer.diagnostics);
    this.state = decoded(answer.newState);
    this.private = this.state ? answer.private : new Uint8Array();
    this.tainted = isFailed && prior === null && this.state !== null;
    return !isFailed;
  }
}

function configOf({ size, keeper, on_unusable }: PoolArguments): Values {
  const names = [...Object.keys(SCHEMA.attributes), ...Object.keys(SCHEMA.blocks ?? {})];
  const nothing = Object.fromEntries(names.map((name) => [name, null]));
  return { ...nothing, name: 'kiosk', size, keepers: { keeper }, on_unusable };
}

function encoded(value: CtyValue): wire.DynamicValue {
  return dynamicValue(value, SCHEMA);
}

function decoded(value: wire.DynamicValue | undefined): Values | null {
  return value ? (decodeValue(value.msgpack, schemaType(SCHEMA)) as Values | null) : null;
}

function failed(diagnostics: readonly wire.Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === wire.Diagnostic_Severity.ERROR);
}
