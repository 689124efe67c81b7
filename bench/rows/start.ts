import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from '../../scripts/local/aws-provider';
import { FACE_LIVENESS } from '../../scripts/local/face-liveness';
import { PluginProcess } from '../../scripts/local/plugin-process';
import { type Row, takePairs } from '../comparison';
import { type LocalParts, withLocalParts } from '../local-parts';

const PAIRS = 21;

/** The provider from the start of its process to its handshake. */
export const start: Row = async () =>
  await withLocalParts(async (parts) => {
    const env = parts.environment;
    const handshake = async (command: string, args: readonly string[] = []) => {
      const plugin = await PluginProcess.start(command, args, env);
      await plugin.kill();
      return plugin.secondsToHandshake;
    };
    const ours = async () => await handshake(FACE_LIVENESS, []);
    const awsProvider = await findAwsExecutable(parts);
    await ours();
    await handshake(awsProvider);
    return [
      {
        what: 'start to handshake',
        to: 'bare Node printing one line',
        unit: 's',
        pairs: await takePairs(PAIRS, ours, async () => await secondsToLine(env)),
        atMost: 2.2,
      },
      {
        what: 'start to handshake',
        to: 'terraform-provider-aws',
        unit: 's',
        pairs: await takePairs(PAIRS, ours, async () => await handshake(awsProvider)),
        atMost: 0.4,
      },
    ];
  });

/** How long Node takes from its start to a line that it prints. */
export async function secondsToLine(env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--eval', 'console.log(1)'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  const seconds = (performance.now() - started) / 1000;
  await closed;
  return seconds;
}

/** The executable of hashicorp/aws, from wherever Terraform gets it. */
async function findAwsExecutable(parts: LocalParts): Promise<string> {
  const workspace = await parts.workspace(
    'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n',
    {
      TF_CLI_CONFIG_FILE: await parts.writeCliConfig(),
    },
  );
  const versions = join(workspace.directory, '.terraform/providers/registry.terraform.io/hashicorp/aws');
  const [version = ''] = readdirSync(versions);
  const directory = join(versions, version, platform());
  const executable = readdirSync(directory).find((file) => file.startsWith('terraform-provider-aws_'));
  if (executable === undefined) throw new Error(`${directory} has no executable`);
  return join(directory, executable);
}
