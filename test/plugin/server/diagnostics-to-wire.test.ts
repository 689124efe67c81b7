import { describe, expect, test } from 'vitest';
import { AttributePath, type Blocks, Diagnostics, string } from '../../../src/plugin';
import { diagnosticsToWire } from '../../../src/plugin/server/diagnostics-to-wire';

const BLOCKS: Blocks = {
  item: { nesting: 'list', attributes: { name: string.optional() } },
  member: { nesting: 'set', attributes: { name: string.optional() } },
};

/** The path that Terraform gets: the kind of each step, and its value. */
function sent(path: AttributePath): unknown[] {
  const diagnostics = new Diagnostics();
  diagnostics.error('summary', 'detail', path);
  const [diagnostic] = diagnosticsToWire(diagnostics.all, BLOCKS);
  return (diagnostic?.attribute?.steps ?? []).map(({ selector }) => [selector?.$case, selector?.value]);
}

describe('the path of a diagnostic is shortened to one that Terraform finds a line for:', () => {
  const attribute = (name: string) => ['attributeName', name];
  const key = (value: string) => ['elementKeyString', value];
  const index = (value: number) => ['elementKeyInt', BigInt(value)];

  test.for<[string, AttributePath, unknown[]]>([
    ['the whole block', AttributePath.of(), []],
    ['an attribute', AttributePath.of('name'), [attribute('name')]],
    ['an element', AttributePath.of('names', 3), [attribute('names'), index(3)]],
    ['an element of a map', AttributePath.of('names').key('a'), [attribute('names'), key('a')]],
    ['a member of an object, as a key', AttributePath.of('object', 'name'), [attribute('object'), key('name')]],
    ['the object around a member', AttributePath.of('object', 'inner', 'name'), [attribute('object'), key('inner')]],
    ['the element around a member', AttributePath.of('list', 1, 'name', 2), [attribute('list'), index(1)]],
    ['a block', AttributePath.of('item', 1), [attribute('item'), index(1)]],
    ['an attribute of a block', AttributePath.of('item', 1, 'name'), [attribute('item'), index(1), attribute('name')]],
    [
      'a member of an object of a block',
      AttributePath.of('item', 0, 'object', 'inner', 'name'),
      [attribute('item'), index(0), attribute('object'), key('inner')],
    ],
    ['a set of blocks', AttributePath.of('member'), [attribute('member')]],
    [
      'an attribute with the name of a member of Object.prototype',
      AttributePath.of('toString', 'x'),
      [attribute('toString'), key('x')],
    ],
  ])('%s', ([, path, steps]) => {
    expect(sent(path)).toEqual(steps);
  });
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
