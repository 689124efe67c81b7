import { expect, test } from 'vitest';
import { compareVersions } from '../../../harness/machine/versions';

test('orders by number, and a pre-release before its release', () => {
  const ordered = ['1.7.99', '1.8.0-rc1', '1.8.0', '1.8.1', '1.11.4', '5.2.1', '20.0.0'];
  expect(ordered.toReversed().sort(compareVersions)).toEqual(ordered);
});

test('takes versions with a v, and equal ones as equal', () => {
  expect(compareVersions('v1.8.0', '1.8.0')).toBe(0);
});

test('fails when it is given something else', () => {
  expect(() => compareVersions('latest', '1.8.0')).toThrow('not a version: latest');
});
