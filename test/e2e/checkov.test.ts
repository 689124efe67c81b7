import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Fn, TerraformStack } from 'cdktf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { PYTHON_ENVIRONMENT } from '../../harness/machine/python-environment';
import { type MotoServer, startMoto } from '../../harness/moto/moto';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { LivenessImageBucket, LivenessImageKey, LivenessImageStorage, LivenessSessionPool } from '../../src/constructs';
import { readEnvironment } from '../../stacks/environment';
import { LivenessStack } from '../../stacks/liveness-stack';
import { quoted, readPage } from '../docs/tables';
import { workspaceWithProviders } from '../support/workspace-with-providers';

// Checkov on a plan of the demo's stack and of a stack for each public construct, by the real Terraform.

const program = resolve(__dirname, '../python/check_plans.py');

/** Stacks by their names. */
const STACKS: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  key: (stack) => new LivenessImageKey(stack, 'key'),
  bucket: (stack) => new LivenessImageBucket(stack, 'bucket', { encryptionKey: new LivenessImageKey(stack, 'key') }),
  storage: (stack) => new LivenessImageStorage(stack, 'storage'),
  pool: (stack) => {
    const pool = new LivenessSessionPool(stack, 'pool');
    const assumeRolePolicy = Fn.jsonencode({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    });
    const role = new IamRole(stack, 'role', { assumeRolePolicy });
    pool.grants.createSessions(role);
    pool.grants.readResults(role);
    pool.grants.readImages(role);
    pool.grants.startSessions(role);
  },
  audited: (stack) =>
    new LivenessImageStorage(stack, 'storage', { serverAccessLogsBucketName: 'access-logs', versioning: true }),
};

/** A rule and the address of a resource. */
type Finding = readonly [rule: string, address: string];

interface Report {
  readonly parsing_errors: readonly string[];
  readonly passed: readonly Finding[];
  readonly failed: readonly Finding[];
}

let moto: MotoServer;
let workspace: TerraformWorkspace;
let report: Report;

beforeAll(async () => {
  moto = await startMoto();
  workspace = await workspaceWithProviders(moto.environment);
  workspace.write(synthesize());
  expect(await workspace.init()).toMatchObject({ code: 0 });
  const { code, stdout, stderr } = await workspace.plan('-refresh=false', '-out=saved');
  expect(code, stdout + stderr).toBe(0);
  const plan = await workspace.json('show', 'saved');
  workspace.write({ 'plan.json': JSON.stringify(plan) });
  report = await checked();
});
afterAll(async () => {
  workspace?.dispose();
  await moto?.stop();
});

/** A configuration with each stack as a module, and the providers, which all stacks have alike, once: each takes seconds. */
function synthesize(): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'checkov-'));
  try {
    const app = new App({ outdir });
    const environment = readEnvironment({});
    new LivenessStack(app, 'demo', environment);
    for (const [name, build] of Object.entries(STACKS)) {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: environment.region });
      build(stack);
    }
    app.synth();
    const names = ['demo', ...Object.keys(STACKS)];
    const stacks = names.map((name) => {
      const stack = JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
      const { provider, terraform, ...rest } = stack;
      // The state belongs into the workspace, and modules have no backend.
      const { backend, ...requirements } = terraform;
      return { name, provider, module: { ...rest, terraform: requirements } };
    });
    const root = {
      provider: stacks[0]?.provider,
      module: Object.fromEntries(names.map((name) => [name, { source: `./${name}` }])),
      terraform: stacks[0]?.module.terraform,
    };
    return {
      'main.tf.json': JSON.stringify(root),
      ...Object.fromEntries(stacks.map(({ name, module }) => [`${name}/cdk.tf.json`, JSON.stringify(module)])),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What Checkov finds in the plan. */
async function checked(): Promise<Report> {
  const python = join(PYTHON_ENVIRONMENT.directory, 'bin/python');
  const { code, stdout, stderr } = await run(python, ['-I', program, join(workspace.directory, 'plan.json')]);
  expect(code, stdout + stderr).toBe(0);
  return JSON.parse(stdout);
}

/** Findings for a stack, as `<type of the resource>: <rule>`, each once. */
function ofStack(name: string, findings: readonly Finding[]): readonly string[] {
  const start = `module.${name}.`;
  const own = findings.filter(([, address]) => address.startsWith(start));
  return [...new Set(own.map(([rule, address]) => `${address.slice(start.length).split('.')[0]}: ${rule}`))].sort();
}

const DECLINED = ['aws_s3_bucket: CKV2_AWS_62', 'aws_s3_bucket: CKV_AWS_144'];
const BY_DEFAULT = [...DECLINED, 'aws_s3_bucket: CKV_AWS_18', 'aws_s3_bucket: CKV_AWS_21'];

test('Checkov reads the plan', () => {
  expect(report.parsing_errors).toEqual([]);
  expect(ofStack('demo', report.passed)).toEqual(
    expect.arrayContaining([
      'aws_kms_key: CKV2_AWS_64',
      'aws_kms_key: CKV_AWS_7',
      'aws_s3_bucket: CKV2_AWS_6',
      'aws_s3_bucket_lifecycle_configuration: CKV_AWS_300',
    ]),
  );
  expect(ofStack('pool', report.passed)).toContainEqual(expect.stringMatching(/^aws_iam_role_policy: /));
});

test.for([
  ['demo', BY_DEFAULT],
  ['key', []],
  ['bucket', BY_DEFAULT],
  ['storage', BY_DEFAULT],
  ['pool', BY_DEFAULT],
  ['audited', DECLINED],
] as const)('the stack %s passes all rules but those that are declined', ([name, expected]) => {
  expect(ofStack(name, report.failed)).toEqual(expected);
});

test('the page names these rules, and the skip list to paste suppresses them', () => {
  const page = readPage('security-checks.md');
  const failing = [...new Set(report.failed.map(([rule]) => rule))].sort();
  expect(
    page
      .rows('Checkov')
      .flatMap(([rule = '']) => quoted(rule))
      .sort(),
  ).toEqual(failing);
  const [skipList = ''] = page.code('yaml');
  expect([...skipList.matchAll(/^ {2}- (\w+)/gm)].map(([, rule]) => rule).sort()).toEqual(failing);
});
