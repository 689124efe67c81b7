import { clientRequestToken } from '../../liveness/client-request-token';
import {
  type CreateFaceLivenessSessionRequest,
  createSessionRequestErrors,
} from '../../liveness/create-session-request';
import { describeShapeError } from '../../liveness/describe-shape-error';
import { isAwsRegionName } from '../../liveness/regions';
import { defineFunction, dynamic, FunctionError, isWhollyKnown, map, number, string, Unknown } from '../../plugin';
import { toJson } from '../arguments/request-arguments';

/** `provider::faceliveness::client_request_token(name, slot, region, keepers, request)` */
export const clientRequestTokenFunction = defineFunction({
  summary: 'The client request token of a session',
  description:
    'Returns the token that the data sources derive from the same inputs, without a call to AWS: the SHA-256 of ' +
    'their canonical JSON (RFC 8785), 64 hexadecimal characters.',
  parameters: {
    name: { type: string, description: 'Name of the session or of the pool.' },
    slot: { type: number, allowNullValue: true, description: 'Slot of a pool, from 0; null for a single session.' },
    region: { type: string, description: 'AWS region of the session.' },
    keepers: { type: map(string), allowNullValue: true, description: 'Keepers, or null.' },
    request: {
      type: dynamic,
      allowNullValue: true,
      description: 'Request in the form of the API, `{ KmsKeyId = …, Settings = { … } }`, or null.',
    },
  },
  returns: string,

  call({ name, slot, region, keepers, request }) {
    if (name === '') throw new FunctionError('"" is empty; a name has at least one character. Set a name.', 'name');
    if (slot !== null && !(Number.isSafeInteger(slot) && Number(slot) >= 0)) {
      throw new FunctionError(`${slot} was given; a slot is a whole number of 0 or more, or null. Change it.`, 'slot');
    }
    if (!isAwsRegionName(region)) {
      throw new FunctionError(
        `${JSON.stringify(region)} is not the name of an AWS region. Use one, such as us-east-1.`,
        'region',
      );
    }
    // Terraform itself handles arguments that are unknown as a whole.
    if (request !== null && !isWhollyKnown(request)) return new Unknown({ notNull: true });
    const wire = toJson(request);
    const [shapeError] = createSessionRequestErrors(wire ?? {});
    if (shapeError) {
      throw new FunctionError(
        `${shapeError.path.join('.') || 'request'}: ${describeShapeError(shapeError)}`,
        'request',
      );
    }
    if ((wire as CreateFaceLivenessSessionRequest | null)?.ClientRequestToken) {
      throw new FunctionError('it has a ClientRequestToken, so no token is derived. Remove it.', 'request');
    }
    return clientRequestToken({
      name,
      region,
      ...(slot !== null && { slot: Number(slot) }),
      ...(keepers && { keepers }),
      ...(wire !== null && { request: wire as CreateFaceLivenessSessionRequest }),
    });
  },
});
