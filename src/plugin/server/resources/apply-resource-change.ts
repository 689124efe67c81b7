import { isWhollyKnown } from '../../cty/value';
import { PrivateState } from '../../private-state';
import type { Schema } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import type { Values } from '../values/members';
import { valueFromWire } from '../values/value-to-wire';
import { isWriteOnly } from './planned-state';
import { noState, stateFromWire, stateToWire } from './state-to-wire';

/** Creates, updates or deletes a managed resource. */
export async function applyResourceChange(
  server: ProviderServer,
  request: wire.ApplyResourceChange_Request,
  signal: AbortSignal,
): Promise<wire.ApplyResourceChange_Response> {
  const { typeName } = request;
  const privateState = PrivateState.decode(request.plannedPrivate);
  // What Terraform records if the operation fails: what it knew before, until the provider's code knows better.
  let newState = request.priorState;
  const { diagnostics } = await server.answerFor('resources', typeName, signal, async (resource, context) => {
    const { schema } = resource;
    const prior = stateFromWire(request.priorState, schema);
    const planned = stateFromWire(request.plannedState, schema);
    const resourceContext = { ...server.withClient(context), privateState };
    if (planned === null) {
      if (prior) await resource.delete(prior, resourceContext);
      if (!context.diagnostics.hasErrors) newState = noState(schema);
      return;
    }
    const keep = (state: object) => {
      newState = stateToWire(state, schema);
    };
    const config = plannedConfig(schema, valueFromWire(request.config, schema), planned);
    const changeContext = { ...resourceContext, planned, keep };
    if (prior === null) return keep(await resource.create(config, changeContext));
    // The plan had Terraform replace the resource instead.
    if (!resource.update) throw new Error(`Terraform asked to update a ${typeName}, which has no update`);
    return keep(await resource.update(config, { ...changeContext, prior }));
  });
  return { ...(newState && { newState }), private: privateState.encode(), diagnostics, legacyTypeSystem: false };
}

/** What the user gave, and beside it what was planned where the user gave nothing. */
function plannedConfig({ attributes }: Schema, config: Values, planned: Values): Values {
  const entries = Object.entries(config).map(([name, given]) => {
    const attribute = attributes[name];
    const value = planned[name] ?? null;
    const isPlanned = !(attribute && isWriteOnly(attribute.mode)) && isWhollyKnown(value);
    return [name, isPlanned ? value : given] as const;
  });
  return Object.fromEntries(entries);
}
