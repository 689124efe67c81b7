import { Unknown } from '../../cty/value';
import { DiagnosticError } from '../../diagnostics';
import { PrivateState } from '../../private-state';
import { schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import type { Call, ProviderServer } from '../provider-server';
import { encodeDynamicValue } from '../values/dynamic-value';
import { encodeState } from './state';

/** Imports an existing object by its id. */
export async function importResourceState(
  server: ProviderServer,
  request: wire.ImportResourceState_Request,
  call: Call,
): Promise<wire.ImportResourceState_Response> {
  const { typeName, id } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, call, async (resource, context) => {
    if (!resource.import) {
      throw new DiagnosticError('Import not supported', `A ${typeName} cannot be imported. Create it with Terraform.`);
    }
    const privateState = PrivateState.decode();
    const deferred = server.deferral(request.clientCapabilities);
    if (deferred) {
      const state = encodeDynamicValue(new Unknown(), schemaType(resource.schema));
      return { imported: { typeName, state, private: privateState.encode() }, deferred };
    }
    const state = await resource.import(id, { ...server.withClient(context), privateState });
    if (state === null) {
      throw new DiagnosticError(
        'Nothing to import',
        `There is no ${typeName} with the id ${JSON.stringify(id)}. Check the id and the provider's configuration.`,
      );
    }
    return { imported: { typeName, state: encodeState(state, resource.schema), private: privateState.encode() } };
  });
  const { imported, deferred } = result ?? {};
  return { importedResources: imported ? [imported] : [], ...(deferred && { deferred }), diagnostics };
}
