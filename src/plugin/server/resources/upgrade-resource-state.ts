import { DiagnosticError } from '../../diagnostics';
import type * as wire from '../../wire/generated/tfplugin6';
import type { Call, ProviderServer } from '../provider-server';
import { decodeConvertibleState, decodeRawState, encodeState } from './state';

/** Upgrades a stored state to the current schema. Terraform asks for every state, also for one of the same version. */
export async function upgradeResourceState(
  server: ProviderServer,
  request: wire.UpgradeResourceState_Request,
  call: Call,
): Promise<wire.UpgradeResourceState_Response> {
  const { typeName, version, rawState } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, call, async (resource, context) => {
    const { schema, stateUpgraders = [] } = resource;
    const current = BigInt(schema.version ?? 0);
    if (version === current) return encodeState(decodeRawState(rawState, schema), schema);
    const upgrader = stateUpgraders.find((upgrader) => BigInt(upgrader.schema.version ?? 0) === version);
    if (upgrader) {
      const state = decodeConvertibleState(rawState, upgrader.schema, `The state of a ${typeName}`);
      return encodeState(await upgrader.upgrade(state, context), schema);
    }
    // The version is an older one: Terraform itself refuses a newer one.
    throw new DiagnosticError(
      'Stored state too old',
      `The state of a ${typeName} has schema version ${version}. This version of the provider ${server.provider.name}, ` +
        `which has schema version ${current}, cannot read it any more. Apply once with a provider version between the two.`,
    );
  });
  return { ...(result && { upgradedState: result }), diagnostics };
}
