import type { Comparison, Row } from '../comparison';
import { WITHOUT_LIMIT, withLocalParts } from '../local-parts';
import { measureRead, type ReadUsage } from '../provider';

const PAIRS = 7;
const SMALL = 1000;
const LARGE = 10_000;

/** A tenfold pool compared to ten times the cost of the smaller one, and the memory of the provider's process. */
export const scale: Row = async () =>
  await withLocalParts(async (parts) => {
    const environment = {
      // The emulator remembers all sessions, so the reads after the first one measure the same state.
      url: await parts.startEmulator(),
      maxRequestsPerSecond: WITHOUT_LIMIT,
      env: parts.environment,
    };
    const pool = async (size: number) =>
      await measureRead('faceliveness_session_pool', { name: 'pool', size }, environment);
    await pool(LARGE);
    const runs: { small: ReadUsage; large: ReadUsage; one: ReadUsage }[] = [];
    for (let index = 0; index < PAIRS; index += 1) {
      runs.push({
        small: await pool(SMALL),
        large: await pool(LARGE),
        one: await measureRead('faceliveness_session', { name: 'one' }, environment),
      });
    }
    const compared = (member: keyof ReadUsage, unit: Comparison['unit']): Comparison => ({
      name: `a pool of ${LARGE}: the provider's ${member === 'seconds' ? 'time' : 'memory'}`,
      baseline: `ten times that of a pool of ${SMALL}`,
      unit,
      pairs: runs.map(({ small, large }) => ({ ours: large[member], other: 10 * small[member] })),
      atMost: 1.15,
    });
    const memory = (name: string, of: 'one' | 'large', limit: number): Comparison => ({
      name: `peak memory of the provider, ${name}`,
      baseline: 'a limit',
      unit: 'MB',
      pairs: runs.map((run) => ({ ours: run[of].megabytes, other: limit })),
      atMost: 1,
    });
    return [
      compared('seconds', 's'),
      compared('megabytes', 'MB'),
      memory('one session', 'one', 75),
      memory(`a pool of ${LARGE}`, 'large', 185),
    ];
  });
