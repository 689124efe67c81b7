import { DiagnosticError } from '../../diagnostics';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { stateToWire, storedState } from './state-to-wire';

/** Reads a stored state. Terraform asks for each one, also where the schema is still the same. */
export async function upgradeResourceState(
  server: ProviderServer,
  request: wire.UpgradeResourceState_Request,
  signal: AbortSignal,
): Promise<wire.UpgradeResourceState_Response> {
  const { typeName, version, rawState } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, signal, async (resource, context) => {
    const { schema, upgrades = [] } = resource;
    const current = BigInt(schema.version ?? 0);
    if (version === current) return stateToWire(storedState(rawState, schema), schema);
    const upgrade = upgrades.find((upgrade) => BigInt(upgrade.schema.version ?? 0) === version);
    if (upgrade) {
      return stateToWire(await upgrade.upgrade(storedState(rawState, upgrade.schema), context), schema);
    }
    // A newer version than ours Terraform refuses by itself.
    throw new DiagnosticError(
      'Stored state too old',
      `The state of a ${typeName} was stored by version ${version} of its schema, and this version of the provider ` +
        `${server.provider.name}, which has version ${current}, can not read that any more. Apply once with a version ` +
        'of the provider between the two.',
    );
  });
  return { ...(result && { upgradedState: result }), diagnostics };
}
