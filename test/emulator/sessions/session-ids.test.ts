import { expect, test } from 'vitest';
import { emulators, send } from '../support/emulator';

const start = emulators();

async function ids(seed?: number): Promise<string[]> {
  const emulator = await start({ seed });
  const create = async () => JSON.parse((await send(emulator)).text).SessionId as string;
  const before = [await create(), await create()];
  emulator.reset();
  return [...before, await create()];
}

test('with a seed, sessions have the same ids in each run and after a reset', async () => {
  const first = await ids(7);
  expect(first).toEqual(await ids(7));
  expect(first[2]).toBe(first[0]);
  expect(new Set([...first, ...(await ids(8)), ...(await ids())]).size).toBe(7);
  for (const id of first) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
