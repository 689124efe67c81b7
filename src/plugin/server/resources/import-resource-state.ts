import { DiagnosticError } from '../../diagnostics';
import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { stateToWire } from './state-to-wire';

/** Finds what exists already, to be managed from now on. */
export async function importResourceState(
  server: ProviderServer,
  request: wire.ImportResourceState_Request,
  signal: AbortSignal,
): Promise<wire.ImportResourceState_Response> {
  const { typeName, id } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, signal, async (resource, context) => {
    if (!resource.import) {
      throw new DiagnosticError('No import', `A ${typeName} can not be imported. Create it with Terraform.`);
    }
    const privateState = PrivateState.decode();
    const state = await resource.import(id, { ...server.withClient(context), privateState });
    if (state === null) {
      throw new DiagnosticError(
        'Nothing to import',
        `There is no ${typeName} with the id ${JSON.stringify(id)}. Check the id, and the configuration of the provider.`,
      );
    }
    return { typeName, state: stateToWire(state, resource.schema), private: privateState.encode() };
  });
  return { importedResources: result ? [result] : [], diagnostics };
}
