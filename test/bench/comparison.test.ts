import { expect, test } from 'vitest';
import { chart } from '../../bench/chart';
import { type Comparison, median, meetsTarget, ratios, takePairs } from '../../bench/comparison';
import { table } from '../../bench/report';

function comparison(...pairs: ReadonlyArray<readonly [ours: number, other: number]>): Comparison {
  return {
    name: 'something',
    baseline: 'another',
    unit: 's',
    pairs: pairs.map(([ours, other]) => ({ ours, other })),
    atMost: 1.2,
  };
}

test.for([
  { values: [3], middle: 3 },
  { values: [10, 9, 1], middle: 9 },
  { values: [4, 1, 2, 10], middle: 3 },
])('the median of $values is $middle', ({ values, middle }) => {
  expect(median(values)).toBe(middle);
});

test('ratios are computed per pair', () => {
  expect(ratios(comparison([2, 1], [30, 10], [4, 4]))).toEqual({ median: 2, min: 1, max: 3 });
});

test.for([
  { ours: 1.2, met: true },
  { ours: 1.21, met: false },
])('a ratio of $ours meets the target 1.2: $met', ({ ours, met }) => {
  expect(meetsTarget(comparison([ours, 1], [ours, 1], [9, 1], [0.1, 1]))).toBe(met);
});

test('the sides of a pair are measured in alternating order', async () => {
  const order: string[] = [];
  const side = (name: string) => async () => order.push(name);
  const pairs = await takePairs(4, side('ours'), side('other'));
  expect(order).toEqual(['ours', 'other', 'other', 'ours', 'ours', 'other', 'other', 'ours']);
  expect(pairs).toEqual([
    { ours: 1, other: 2 },
    { ours: 4, other: 3 },
    { ours: 5, other: 6 },
    { ours: 8, other: 7 },
  ]);
});

const slow: Comparison = {
  ...comparison([300, 100], [500, 100], [400, 100]),
  name: 'a slow <thing>',
  baseline: 'a limit',
  unit: 'MB',
};
const tiny: Comparison = { ...comparison([0.5, 100]), atMost: 1 / 100 };

test('the table has a row per comparison and marks missed targets', () => {
  expect(table([comparison([0.5, 0.5]), slow, tiny])).toBe(
    [
      '|                |   ours | against |        | median |   min |   max |  target |        |',
      '| -------------- | -----: | ------- | -----: | -----: | ----: | ----: | ------: | -----: |',
      '| something      | 500 ms | another | 500 ms |   1.00 |  1.00 |  1.00 |  ≤ 1.20 |     ok |',
      '| a slow <thing> | 400 MB | a limit | 100 MB |   4.00 |  3.00 |  5.00 |  ≤ 1.20 | MISSED |',
      '| something      | 500 ms | another |  100 s |  1/200 | 1/200 | 1/200 | ≤ 1/100 |     ok |',
      '',
    ].join('\n'),
  );
});

test('the chart has a bar per comparison, relative to the target', () => {
  const svg = chart([comparison([1.2, 1]), comparison([0.6, 1]), slow]);
  const widths = [...svg.matchAll(/<rect x="\d+" y="\d+" width="(\d+)" height="18" fill="(#\w+)"/g)];
  const [whole = 0, half, clipped] = widths.map(([, width]) => Number(width));
  expect(half).toBe(whole / 2);
  expect(clipped, 'no bar leaves the chart').toBe(2 * whole);
  expect(widths.map(([, , colour]) => colour)).toEqual(['#2f7d5b', '#2f7d5b', '#b4552d']);
  expect(svg).toContain('>a slow &lt;thing></text>');
  expect(svg).toContain('>something, against another</text>');
});
