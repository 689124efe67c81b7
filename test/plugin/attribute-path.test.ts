import { expect, test } from 'vitest';
import { AttributePath } from '../../src/plugin';

test.for<[AttributePath, string]>([
  [AttributePath.of(), ''],
  [AttributePath.of('settings', 'preferences', 0, 'type'), 'settings.preferences[0].type'],
  [AttributePath.of('keepers').key('a "b"'), 'keepers["a \\"b\\""]'],
  [AttributePath.of('list').index(2).attribute('name'), 'list[2].name'],
])('a path prints as HCL: %s', ([path, text]) => {
  expect(path.toString()).toBe(text);
  expect(`${path}`).toBe(text);
});

test('extending a path does not change it', () => {
  const path = AttributePath.of('a');
  path.attribute('b');
  path.index(0);
  path.key('c');
  expect(path.steps).toEqual([{ attribute: 'a' }]);
});
