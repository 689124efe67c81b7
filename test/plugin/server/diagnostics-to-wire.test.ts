import { expect, test } from 'vitest';
import { AttributePath, Diagnostics } from '../../../src/plugin';
import { diagnosticsToWire } from '../../../src/plugin/server/diagnostics-to-wire';

test('a diagnostic has the whole path', () => {
  const sent = (path: AttributePath) => {
    const diagnostics = new Diagnostics();
    diagnostics.error('summary', 'detail', path);
    const [diagnostic] = diagnosticsToWire(diagnostics.all);
    return diagnostic?.attribute?.steps.map(({ selector }) => [selector?.$case, selector?.value]);
  };
  expect(sent(AttributePath.of())).toEqual([]);
  expect(sent(AttributePath.of('item', 1, 'object').key('a b').attribute('name'))).toEqual([
    ['attributeName', 'item'],
    ['elementKeyInt', 1n],
    ['attributeName', 'object'],
    ['elementKeyString', 'a b'],
    ['attributeName', 'name'],
  ]);
});

test('diagnostics keep their order, severity and text', () => {
  const diagnostics = new Diagnostics();
  diagnostics.warning('one', 'first');
  expect(diagnostics.hasErrors).toBe(false);
  diagnostics.error('two', 'second');
  expect(diagnostics.hasErrors).toBe(true);
  expect(diagnosticsToWire(diagnostics.all)).toEqual([
    { severity: 2, summary: 'one', detail: 'first' },
    { severity: 1, summary: 'two', detail: 'second' },
  ]);
});
