import { clientRequestToken } from '../../liveness/client-request-token';
import {
  type CreateFaceLivenessSessionRequest,
  createSessionRequestErrors,
} from '../../liveness/create-session-request';
import { describeShapeError } from '../../liveness/describe-shape-error';
import { isAwsRegionName } from '../../liveness/regions';
import { defineFunction, dynamic, FunctionError, isWhollyKnown, map, number, string, Unknown } from '../../plugin';
import { toJson } from '../arguments/to-json';

/** `provider::faceliveness::client_request_token(name, slot, region, keepers, request)` */
export const clientRequestTokenFunction = defineFunction({
  summary: 'The client request token of a session',
  description:
    'The token that the data sources derive from the same inputs, without a call to AWS: the SHA-256 of their ' +
    'canonical JSON (RFC 8785), 64 hexadecimal characters.',
  parameters: {
    name: { type: string, description: 'The name of the session or of the pool.' },
    slot: { type: number, allowNullValue: true, description: 'The slot of a pool, from 0; null for a single session.' },
    region: { type: string, description: 'The AWS region of the session.' },
    keepers: { type: map(string), allowNullValue: true, description: 'The keepers, or null.' },
    request: {
      type: dynamic,
      allowNullValue: true,
      description: 'The request in the form of the API, as `{ KmsKeyId = …, Settings = { … } }`, or null.',
    },
  },
  returns: string,

  call({ name, slot, region, keepers, request }) {
    if (name === '') throw new FunctionError('"" is empty; a name has at least one character. Give it a name.', 'name');
    if (slot !== null && !(Number.isSafeInteger(slot) && Number(slot) >= 0)) {
      throw new FunctionError(`${slot} was given; a slot is a whole number of 0 or more, or null. Change it.`, 'slot');
    }
    if (!isAwsRegionName(region)) {
      throw new FunctionError(
        `${JSON.stringify(region)} is not the name of an AWS region. Use one, such as us-east-1.`,
        'region',
      );
    }
    // Terraform looks for unknown values no deeper than at the argument itself.
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
      throw new FunctionError(
        'it has a ClientRequestToken, which is sent as it is; none is derived. Remove it.',
        'request',
      );
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
