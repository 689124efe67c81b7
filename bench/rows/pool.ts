import { run } from '../../harness/machine/processes';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { type Comparison, type Row, seconds, takePairs } from '../comparison';
import {
  apply,
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
    return [
      {
        name: `a pool of ${SIZE}: the provider's part`,
        baseline: `${SIZE} calls of the AWS CLI, two at a time`,
        unit: 's',
        pairs: read,
        atMost: 1 / 200,
        note: "From Terraform's request to the provider's response.",
      },
    ];
  });

/** Plans of pools in preview, compared to plans of SIZE instances of Terraform's built-in resource. */
export const poolPlan: Row = async () =>
  await withLocalParts(async (parts) => {
    const hclOfBuiltIn = `resource "terraform_data" "each" {\n  count = ${SIZE}\n  input = "session-\${count.index}"\n}`;
    const created = await parts.workspace(hclOfBuiltIn);
    const applied = await parts.workspace(hclOfBuiltIn);
    await apply(applied);
    const url = await parts.startEmulator();
    const preview = async (block: 'data' | 'resource', size: number) =>
      await parts.workspace(hclWithProvider('preview = true', hclOfPool(size, block)));
    const inState = async (size: number) => {
      const pool = hclOfPool(size, 'resource');
      const workspace = await parts.workspace(hclWithProvider(atEmulator(url, WITHOUT_LIMIT), pool));
      await apply(workspace);
      workspace.write({ 'main.tf': hclWithProvider('preview = true', pool) });
      return workspace;
    };
    return [
      ...(await comparePlans('the data source', async (size) => await preview('data', size), created, 'created')),
      ...(await comparePlans('a creation', async (size) => await preview('resource', size), created, 'created')),
      ...(await comparePlans('in the state', inState, applied, 'in the state', NOTE_OF_LISTS)),
    ];
  });

const NOTE_OF_LISTS =
  'Before Terraform prints a plan, it compares each list of strings in the state with itself, every element with every ' +
  'other, also when nothing changes. Its time for `session_ids` grows with the square of the size; the provider cannot ' +
  'change that.';

/** Compares plans of three sizes, each in a workspace of its own. */
async function comparePlans(
  what: string,
  workspaceOf: (size: number) => Promise<TerraformWorkspace>,
  builtIn: TerraformWorkspace,
  howBuiltIn: string,
  noteOfLargest?: string,
): Promise<Comparison[]> {
  const [small, medium, large] = [await workspaceOf(SIZE), await workspaceOf(3 * SIZE), await workspaceOf(10 * SIZE)];
  for (const workspace of [small, medium, large, builtIn]) await plan(workspace);
  const compare = async (size: number, ours: TerraformWorkspace, baseline: string, other: TerraformWorkspace) => ({
    name: `\`terraform plan\` of a pool of ${size} in preview: ${what}`,
    baseline,
    unit: 's' as const,
    pairs: await takePairs(
      PAIRS,
      async () => await planSeconds(ours),
      async () => await planSeconds(other),
    ),
  });
  const ofBuiltIn = `${SIZE} \`terraform_data\`, ${howBuiltIn}`;
  return [
    { ...(await compare(SIZE, small, ofBuiltIn, builtIn)), atMost: 1.3 },
    { ...(await compare(3 * SIZE, medium, ofBuiltIn, builtIn)), atMost: 1.5 },
    {
      ...(await compare(10 * SIZE, large, `a pool of ${SIZE}`, small)),
      atMost: 5,
      ...(noteOfLargest !== undefined && { note: noteOfLargest }),
    },
  ];
}

export function hclOfPool(size: number, block: 'data' | 'resource' = 'data'): string {
  return `${block} "faceliveness_session_pool" "pool" {\n  name = "pool"\n  size = ${size}\n}`;
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
