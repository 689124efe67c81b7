import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { Call, ProviderServer } from '../provider-server';
import { decodeState, encodeNoState, encodeState } from './state';

/** Refreshes the state of a managed resource. */
export async function readResource(
  server: ProviderServer,
  request: wire.ReadResource_Request,
  call: Call,
): Promise<wire.ReadResource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, call, async (resource, context) => {
    const { schema } = resource;
    const deferred = server.deferral(request.clientCapabilities);
    if (deferred) return { newState: request.currentState, deferred };
    const state = decodeState(request.currentState, schema);
    const privateState = PrivateState.decode(request.private);
    const newState =
      state && resource.read ? await resource.read(state, { ...server.withClient(context), privateState }) : state;
    return {
      newState: newState ? encodeState(newState, schema) : encodeNoState(schema),
      private: privateState.encode(),
    };
  });
  return { private: request.private, ...result, diagnostics };
}
