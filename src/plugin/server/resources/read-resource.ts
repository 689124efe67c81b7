import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { noState, stateFromWire, stateToWire } from './state-to-wire';

/** Looks at a managed resource again. */
export async function readResource(
  server: ProviderServer,
  request: wire.ReadResource_Request,
  signal: AbortSignal,
): Promise<wire.ReadResource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor('resources', typeName, signal, async (resource, context) => {
    const { schema } = resource;
    const state = stateFromWire(request.currentState, schema);
    const privateState = PrivateState.decode(request.private);
    const current =
      state && resource.read ? await resource.read(state, { ...server.withClient(context), privateState }) : state;
    return { newState: current ? stateToWire(current, schema) : noState(schema), private: privateState.encode() };
  });
  return { private: request.private, ...result, diagnostics };
}
