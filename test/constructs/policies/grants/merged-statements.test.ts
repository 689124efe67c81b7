import { expect, test } from 'vitest';
import { merged } from '../../../../src/constructs/policies/grants/merged-statements';
import type { Permission } from '../../../../src/constructs/policies/grants/permissions';

const CONDITION = { StringEquals: { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com'] } };

function allow(actions: string, resources: string, conditions?: Permission['conditions']): Permission {
  return { actions: [...actions], resources: [...resources], ...(conditions && { conditions }) };
}

test.for<[string, Permission[], Permission[]]>([
  ['equal ones are one', [allow('a', 'x'), allow('a', 'x')], [allow('a', 'x')]],
  ['resources with equal actions are united', [allow('ab', 'x'), allow('ba', 'y')], [allow('ab', 'xy')]],
  ['actions on equal resources are united', [allow('a', 'xy'), allow('b', 'yx')], [allow('ab', 'xy')]],
  [
    'a resource is named once',
    [allow('a', 'xyz'), allow('b', 'yzw'), allow('a', 'y')],
    [allow('a', 'x'), allow('ab', 'yz'), allow('b', 'w')],
  ],
  [
    'other conditions are another statement',
    [allow('a', 'x', CONDITION), allow('b', 'x'), allow('c', 'x', CONDITION)],
    [allow('ac', 'x', CONDITION), allow('b', 'x')],
  ],
  [
    'what is allowed anyway needs no condition',
    [allow('a', 'xy', CONDITION), allow('ab', 'x'), allow('b', 'x', CONDITION)],
    [allow('a', 'y', CONDITION), allow('ab', 'x')],
  ],
  ['nothing is nothing', [], []],
])('of merged permissions, %s', ([, permissions, expected]) => {
  expect(merged(permissions, (value) => JSON.stringify(value))).toEqual(expected);
});

/** Each action on each resource, with conditions where it is not allowed without them. */
function allowed(permissions: readonly Permission[]): string[] {
  const all = permissions.flatMap(({ actions, resources, conditions }) =>
    resources.flatMap((resource) => actions.map((action) => `${action} ${resource} ${JSON.stringify(conditions)}`)),
  );
  return [...new Set(all)]
    .filter((text) => / undefined$/.test(text) || !all.includes(text.replace(/\{.*/, 'undefined')))
    .sort();
}

test('random permissions allow the same when they are merged, with each resource once for equal conditions', () => {
  let seed = 15;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const some = (texts: string) => [...texts].filter(() => random(2) === 0).join('') || texts.charAt(0);
  for (let round = 0; round < 200; round += 1) {
    const permissions = Array.from({ length: 1 + random(6) }, () =>
      allow(some('abc'), some('wxyz'), random(2) === 0 ? CONDITION : undefined),
    );
    const result = merged(permissions, (value) => JSON.stringify(value));
    expect(allowed(result)).toEqual(allowed(permissions));
    for (const conditions of [CONDITION, undefined]) {
      const resources = result.filter((each) => each.conditions === conditions).flatMap((each) => each.resources);
      expect(new Set(resources).size).toBe(resources.length);
    }
  }
});

test('values with equal texts are equal, and the first is taken', () => {
  const permissions = [allow('a', 'xX'), allow('b', 'X')];
  expect(merged(permissions, (value) => String(JSON.stringify(value)).toLowerCase())).toEqual([allow('ab', 'x')]);
});
