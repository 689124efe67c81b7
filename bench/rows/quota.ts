import { type Comparison, figure, medianOf, type Row } from '../comparison';
import { atEmulator, hclWithProvider, planSeconds, withLocalParts } from '../local-parts';
import { hclOfPool } from './pool';

const RUNS = 7;
const SIZE = 500;
const QUOTA = 25;

/** The rate of the provider that does not know the quota. */
const BELIEVED = 100;

/** A pool under a quota, compared to the minimal time under the quota: with a provider that knows it, and one that does not. */
export const quota: Row = async () =>
  await withLocalParts(async (parts) => {
    const measure = async (rate: number) => {
      const url = await parts.startEmulator('--tps', String(QUOTA));
      const workspace = await parts.workspace(hclWithProvider(atEmulator(url, rate), hclOfPool(SIZE)));
      const runs: { taken: number; throttled: number }[] = [];
      for (let index = 0; index < RUNS; index += 1) {
        const before = await throttledAt(url);
        const taken = await planSeconds(workspace);
        runs.push({ taken, throttled: (await throttledAt(url)) - before });
      }
      return runs;
    };
    const preview = await parts.workspace(hclWithProvider('preview = true', hclOfPool(SIZE)));
    const withoutCalls = await medianOf(RUNS, async () => await planSeconds(preview));
    // Both are idle most of the time, so they can run concurrently.
    const [known, unknown] = await Promise.all([measure(QUOTA), measure(BELIEVED)]);
    const time = (name: string, runs: typeof known, atMost: number): Comparison => ({
      name,
      baseline: `${SIZE}/${QUOTA} s`,
      unit: 's',
      pairs: runs.map(({ taken }) => ({ ours: taken, other: SIZE / QUOTA })),
      atMost,
    });
    return [
      {
        ...time(`a pool of ${SIZE} at a quota of ${QUOTA} per second`, known, 1.05),
        note:
          'The whole `terraform plan`, which fails if one session cannot be created. The quota alone takes ' +
          `${figure((SIZE - 1) / QUOTA, 's')} from the first call to the last. The plan without calls, in preview, took ` +
          `${figure(withoutCalls, 's')}, most of it Terraform's own.`,
      },
      {
        name: 'throttled calls of it',
        baseline: 'its calls',
        unit: 'calls',
        pairs: known.map(({ throttled }) => ({ ours: throttled, other: SIZE })),
        atMost: 0.01,
      },
      {
        ...time(`the same, where the provider believes in ${BELIEVED}`, unknown, 1.3),
        note: 'Like AWS, the emulator accepts a burst of one second of calls before it enforces the rate.',
      },
    ];
  });

/** The number of calls that an emulator has throttled. */
async function throttledAt(url: string): Promise<number> {
  const response = await fetch(`${url}/_emulator/state`);
  const { calls } = (await response.json()) as { calls: { CreateFaceLivenessSession: { throttled: number } } };
  return calls.CreateFaceLivenessSession.throttled;
}
