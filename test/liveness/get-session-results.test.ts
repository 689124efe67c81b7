import { describe, expect, it } from 'vitest';
import { GET_SESSION_RESULTS_REQUEST } from '../../src/liveness/get-session-results';
import { shapeErrors } from '../../src/liveness/shape';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('SessionId', () => {
  it('accepts a UUID in lower case', () => {
    expect(shapeErrors(GET_SESSION_RESULTS_REQUEST, { SessionId: ID })).toEqual([]);
  });

  it.each([
    [undefined, ['required']],
    ['', ['minLength', 'pattern']],
    [ID.slice(1), ['minLength', 'pattern']],
    [`${ID}0`, ['maxLength', 'pattern']],
    [ID.toUpperCase(), ['pattern']],
    [ID.replaceAll('-', '0'), ['pattern']],
  ])('refuses %j', (SessionId, broken) => {
    const found = shapeErrors(GET_SESSION_RESULTS_REQUEST, { SessionId });
    expect(found.map(({ constraint }) => constraint.kind)).toEqual(broken);
    expect(found.map(({ path }) => path)).toEqual(broken.map(() => ['SessionId']));
  });
});
