import { createHash, randomUUID } from 'node:crypto';

/** Makes the id of the session with an index, in the order of creation. */
export type SessionIds = (index: number) => string;

/** Ids that cannot be guessed. */
export const randomIds: SessionIds = () => randomUUID();

/** Ids that are the same in each run: a UUID of version 4 from the seed and the index. */
export function seededIds(seed: number): SessionIds {
  return (index) => {
    const hex = createHash('sha256').update(`${seed} ${index}`).digest('hex');
    const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      variant + hex.slice(17, 20),
      hex.slice(20, 32),
    ].join('-');
  };
}
