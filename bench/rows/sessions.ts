import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { figure, median, medianOf, type Row, takePairs } from '../comparison';
import {
  atEmulator,
  hclWithProvider,
  type LocalParts,
  plan,
  planSeconds,
  WITHOUT_LIMIT,
  withLocalParts,
} from '../local-parts';
import { measureRead } from '../provider';

const PAIRS = 7;
const COUNT = 1000;

/** Many single sessions in one plan, compared to as many instances of Terraform's built-in resource. */
export const sessions: Row = async () =>
  await withLocalParts(async (parts) => {
    const url = await parts.startEmulator();
    const data = `data "faceliveness_session" "each" {\n  count = ${COUNT}\n  name  = "session-\${count.index}"\n}`;
    const ours = await parts.workspace(hclWithProvider(atEmulator(url, WITHOUT_LIMIT), data));
    const preview = await parts.workspace(hclWithProvider('preview = true', data));
    const builtIn = await parts.workspace(
      `resource "terraform_data" "each" {\n  count = ${COUNT}\n  input = "session-\${count.index}"\n}`,
    );
    for (const workspace of [ours, preview, builtIn]) await plan(workspace);
    const pairs = await takePairs(
      PAIRS,
      async () => await planSeconds(ours),
      async () => await planSeconds(builtIn),
    );
    const environment = { url, maxRequestsPerSecond: WITHOUT_LIMIT, env: parts.environment };
    const calls = await medianOf(
      PAIRS,
      async () => (await measureRead('faceliveness_session_pool', { name: 'calls', size: COUNT }, environment)).seconds,
    );
    const without = await medianOf(PAIRS, async () => await planSeconds(preview));
    const [one, many] = [await partitions(parts, 1), await partitions(parts, COUNT)];
    const ofAws = await takePairs(
      PAIRS,
      async () => await planSeconds(many),
      async () => await planSeconds(one),
    );
    const added = median(ofAws.map(({ ours: all, other: single }) => all - single));
    return [
      {
        name: `${COUNT} \`faceliveness_session\` in one plan`,
        baseline: `${COUNT} \`terraform_data\``,
        unit: 's',
        pairs,
        atMost: 3,
        note:
          `A plan of ${COUNT} instances of \`aws_partition\`, a data source of hashicorp/aws that makes no call, took ` +
          `${figure(added, 's')} longer than a plan of one: the time of Terraform itself with its ${2 * COUNT} requests. Ours ` +
          `without calls, in preview, took ${figure(without, 's')} in all. The ${COUNT} calls of the AWS SDK, ` +
          `as a pool makes them, took ${figure(calls, 's')}: most of that is the SDK's own work on the one thread that JavaScript has.`,
      },
    ];
  });

/** A planned workspace with data sources of hashicorp/aws that make no call. */
async function partitions(parts: LocalParts, count: number): Promise<TerraformWorkspace> {
  const hcl = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
data "aws_partition" "each" {
  count = ${count}
}
`;
  const workspace = await parts.workspace(hcl, { TF_CLI_CONFIG_FILE: await parts.writeCliConfig() });
  await plan(workspace);
  return workspace;
}
