import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import type { Schema } from '../../src/plugin';
import { providerSchema } from '../../src/provider/configuration/schema';
import { session } from '../../src/provider/data-sources/session';
import { sessionPool } from '../../src/provider/data-sources/session-pool';
import { awsCliEnvironment } from '../support/aws-cli';
import { faceLiveness } from '../support/face-liveness';
import { initialized } from '../support/hcl';
import { type RecordingService, startRecordingService } from '../support/recording-service';
import { quoted, readPage } from './tables';

const page = readPage('aws-cli.md');
const options = page.rows('Every option');
const variables = page.rows('Environment variables');
const argumentRows = page.rows('Every argument');

/** Options of version 2 of the AWS CLI that version 1 does not have. */
const ONLY_IN_VERSION_2 = [
  '--cli-input-yaml',
  '--cli-binary-format',
  '--no-cli-pager',
  '--cli-auto-prompt',
  '--no-cli-auto-prompt',
  '--cli-error-format',
];

/** The options of the command in the manual of the AWS CLI on this machine. */
function installedOptions(): string[] {
  const { stdout } = spawnSync('aws', ['rekognition', 'create-face-liveness-session', 'help'], {
    env: { ...awsCliEnvironment(), MANPAGER: 'cat', TERM: 'dumb' },
    encoding: 'utf8',
  });
  // Bold letters are written over themselves.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a manual page goes back by one letter
  const manual = stdout.replaceAll(/.\x08/g, '');
  const [, synopsis = ''] = /^SYNOPSIS$(.*?)^OPTIONS$/ms.exec(manual) ?? [];
  return synopsis.match(/--[a-z0-9-]+/g) ?? [];
}

/** The arguments of a schema that a user can give, blocks included. */
function argumentsOf({ attributes, blocks = {} }: Schema): string[] {
  const given = Object.entries(attributes).filter(([, { mode }]) => mode !== 'computed');
  return [...given.map(([name]) => name), ...Object.keys(blocks)];
}

const providerArguments = argumentsOf(providerSchema);
const dataSourceArguments = [...new Set([session, sessionPool].flatMap(({ schema }) => argumentsOf(schema)))];

describe('the table of options', () => {
  const documented = options.flatMap(([option = '']) => quoted(option));
  const installed = installedOptions();

  test('has every option of the AWS CLI on this machine', () => {
    expect(installed.length, 'aws … help needs groff to print its manual').toBeGreaterThan(15);
    expect(installed.filter((option) => !documented.includes(option))).toEqual([]);
  });

  test('has every option of version 2 of the AWS CLI, and no duplicates', () => {
    expect(documented).toEqual(expect.arrayContaining(ONLY_IN_VERSION_2));
    expect(new Set(documented).size).toBe(documented.length);
  });

  test('has only options of some version', () => {
    expect(documented.filter((each) => !installed.includes(each) && !ONLY_IN_VERSION_2.includes(each))).toEqual([]);
  });
});

describe('in the tables', () => {
  test('no cell is empty', () => {
    for (const row of [...options, ...variables]) expect(row).toEqual(Array(3).fill(expect.stringMatching(/./)));
    for (const row of argumentRows) expect(row).toEqual(Array(2).fill(expect.stringMatching(/./)));
  });

  test('every option and variable has an equivalent of a known kind', () => {
    const kind =
      /^((provider|data source): `[a-z0-9_.]+`(, `[a-z_]+`)*|command: `.+`|Terraform: .+|nothing to set|the variables themselves)$/;
    for (const [, place] of [...options, ...variables]) expect(place).toMatch(kind);
  });

  test('the named commands exist', () => {
    const commands = options.flatMap(([, place = '']) => (place.startsWith('command: ') ? quoted(place) : []));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      expect(faceLiveness(command.split(' ').slice(1)), command).toMatchObject({ status: 0, stderr: '' });
    }
  });
});

