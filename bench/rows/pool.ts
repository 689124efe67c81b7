import { run } from '../../harness/machine/processes';
import { figure, median, type Row, seconds, takePairs } from '../comparison';
import {
  atEmulator,
  CREDENTIALS,
  hclWithProvider,
  type LocalParts,
  plan,
  planSeconds,
  REGION,
  WITHOUT_LIMIT,
  withLocalParts,
} from '../local-parts';
import { measureRead } from '../provider';

const PAIRS = 7;
const SIZE = 1000;

/** The number of calls of the AWS CLI, from which the time of SIZE calls is extrapolated, and of concurrent ones. */
const CLI_CALLS = 20;
const CLI_AT_ONCE = 2;

/** A pool of 1,000 without a quota, compared to as many calls of the AWS CLI. */
export const pool: Row = async () =>
  await withLocalParts(async (parts) => {
    const url = await parts.startEmulator();
    const environment = { url, maxRequestsPerSecond: WITHOUT_LIMIT, env: parts.environment };
    const read = await takePairs(
      PAIRS,
      async () => (await measureRead('faceliveness_session_pool', { name: 'pool', size: SIZE }, environment)).seconds,
      async () => await awsCli(parts, url),
    );

    const real = await parts.workspace(hclWithProvider(atEmulator(url, WITHOUT_LIMIT), hclOfPool(SIZE)));
    const preview = await parts.workspace(hclWithProvider('preview = true', hclOfPool(SIZE)));
    const half = await parts.workspace(hclWithProvider('preview = true', hclOfPool(SIZE / 2)));
    const nothing = await parts.workspace('');
    for (const workspace of [real, preview, half, nothing]) await plan(workspace);
    const plans = await takePairs(
      PAIRS,
      async () => await planSeconds(real),
      async () => await planSeconds(preview),
    );
    const empty = await takePairs(
      PAIRS,
      async () => await planSeconds(half),
      async () => await planSeconds(nothing),
    );

    const cli = median(read.map(({ other }) => other));
    const ofPreview = median(plans.map(({ other }) => other));
    const ofHalf = median(empty.map(({ ours }) => ours));
    const ofNothing = median(empty.map(({ other }) => other));
    return [
      {
        name: `a pool of ${SIZE}: the provider's part`,
        baseline: `${SIZE} calls of the AWS CLI, two at a time`,
        unit: 's',
        pairs: read,
        atMost: 1 / 200,
        note: "From Terraform's request to the provider's response.",
      },
      {
        name: `a pool of ${SIZE}: the whole \`terraform plan\``,
        baseline: `${SIZE} calls of the AWS CLI, two at a time`,
        unit: 's',
        pairs: plans.map(({ ours }) => ({ ours, other: cli })),
        atMost: 1 / 200,
        note:
          'Most of it is the time of Terraform itself: the plan of the same pool without calls, in preview, took ' +
          `${figure(ofPreview, 's')}, that of half the pool ${figure(ofHalf, 's')}, and an empty plan ${figure(ofNothing, 's')}. ` +
          'For each value in a response, Terraform looks through all sensitive paths, one per session, so its time grows with ' +
          'the square of the size. Several pools of a few hundred sessions are faster than one.',
      },
    ];
  });

export function hclOfPool(size: number): string {
  return `data "faceliveness_session_pool" "pool" {\n  name = "pool"\n  size = ${size}\n}`;
}

/** The time of the AWS CLI for SIZE calls, extrapolated from a few. */
async function awsCli(parts: LocalParts, url: string): Promise<number> {
  let begun = 0;
  const caller = async () => {
    while (begun < CLI_CALLS) {
      begun += 1;
      const token = `call-${begun}`;
      const args = [
        'rekognition',
        'create-face-liveness-session',
        '--endpoint-url',
        url,
        '--client-request-token',
        token,
      ];
      const env = {
        ...parts.environment,
        ...CREDENTIALS,
        // Version 1 of the AWS CLI reads only this variable.
        AWS_DEFAULT_REGION: REGION,
      };
      const { code, stderr } = await run('aws', args, { env });
      if (code !== 0) throw new Error(`the AWS CLI failed:\n${stderr}`);
    }
  };
  const taken = await seconds(async () => await Promise.all(Array.from({ length: CLI_AT_ONCE }, caller)));
  return (taken / CLI_CALLS) * SIZE;
}
