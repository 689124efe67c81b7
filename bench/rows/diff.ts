import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { startMoto } from '../../scripts/local/moto';
import { run } from '../../scripts/local/processes';
import { type Row, seconds, takePairs } from '../comparison';
import { withLocalParts } from '../local-parts';

const PAIRS = 7;

const root = resolve(import.meta.dirname, '../..');
const executables = join(root, 'node_modules/.bin');

/** `cdktf diff` of a pool with the real AWS provider, compared to the same key and bucket without the pool's sessions. */
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
      // The first one of each installs the providers.
      await ours.diff();
      await other.diff();
      if (String(ours.resources()) !== String(other.resources())) {
        throw new Error(`the stacks differ in more than the sessions: ${ours.resources()} and ${other.resources()}`);
      }
      return [
        {
          what: '`cdktf diff` of a pool with its key and bucket',
          to: 'the same without our provider',
          unit: 's',
          pairs: await takePairs(
            PAIRS,
            async () => await seconds(ours.diff),
            async () => await seconds(other.diff),
          ),
          atMost: 1.05,
        },
      ];
    });
  } finally {
    await moto.stop();
  }
};
