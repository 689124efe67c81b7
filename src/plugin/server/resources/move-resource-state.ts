import { DiagnosticError } from '../../diagnostics';
import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { stateToWire, storedState } from './state-to-wire';

/** Makes the state of another type of resource into one of this type. */
export async function moveResourceState(
  server: ProviderServer,
  request: wire.MoveResourceState_Request,
  signal: AbortSignal,
): Promise<wire.MoveResourceState_Response> {
  const { targetTypeName, sourceTypeName, sourceProviderAddress, sourceSchemaVersion } = request;
  const { result, diagnostics } = await server.answerFor(
    'resources',
    targetTypeName,
    signal,
    async ({ schema, moves = [] }, context) => {
      const move = moves.find(
        (move) =>
          move.type === sourceTypeName &&
          (move.provider === undefined || move.provider === sourceProviderAddress) &&
          BigInt(move.schema.version ?? 0) === sourceSchemaVersion,
      );
      if (!move) {
        const known = moves.map(({ type, schema }) => `${type} (version ${schema.version ?? 0} of its schema)`);
        throw new DiagnosticError(
          'No move',
          `A ${sourceTypeName} of ${sourceProviderAddress}, with version ${sourceSchemaVersion} of its schema, can not ` +
            `become a ${targetTypeName}. What can: ${known.join(', ') || 'nothing'}.`,
        );
      }
      const privateState = PrivateState.decode(request.sourcePrivate);
      const state = await move.move(storedState(request.sourceState, move.schema), { ...context, privateState });
      return { targetState: stateToWire(state, schema), targetPrivate: privateState.encode() };
    },
  );
  return { ...(result ?? { targetPrivate: new Uint8Array() }), diagnostics };
}
