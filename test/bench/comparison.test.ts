import { expect, test } from 'vitest';
import { type Comparison, median, meetsTarget, ratios } from '../../bench/comparison';
import { table } from '../../bench/table';

function comparison(...pairs: ReadonlyArray<readonly [ours: number, other: number]>): Comparison {
  return { what: 'something', unit: 's', pairs: pairs.map(([ours, other]) => ({ ours, other })), atMost: 1.2 };
}

test.for([
  { values: [3], middle: 3 },
  { values: [10, 9, 1], middle: 9 },
  { values: [4, 1, 2, 10], middle: 3 },
])('the median of $values is $middle', ({ values, middle }) => {
  expect(median(values)).toBe(middle);
});

test('the ratios are those of the pairs', () => {
  expect(ratios(comparison([2, 1], [30, 10], [4, 4]))).toEqual({ median: 2, min: 1, max: 3 });
});

test.for([
  { ours: 1.2, met: true },
  { ours: 1.21, met: false },
])('$ours times the other meets a target of 1.2 times: $met', ({ ours, met }) => {
  expect(meetsTarget(comparison([ours, 1], [ours, 1], [9, 1], [0.1, 1]))).toBe(met);
});

test('the table says what was measured, and what misses its target', () => {
  const slow = { ...comparison([300, 100], [500, 100], [400, 100]), what: 'a slow thing', unit: 'MB' } as const;
  expect(table([comparison([0.5, 0.5]), slow])).toBe(
    [
      '                ours   other  median   min   max  target',
      'something     0.50 s  0.50 s    1.00  1.00  1.00  ≤ 1.20      ok',
      'a slow thing  400 MB  100 MB    4.00  3.00  5.00  ≤ 1.20  MISSED',
      '',
    ].join('\n'),
  );
});
