import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { run } from '../../harness/machine/processes';
import { startMoto } from '../../harness/moto/moto';
import { figure, median, type Pair, type Row, seconds, takePairs } from '../comparison';
import { withLocalParts } from '../local-parts';

const PAIRS = 7;
const AT_MOST = 1.05;

const root = resolve(import.meta.dirname, '../..');
const executables = join(root, 'node_modules/.bin');

/** `cdktf diff` of a pool with the real AWS provider, compared to the same key and bucket without sessions. */
export const diff: Row = async () => {
  const moto = await startMoto();
  try {
    return await withLocalParts(async (parts) => {
      const env = {
        ...parts.environment,
        PATH: [executables, parts.environment.PATH].join(delimiter),
        CI: '1',
        ...moto.environment,
        AWS_ENDPOINT_URL_REKOGNITION: await parts.startEmulator(),
        TF_CLI_CONFIG_FILE: await parts.writeCliConfig(),
      };
      const project = (...args: readonly string[]) => {
        const directory = parts.makeDirectory('diff');
        const app = ['tsx', join(root, 'bench/diff/app.ts'), ...args].join(' ');
        writeFileSync(
          join(directory, 'cdktf.json'),
          JSON.stringify({ language: 'typescript', app, sendCrashReports: 'false' }),
        );
        return {
          diff: async () => {
            const { code, stdout, stderr } = await run(join(executables, 'cdktf'), ['diff', '--skip-provider-lock'], {
              cwd: directory,
              env,
            });
            if (code !== 0) throw new Error(`cdktf diff failed:\n${stdout}${stderr}`);
          },
          resources: (): readonly string[] => {
            const stack = join(directory, 'cdktf.out/stacks/liveness/cdk.tf.json');
            const { resource } = JSON.parse(readFileSync(stack, 'utf8')) as { resource: Record<string, object> };
            return Object.entries(resource)
              .map(([type, resources]) => `${Object.keys(resources).length} ${type}`)
              .sort();
          },
        };
      };
      const [ours, other] = [project(), project('without-sessions')];
      // The first run of each installs the providers.
      await ours.diff();
      await other.diff();
      if (String(ours.resources()) !== String(other.resources())) {
        throw new Error(`the stacks differ in more than the sessions: ${ours.resources()} and ${other.resources()}`);
      }
      const pairs = await takePairs(
        PAIRS,
        async () => await seconds(ours.diff),
        async () => await seconds(other.diff),
      );
      return [
        {
          name: '`cdktf diff` of a pool with its key and bucket',
          baseline: 'the same without our provider',
          unit: 's',
          pairs,
          atMost: AT_MOST,
          note: noteOn(pairs),
        },
      ];
    });
  } finally {
    await moto.stop();
  }
};

/** Explains the difference. */
function noteOn(pairs: readonly Pair[]): string {
  const added = median(pairs.map(({ ours, other }) => ours - other));
  const left = (AT_MOST - 1) * median(pairs.map(({ other }) => other));
  return (
    `The median of the differences is ${figure(added, 's')}; the target allows ${figure(left, 's')}. No session is read, because ` +
    'the key and the bucket do not exist yet, and synthesis and `terraform init` take the same time with and without the ' +
    'pool. The difference is three starts of the provider beside those of the AWS provider on the same cores.'
  );
}
