import { test } from 'vitest';
import { stacksOf } from './run';

test('probe', () => {
  let ok = 0;
  const messages = new Map<string, number>();
  const from = Number(process.env.FROM ?? 1),
    to = Number(process.env.TO ?? 200);
  for (const seed of (process.env.SEEDS ?? '')
    .split(',')
    .filter(Boolean)
    .map(Number)
    .concat(Array.from({ length: to - from + 1 }, (_, i) => from + i))) {
    try {
      if (stacksOf(seed)) ok++;
    } catch (e) {
      const m = String((e as Error).message).slice(0, 900);
      messages.set(m, seed);
    }
  }
  console.log('ok', ok);
  for (const m of messages.keys()) console.log(m + '\n=======');
});
