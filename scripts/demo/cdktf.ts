import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { run } from '../../harness/machine/processes';
import { hermeticEnvironment } from '../../harness/terraform/terraform';
import { terraformLines } from './progress';

const root = resolve(__dirname, '../..');
const executables = join(root, 'node_modules/.bin');

/** A step of the demo that failed or had an unexpected result. */
export class DemoError extends Error {}

/** The outputs of a deployed pool. */
export interface DeployedPool {
  readonly tokens: readonly string[];
  readonly sessionIds: readonly string[];
  readonly bucket: string;
  readonly imagePrefix: string;
  readonly keyArn: string;
}

/** The CDKTF command in a separate directory, for the stacks of this project. */
export class Cdktf {
  /** @param env environment variables other than PATH and HOME, such as the endpoints of AWS services */
  constructor(
    readonly directory: string,
    readonly env: Readonly<Record<string, string>>,
  ) {
    writeFileSync(
      join(directory, 'cdktf.json'),
      `${JSON.stringify({ language: 'typescript', app: `tsx ${join(root, 'stacks/main.ts')}`, sendCrashReports: 'false' }, undefined, 2)}\n`,
    );
  }

  /** Previews the deployment, and returns the output. */
  async diff(variables: Readonly<Record<string, string>>, line: (text: string) => void): Promise<string> {
    return await this.run(['diff', 'liveness', '--skip-provider-lock'], variables, line);
  }

  /** Deploys, and returns the output and the pool. */
  async deploy(
    variables: Readonly<Record<string, string>>,
    line: (text: string) => void,
  ): Promise<{ readonly printed: string; readonly pool: DeployedPool }> {
    const outputs = join(this.directory, 'outputs.json');
    const printed = await this.run(
      [
        'deploy',
        'liveness',
        '--auto-approve',
        '--skip-provider-lock',
        '--outputs-file',
        outputs,
        '--outputs-file-include-sensitive-outputs',
      ],
      variables,
      line,
    );
    return { printed, pool: readPool(JSON.parse(readFileSync(outputs, 'utf8'))) };
  }

  /** Destroys the deployment, and returns the output. */
  async destroy(variables: Readonly<Record<string, string>>, line: (text: string) => void): Promise<string> {
    return await this.run(['destroy', 'liveness', '--auto-approve', '--skip-provider-lock'], variables, line);
  }

  private async run(
    args: readonly string[],
    variables: Readonly<Record<string, string>>,
    line: (text: string) => void,
  ): Promise<string> {
    const hermetic = hermeticEnvironment(this.directory);
    const { code, stdout, stderr } = await run(join(executables, 'cdktf'), args, {
      cwd: this.directory,
      env: {
        ...hermetic,
        PATH: [executables, hermetic.PATH].join(delimiter),
        CI: '1',
        ...this.env,
        ...variables,
      },
      timeout: 600_000,
      onOutput: terraformLines(line),
    });
    if (code !== 0) throw new DemoError(`cdktf ${args[0]} failed with exit code ${code}:\n${stdout}${stderr}`);
    return stdout;
  }
}

/** Reads the pool from the outputs file of cdktf, which nests outputs by stack and construct. */
function readPool(outputs: {
  readonly liveness?: { readonly pool?: Readonly<Record<string, unknown>> };
}): DeployedPool {
  const output = (name: string): unknown => outputs.liveness?.pool?.[name];
  const list = (name: string): string[] => {
    const value = output(name);
    if (!Array.isArray(value)) throw new DemoError(`The deployment has no list output ${name}.`);
    return value.map(String);
  };
  return {
    tokens: list('ClientRequestTokensOutput'),
    sessionIds: list('SessionIdsOutput'),
    bucket: String(output('BucketOutput')),
    imagePrefix: String(output('ImagePrefixOutput')),
    keyArn: String(output('KmsKeyArnOutput')),
  };
}
