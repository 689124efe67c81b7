import { isWhollyKnown } from '../../cty/value';
import { PrivateState } from '../../private-state';
import { isWriteOnly } from '../../schema/attributes';
import type { Schema } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { decodeConfig } from '../values/dynamic-value';
import type { Values } from '../values/walk';
import { decodeState, encodeNoState, encodeState } from './state';

/** Creates, updates or deletes a managed resource. */
export async function applyResourceChange(
  server: ProviderServer,
  request: wire.ApplyResourceChange_Request,
  signal: AbortSignal,
): Promise<wire.ApplyResourceChange_Response> {
  const { typeName } = request;
  const privateState = PrivateState.decode(request.plannedPrivate);
  // Terraform records this state also if the operation fails: the prior one, until the provider's code sets another.
  let newState = request.priorState;
  const { diagnostics } = await server.answerFor('resources', typeName, signal, async (resource, context) => {
    const { schema } = resource;
    const priorState = decodeState(request.priorState, schema);
    const plannedState = decodeState(request.plannedState, schema);
    const resourceContext = { ...server.withClient(context), privateState };
    if (plannedState === null) {
      if (priorState) await resource.delete(priorState, resourceContext);
      if (!context.diagnostics.hasErrors) newState = encodeNoState(schema);
      return;
    }
    const setState = (state: object) => {
      newState = encodeState(state, schema);
    };
    const config = withPlannedValues(decodeConfig(request.config, schema), plannedState, schema);
    const createContext = { ...resourceContext, plannedState, setState };
    if (priorState === null) return setState(await resource.create(config, createContext));
    // Without update, a plan is a replacement: a deletion and a creation.
    if (!resource.update) throw new Error(`Terraform asked to update a ${typeName}, which has no update`);
    return setState(await resource.update(config, { ...createContext, priorState }));
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
