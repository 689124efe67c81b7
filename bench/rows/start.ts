import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { run } from '../../harness/machine/processes';
import { PluginProcess } from '../../harness/plugin/plugin-process';
import { terraformPlatform } from '../../src/cli/platforms';
import { type Row, takePairs } from '../comparison';
import { type LocalParts, withLocalParts } from '../local-parts';
import { secondsToLine } from '../processes';

const PAIRS = 31;

/** A minimal provider with terraform-plugin-framework. */
const GO_PROVIDER = join(import.meta.dirname, '../go-provider');

/** The time from the start of the provider's process to its handshake. */
export const start: Row = async () =>
  await withLocalParts(async (parts) => {
    const env = parts.environment;
    const handshake = async (command: string) => {
      const plugin = await PluginProcess.start(command, [], env);
      await plugin.kill();
      return plugin.secondsToHandshake;
    };
    const ours = async () => await handshake(FACE_LIVENESS);
    const awsProvider = await findAwsExecutable(parts);
    const goProvider = await buildGoProvider(parts);
    await ours();
    await handshake(awsProvider);
    return [
      {
        name: 'start to handshake',
        baseline: 'bare Node printing one line',
        unit: 's',
        pairs: await takePairs(PAIRS, ours, async () => await secondsToLineOfNode(env)),
        atMost: 0.7,
      },
      {
        name: 'start to handshake',
        baseline: 'terraform-provider-aws',
        unit: 's',
        pairs: await takePairs(PAIRS, ours, async () => await handshake(awsProvider)),
        atMost: 0.11,
      },
      {
        name: 'start to handshake',
        baseline: 'a trivial provider in Go',
        unit: 's',
        pairs: await takePairs(PAIRS, ours, async () => await handshake(goProvider)),
        atMost: 1,
      },
    ];
  });

/** The time from the start of Node to a line of output, in seconds. */
export async function secondsToLineOfNode(env: NodeJS.ProcessEnv): Promise<number> {
  return await secondsToLine(process.execPath, ['--eval', 'console.log(1)'], env);
}

/** Builds the provider in Go with the Go on PATH, which downloads the modules according to its settings. */
async function buildGoProvider(parts: LocalParts): Promise<string> {
  const executable = join(parts.makeDirectory('go-provider'), 'terraform-provider-trivial');
  const { code, stderr } = await run('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', executable, '.'], {
    cwd: GO_PROVIDER,
  });
  if (code !== 0) throw new Error(`go build failed with exit code ${code}:\n${stderr}`);
  return executable;
}

/** The executable of hashicorp/aws that Terraform installs. */
async function findAwsExecutable(parts: LocalParts): Promise<string> {
  const workspace = await parts.workspace(
    'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n',
    {
      TF_CLI_CONFIG_FILE: await parts.writeCliConfig(),
    },
  );
  const versions = join(workspace.directory, '.terraform/providers/registry.terraform.io/hashicorp/aws');
  const [version = ''] = readdirSync(versions);
  const directory = join(versions, version, terraformPlatform());
  const executable = readdirSync(directory).find((file) => file.startsWith('terraform-provider-aws_'));
  if (executable === undefined) throw new Error(`${directory} has no executable`);
  return join(directory, executable);
}
