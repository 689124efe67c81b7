import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { compareProcesses, measure } from '../../bench/processes';

function program(text: string) {
  return { cwd: tmpdir(), args: ['--eval', text] };
}

const IDLE = program('');
const GREEDY = program('Buffer.alloc(300e6, 1)');

test('the memory of a process does not include that of its parent', () => {
  const { rss } = process.memoryUsage();
  const ballast = Buffer.alloc(300e6, 1);
  expect(process.memoryUsage().rss).toBeGreaterThan(rss + 200e6);
  expect(measure(IDLE).megabytes).toBeLessThan(200);
  expect(measure(GREEDY).megabytes).toBeGreaterThan(300);
  expect(ballast).toHaveLength(300e6);
});

test('the duration is that of the whole process', () => {
  const { seconds } = measure(program('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)'));
  expect(seconds).toBeGreaterThan(0.5);
});

test('two processes are compared in pairs of runs', async () => {
  const [time, memory] = await compareProcesses('greed', 'idleness', {
    ours: GREEDY,
    other: IDLE,
    pairs: 2,
    atMost: 2,
  });
  expect(time).toMatchObject({ name: 'greed: time', baseline: 'idleness', unit: 's', atMost: 2 });
  expect(memory).toMatchObject({ name: 'greed: peak memory', baseline: 'idleness', unit: 'MB', atMost: 2 });
  expect(memory?.pairs).toHaveLength(2);
  for (const { ours, other } of memory?.pairs ?? []) expect(ours).toBeGreaterThan(other + 200);
});

test('the error for a failed process contains its output', () => {
  expect(() => measure(program('console.error("no luck"); process.exit(3)'))).toThrow(/ended with 3:\nno luck/);
});
