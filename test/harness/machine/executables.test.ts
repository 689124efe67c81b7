import { expect, test } from 'vitest';
import { compareVersions } from '../../../harness/machine/executables';

test('versions are compared by number, and a pre-release comes before its release', () => {
  const ordered = ['1.7.99', '1.8.0-rc1', '1.8.0', '1.8.1', '1.11.4', '5.2.1', '20.0.0'];
  expect(ordered.toReversed().sort(compareVersions)).toEqual(ordered);
});

test('a leading v makes no difference', () => {
  expect(compareVersions('v1.8.0', '1.8.0')).toBe(0);
});

test('comparing fails for a text that is not a version', () => {
  expect(() => compareVersions('latest', '1.8.0')).toThrow('not a version: latest');
});
