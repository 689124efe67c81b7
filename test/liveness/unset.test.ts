import { describe, expect, it } from 'vitest';
import { withoutUnset } from '../../src/liveness/unset';

describe('withoutUnset', () => {
  it.each([
    [undefined, undefined],
    [null, undefined],
    [{}, undefined],
    [[], undefined],
    [{ a: null, b: { c: undefined }, d: [] }, undefined],
    [
      { a: '', b: 0, c: false },
      { a: '', b: 0, c: false },
    ],
    [{ list: [null, {}, { a: 1, b: null }] }, { list: [{}, {}, { a: 1 }] }],
  ])('reduces %j to %j', (value, left) => {
    expect(withoutUnset(value)).toEqual(left);
  });
});
