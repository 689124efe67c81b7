import { DiagnosticError } from '../../diagnostics';
import { PrivateState } from '../../private-state';
import type * as wire from '../../wire/generated/tfplugin6';
import type { Call, ProviderServer } from '../provider-server';
import { decodeConvertibleState, encodeState } from './state';

/** Converts the state of another resource type, which a `moved` block names, to this type. */
export async function moveResourceState(
  server: ProviderServer,
  request: wire.MoveResourceState_Request,
  call: Call,
): Promise<wire.MoveResourceState_Response> {
  const { targetTypeName, sourceTypeName, sourceProviderAddress, sourceSchemaVersion } = request;
  const { result, diagnostics } = await server.answerFor(
    'resources',
    targetTypeName,
    call,
    async ({ schema, stateMovers = [] }, context) => {
      const mover = stateMovers.find(
        (mover) =>
          mover.type === sourceTypeName &&
          (mover.provider === undefined || mover.provider === sourceProviderAddress) &&
          BigInt(mover.schema.version ?? 0) === sourceSchemaVersion,
      );
      if (!mover) {
        const known = stateMovers.map(({ type, schema }) => `${type} (schema version ${schema.version ?? 0})`);
        throw new DiagnosticError(
          'Move not supported',
          `A ${sourceTypeName} of ${sourceProviderAddress} with schema version ${sourceSchemaVersion} cannot be moved ` +
            `to a ${targetTypeName}. Supported: ${known.join(', ') || 'none'}.`,
        );
      }
      const privateState = PrivateState.decode(request.sourcePrivate);
      const source = decodeConvertibleState(request.sourceState, mover.schema, `The state of a ${sourceTypeName}`);
      const state = await mover.move(source, { ...context, privateState });
      return { targetState: encodeState(state, schema), targetPrivate: privateState.encode() };
    },
  );
  return { ...(result ?? { targetPrivate: new Uint8Array() }), diagnostics };
}
