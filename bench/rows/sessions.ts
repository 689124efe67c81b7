import { median, type Row, seconds, takePairs } from '../comparison';
import { atEmulator, hclWithProvider, plan, WITHOUT_LIMIT, withLocalParts } from '../local-parts';
import { measureRead } from '../provider';
import { figure } from '../table';

const PAIRS = 7;
const COUNT = 1000;

/** Many single sessions in one plan, compared to as many of the resource that Terraform has built in. */
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
      async () => await seconds(async () => await plan(ours)),
      async () => await seconds(async () => await plan(builtIn)),
    );
    const environment = { url, maxRequestsPerSecond: WITHOUT_LIMIT, env: parts.environment };
    const floors = await takePairs(
      PAIRS,
      async () => (await measureRead('faceliveness_session_pool', { name: 'calls', size: COUNT }, environment)).seconds,
      async () => await seconds(async () => await plan(preview)),
    );
    return [
      {
        what: `${COUNT} \`faceliveness_session\` in one plan`,
        to: `${COUNT} \`terraform_data\``,
        unit: 's',
        pairs,
        atMost: 3,
        note:
          `The same ${COUNT} calls of the AWS SDK without Terraform's ${2 * COUNT} requests around them, those of a pool, took ` +
          `${figure(median(floors.map(({ ours: calls }) => calls)), 's')}; these requests without any call, in preview, made a plan of ` +
          `${figure(median(floors.map(({ other }) => other)), 's')}. Both run on the one thread that JavaScript has.`,
      },
    ];
  });
