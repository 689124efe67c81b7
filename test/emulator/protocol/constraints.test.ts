import { describe, expect, it } from 'vitest';
import { CREATE_SESSION_REQUEST } from '../../../src/liveness/create-session-request';
import { GET_SESSION_RESULTS_REQUEST } from '../../../src/liveness/get-session-results';
import { emulators, requestHeaders, send } from '../support/emulator';
import { constraintCases } from './constraint-cases';

const start = emulators();

describe.each([
  ['CreateFaceLivenessSession', CREATE_SESSION_REQUEST, { SessionId: expect.any(String) }],
  [
    'GetFaceLivenessSessionResults',
    GET_SESSION_RESULTS_REQUEST,
    expect.objectContaining({ __type: 'SessionNotFoundException' }),
  ],
] as const)('%s', (operation, shape, accepted) => {
  const cases = constraintCases(shape);

  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_, { request, errors, mistyped }) => {
    const { status, text } = await send(await start(), {
      body: JSON.stringify(request),
      headers: requestHeaders(operation),
    });
    const answer = JSON.parse(text);
    if (mistyped !== undefined) {
      expect({ status, ...answer }).toEqual({ status: 400, __type: 'SerializationException', message: mistyped });
    } else if (errors.length > 0) {
      const count = errors.length === 1 ? '1 validation error' : `${errors.length} validation errors`;
      const message = `${count} detected: ${errors.join('; ')}`;
      expect({ status, ...answer }).toEqual({ status: 400, __type: 'ValidationException', message });
    } else {
      expect(answer).toEqual(accepted);
    }
  });

  it('is tested with valid and with invalid requests', () => {
    expect(cases.filter(({ errors }) => errors.length > 0).length).toBeGreaterThan(3);
    expect(cases.filter(({ errors, mistyped }) => errors.length === 0 && !mistyped).length).toBeGreaterThan(2);
  });
});
