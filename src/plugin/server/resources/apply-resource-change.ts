import { isWhollyKnown } from '../../cty/value';
import { PrivateState } from '../../private-state';
import { isWriteOnly } from '../../schema/attributes';
import { type Schema, schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import type { Call, ProviderServer } from '../provider-server';
import { decodeConfig, encodeDynamicValue } from '../values/dynamic-value';
import { assertKnown } from '../values/unknown-values';
import type { Values } from '../values/walk';
import { type RecordedState, recordedState, type StateError } from './recorded-state';
import { decodeState, encodeNoState } from './state';

/** Creates, updates or deletes a managed resource. */
export async function applyResourceChange(
  server: ProviderServer,
  request: wire.ApplyResourceChange_Request,
  call: Call,
): Promise<wire.ApplyResourceChange_Response> {
  const { typeName } = request;
  const privateState = PrivateState.decode(request.plannedPrivate);
  // Terraform records this state also if the operation fails: the prior one, until the provider's code sets another.
  let newState = request.priorState;
  const { diagnostics } = await server.answerFor('resources', typeName, call, async (resource, context) => {
    const { schema } = resource;
    const priorState = decodeState(request.priorState, schema);
    const plannedState = decodeState(request.plannedState, schema);
    const resourceContext = { ...server.withClient(context), privateState };
    if (plannedState === null) {
      if (priorState) await resource.delete(priorState, resourceContext);
      if (!context.diagnostics.hasErrors) newState = encodeNoState(schema);
      return;
    }
    const config = decodeConfig(request.config, schema);
    assertKnown(config, schema, `${priorState ? 'update' : 'create'} a ${typeName}`);
    const records: RecordedState[] = [];
    const setState = (returned: object) => {
      const recorded = recordedState(returned, schema, plannedState, priorState);
      records.push(recorded);
      newState = encodeDynamicValue(recorded.state, schemaType(schema));
    };
    const report = (errors: readonly StateError[] = []) => {
      for (const { path, detail } of errors) {
        context.diagnostics.error(
          'Invalid new state',
          `${detail}. Terraform keeps the ${typeName}, with the valid part of its new state.\n\n` +
            `This is a bug in the provider ${server.provider.name}; please report it.`,
          path,
        );
      }
    };
    const createContext = { ...resourceContext, plannedState, setState };
    const given = withPlannedValues(config, plannedState, schema);
    try {
      if (priorState === null) setState(await resource.create(given, createContext));
      // Without update, a plan is a replacement: a deletion and a creation.
      else if (!resource.update) throw new Error(`Terraform asked to update a ${typeName}, which has no update`);
      else setState(await resource.update(given, { ...createContext, priorState }));
    } finally {
      report(records.at(-1)?.errors);
    }
    // Another error explains the deviations: the operation stopped half way.
    if (!context.diagnostics.hasErrors) report(records.at(-1)?.deviations);
  });
  return { ...(newState && { newState }), private: privateState.encode(), diagnostics, legacyTypeSystem: false };
}

/** The configuration, with planned values where the user gave none. Write-only values are in the configuration only. */
function withPlannedValues(config: Values, plannedState: Values, { attributes }: Schema): Values {
  const entries = Object.entries(config).map(([name, given]) => {
    const attribute = attributes[name];
    const planned = plannedState[name] ?? null;
    const isPlanned = !(attribute && isWriteOnly(attribute.mode)) && isWhollyKnown(planned);
    return [name, isPlanned ? planned : given] as const;
  });
  return Object.fromEntries(entries);
}