describe('arguments', () => {
  const split = argumentRows.findIndex(([name]) => name === '`name`');
  const names = (rows: typeof argumentRows): string[] => rows.flatMap(([name = '']) => quoted(name));
  const documented = { provider: names(argumentRows.slice(0, split)), dataSources: names(argumentRows.slice(split)) };

  /** What the first two tables name as a place of this kind. */
  const places = (kind: string): string[] =>
    [...options, ...variables].flatMap(([, place = '']) => (place.startsWith(`${kind}: `) ? quoted(place) : []));

  test('all arguments of the provider have a row', () => {
    expect(providerArguments.filter((name) => !documented.provider.includes(name))).toEqual([]);
  });

  test('all arguments of the data sources have a row', () => {
    expect(dataSourceArguments.filter((name) => !documented.dataSources.includes(name))).toEqual([]);
  });

  test('the arguments of all rows exist', () => {
    expect(documented.provider.filter((name) => !providerArguments.includes(name))).toEqual([]);
    expect(documented.dataSources.filter((name) => !dataSourceArguments.includes(name))).toEqual([]);
  });

  test('the arguments that options and variables map to exist', () => {
    const endpoints = Object.keys(providerSchema.blocks.endpoints.attributes).map((name) => `endpoints.${name}`);
    expect(places('provider').filter((name) => ![...providerArguments, ...endpoints].includes(name))).toEqual([]);
    expect(places('data source').filter((name) => !dataSourceArguments.includes(name))).toEqual([]);
  });
});

describe('the examples', () => {
  const [example = '', ...others] = page.code('hcl');
  const [command = '', skeleton = '', token = ''] = page.code('sh');
  let service: RecordingService;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    service = await startRecordingService();
    workspace = await initialized('', { AWS_ENDPOINT_URL_REKOGNITION: service.url, AWS_REGION: 'us-east-1' });
  });
  afterAll(() => {
    workspace.dispose();
    service.close();
  });

  test('the command and the configuration send the same request', async () => {
    workspace.write({ 'main.tf': example });
    const { code, stderr } = await workspace.apply();
    expect(code, stderr).toBe(0);
    const output = await workspace.run('output', '-raw', 'session_id');
    const cli = await run('sh', ['-c', command], {
      env: { ...awsCliEnvironment(), AWS_ENDPOINT_URL_REKOGNITION: service.url },
    });
    expect(cli, cli.stderr).toMatchObject({ code: 0, stdout: `${output.stdout}\n` });
    const [first, second, ...more] = service.calls.map(({ body }) => JSON.parse(body));
    expect(more).toEqual([]);
    expect(first).toEqual(second);
  });

  test.each(others.map((hcl, index) => [index + 2, hcl] as const))('number %i in HCL is valid', async (_, hcl) => {
    const { stdout } = faceLiveness(skeleton.split(' ').slice(1, 2));
    workspace.write({ 'input.json': stdout, 'main.tf': hcl });
    expect(await workspace.validate()).toMatchObject({ valid: true });
  });

  test('the example in TypeScript synthesizes to a valid configuration', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'docs-'));
    const root = resolve(import.meta.dirname, '../..');
    try {
      const [typescript = ''] = page.code('ts');
      symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
      const code = typescript.replace("'cdktf-face-liveness'", JSON.stringify(join(root, 'src/constructs')));
      writeFileSync(join(directory, 'main.ts'), code);
      const { code: status, stderr } = await run(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: directory });
      expect(status, stderr).toBe(0);
      const stack = readFileSync(join(directory, 'cdktf.out/stacks/liveness/cdk.tf.json'), 'utf8');
      workspace.write({
        'main.tf': '',
        'main.tf.json': JSON.stringify({ ...JSON.parse(stack), terraform: undefined }),
      });
      expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('the example of tokens prints one for each slot', () => {
    const input = '{"Settings":{"OutputConfig":{"S3Bucket":"my-images"}}}';
    const args = token.trim().replace('input.json', '-').split(' ').slice(1);
    const { stdout, stderr } = faceLiveness(args, { input });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^([0-9a-f]{64}\n){3}$/);
  });
});
