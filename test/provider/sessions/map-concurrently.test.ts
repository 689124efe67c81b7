import { describe, expect, test } from 'vitest';
import { mapConcurrently } from '../../../src/provider/sessions/map-concurrently';

const never = new AbortController().signal;

describe('mapConcurrently', () => {
  test('keeps the order and the limit', async () => {
    let running = 0;
    let most = 0;
    const items = Array.from({ length: 50 }, (_, index) => index);
    const results = await mapConcurrently(items, 4, never, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = item % 7; turn >= 0; turn -= 1) await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    expect(results).toEqual(items.map((item) => item * 2));
    expect(most).toBe(4);
  });

  test('maps no items to no results', async () => {
    expect(await mapConcurrently([], 4, never, async () => 1)).toEqual([]);
  });

  test('starts no other item if the first fails', async () => {
    const started: number[] = [];
    const mapped = mapConcurrently([0, 1, 2], 4, never, async (item) => {
      started.push(item);
      throw new Error(`item ${item}`);
    });
    await expect(mapped).rejects.toThrow('item 0');
    expect(started).toEqual([0]);
  });

  test('stops the other items at a later failure and throws it', async () => {
    const aborted: number[] = [];
    const mapped = mapConcurrently([0, 1, 2, 3, 4, 5], 3, never, async (item, signal) => {
      if (item === 0) return;
      if (item === 3) throw new Error('item 3');
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          aborted.push(item);
          reject(signal.reason);
        });
      });
    });
    await expect(mapped).rejects.toThrow('item 3');
    expect(aborted).toEqual([1, 2]);
  });

  test('stops when the signal is aborted', async () => {
    const abort = new AbortController();
    const mapped = mapConcurrently([0, 1, 2], 1, abort.signal, async (item) => {
      if (item === 1) abort.abort(new Error('stopped'));
      return item;
    });
    await expect(mapped).rejects.toThrow('stopped');
  });
});
