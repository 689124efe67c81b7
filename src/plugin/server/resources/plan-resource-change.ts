import type { AttributePath } from '../../attribute-path';
import { PrivateState } from '../../private-state';
import type { Resource } from '../../resource';
import { schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import { pathToWire } from '../diagnostics-to-wire';
import type { Call, ProviderServer } from '../provider-server';
import { decodeConfig, encodeDynamicValue } from '../values/dynamic-value';
import type { Values } from '../values/walk';
import { changedMembers, isSame, replacedBy, withoutWriteOnly, withUnknowns } from './planned-state';
import { decodeState, encodeNoState } from './state';

/** Plans a change of a managed resource: by its schema, and then by its `modifyPlan`. */
export async function planResourceChange(
  server: ProviderServer,
  request: wire.PlanResourceChange_Request,
  call: Call,
): Promise<wire.PlanResourceChange_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, call, async (resource, context) => {
    const { schema } = resource;
    const priorState = decodeState(request.priorState, schema);
    const proposedState = decodeState(request.proposedNewState, schema);
    const privateState = PrivateState.decode(request.priorPrivate);
    const deferred = server.deferral(request.clientCapabilities);
    if (proposedState === null) {
      return { plannedState: encodeNoState(schema), plannedPrivate: privateState.encode(), deferred };
    }
    const config = decodeConfig(request.config, schema);
    const plannedState = planBySchema(resource, proposedState, config, priorState);
    const requested: AttributePath[] = [];
    const modified = deferred
      ? undefined
      : await resource.modifyPlan?.(
          { config, priorState, plannedState },
          { ...server.withClient(context), privateState, requireReplace: (path) => requested.push(path) },
        );
    const finalState = withoutWriteOnly(schema, { ...plannedState, ...modified });
    const replaced = priorState ? [...replacements(resource, finalState, config, priorState), ...requested] : [];
    return {
      plannedState: encodeDynamicValue(finalState, schemaType(schema)),
      requiresReplace: replaced.map((path) => pathToWire(path)),
      plannedPrivate: privateState.encode(),
      deferred,
    };
  });
  return {
    requiresReplace: [],
    plannedPrivate: request.priorPrivate,
    ...result,
    diagnostics,
    legacyTypeSystem: false,
  };
}

/** Computed attributes become unknown if anything changes. If nothing does, the plan is empty. */
function planBySchema(
  { schema }: Resource<unknown>,
  proposedState: Values,
  config: Values,
  priorState: Values | null,
): Values {
  const plannedState = withoutWriteOnly(schema, proposedState);
  return priorState !== null && isSame(plannedState, priorState)
    ? plannedState
    : withUnknowns(schema, plannedState, config, priorState);
}

/** The changes that replace the resource: those that the schema marks; without `update`, all of them. */
function replacements(
  { schema, update }: Resource<unknown>,
  plannedState: Values,
  config: Values,
  priorState: Values,
): readonly AttributePath[] {
  const { attributes, blocks = {} } = schema;
  return update
    ? replacedBy(schema, plannedState, config, priorState)
    : changedMembers([...Object.keys(attributes), ...Object.keys(blocks)], plannedState, config, priorState);
}
