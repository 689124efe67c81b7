import type { AttributePath } from '../../attribute-path';
import { PrivateState } from '../../private-state';
import type { Resource } from '../../resource';
import type * as wire from '../../wire/generated/tfplugin6';
import { pathToWire } from '../diagnostics-to-wire';
import type { ProviderServer } from '../provider-server';
import type { Values } from '../values/members';
import { valueFromWire, valueToWire } from '../values/value-to-wire';
import { changedMembers, isSame, replacedBy, withoutWriteOnly, withUnknowns } from './planned-state';
import { noState, stateFromWire } from './state-to-wire';

/** Plans a change of a managed resource: what the user gave, and unknown values for what the provider computes. */
export async function planResourceChange(
  server: ProviderServer,
  request: wire.PlanResourceChange_Request,
  signal: AbortSignal,
): Promise<wire.PlanResourceChange_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, signal, async (resource, context) => {
    const { schema } = resource;
    const prior = stateFromWire(request.priorState, schema);
    const proposed = stateFromWire(request.proposedNewState, schema);
    const privateState = PrivateState.decode(request.priorPrivate);
    if (proposed === null) {
      return { plannedState: noState(schema), requiresReplace: [], plannedPrivate: privateState.encode() };
    }
    const config = valueFromWire(request.config, schema);
    const planned = plannedState(resource, proposed, config, prior);
    const required: AttributePath[] = [];
    const changes = await resource.plan?.(
      { config, prior, planned },
      { ...server.withClient(context), privateState, requireReplace: (path) => required.push(path) },
    );
    const final = withoutWriteOnly(schema, { ...planned, ...changes });
    const replaced = prior ? [...changesThatReplace(resource, final, config, prior), ...required] : [];
    return {
      plannedState: valueToWire(final, schema),
      requiresReplace: replaced.map((path) => pathToWire(path)),
      plannedPrivate: privateState.encode(),
    };
  });
  return {
    ...(result ?? { requiresReplace: [], plannedPrivate: request.priorPrivate }),
    diagnostics,
    legacyTypeSystem: false,
  };
}

/** Where nothing changes, nothing becomes unknown: there is nothing to apply. */
function plannedState({ schema }: Resource<unknown>, proposed: Values, config: Values, prior: Values | null): Values {
  const planned = withoutWriteOnly(schema, proposed);
  return prior !== null && isSame(planned, prior) ? planned : withUnknowns(schema, planned, config, prior);
}

/** The attributes that the schema says can't be updated; without `update`, everything that changes. */
function changesThatReplace(
  { schema, update }: Resource<unknown>,
  planned: Values,
  config: Values,
  prior: Values,
): readonly AttributePath[] {
  const { attributes, blocks = {} } = schema;
  return update
    ? replacedBy(schema, planned, config, prior)
    : changedMembers([...Object.keys(attributes), ...Object.keys(blocks)], planned, config, prior);
}
