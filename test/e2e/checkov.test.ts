import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Fn, TerraformStack } from 'cdktf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { PYTHON_ENVIRONMENT } from '../../harness/machine/python-environment';
import { type MotoServer, startMoto } from '../../harness/moto/moto';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { LivenessImageBucket, LivenessImageKey, LivenessImageStorage, LivenessSessionPool } from '../../src/constructs';
import { readEnvironment } from '../../stacks/environment';
import { LivenessStack } from '../../stacks/liveness-stack';
import { readPage } from '../docs/tables';
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

/** The rules that fail, by the stack and the type of the resource. */
type Failures = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A rule and the address of a resource. */
type Finding = readonly [rule: string, address: string];

interface Report {
  readonly parsing_errors: readonly string[];
  readonly passed: readonly Finding[];
  readonly failed: readonly Finding[];
  readonly skipped: readonly Finding[];
}

let moto: MotoServer;
let workspace: TerraformWorkspace;
let report: Report;

beforeAll(async () => {
  moto = await startMoto();
  workspace = await workspaceWithProviders(moto.environment);
  const names = ['demo', ...Object.keys(STACKS)];
  // Each stack is a module of one configuration: a plan takes the AWS provider seconds, whatever is in it.
  workspace.write({
    ...synthesize(),
    'main.tf': names.map((name) => `module "${name}" {\n  source = "./${name}"\n}\n`).join('\n'),
  });
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

/** The files of the stacks, each in a folder of its name. */
function synthesize(): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'checkov-'));
  try {
    const app = new App({ outdir });
    new LivenessStack(app, 'demo', readEnvironment({}));
    for (const [name, build] of Object.entries(STACKS)) {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      build(stack);
    }
    app.synth();
    return Object.fromEntries(
      app.node.children.filter(TerraformStack.isStack).map(({ node: { id } }) => {
        const { terraform, ...configuration } = JSON.parse(
          readFileSync(join(outdir, 'stacks', id, 'cdk.tf.json'), 'utf8'),
        );
        // Only a root module has a backend.
        const { backend, ...requirements } = terraform;
        return [`${id}/cdk.tf.json`, JSON.stringify({ ...configuration, terraform: requirements })];
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What Checkov finds in the plan. */
async function checked(...args: readonly string[]): Promise<Report> {
  const python = join(PYTHON_ENVIRONMENT.directory, 'bin/python');
  const { code, stdout, stderr } = await run(python, ['-I', program, ...args, join(workspace.directory, 'plan.json')]);
  expect(code, stdout + stderr).toBe(0);
  return JSON.parse(stdout);
}

function failures(): Failures {
  const found: Record<string, Record<string, string[]>> = {};
  for (const [rule, address] of report.failed) {
    const [, stack = '', type = ''] = /^module\.(\w+)\.(\w+)\./.exec(address) ?? [];
    found[stack] ??= {};
    found[stack][type] ??= [];
    found[stack][type].push(rule);
  }
  return found;
}

test('x', () => {
  console.log(report.passed.length, JSON.stringify(failures(), null, 1));
});
