import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LocalProcess } from '../../harness/machine/processes';
import { type MotoServer, startMoto } from '../../harness/moto/moto';
import { terraformExecutable } from '../../harness/terraform/terraform';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { moduleFiles } from '../../scripts/module/files';
import { ChallengeType, LivenessSessionPool, OnUnusable, PolicyEffect } from '../../src/constructs';
import { type Emulator, startEmulator } from '../../src/emulator';
import { REGION, synthesizeInRegion } from '../constructs/support';
import { keepAwsProvider, workspaceWithProviders } from '../support/workspace-with-providers';

const root = resolve(__dirname, '../..');
const module = join(root, 'modules/liveness-session-pool');

/** The files directly in a directory. */
function filesIn(directory: string): Record<string, string> {
  const files = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(directory, name), 'utf8')]));
}

test('the committed module is up to date with the construct', () => {
  // The generator sets it, too; a stub does not outlive the test.
  vi.stubEnv('SYNTH_HCL_OUTPUT', 'true');
  expect(moduleFiles(terraformExecutable()), 'run: npm run generate:module').toEqual(filesIn(module));
});

// With moto, the AWS provider waits about a minute for the lifecycle of a bucket.
describe('with the real Terraform and the real providers', { timeout: 300_000 }, () => {
  let emulator: Emulator;
  let moto: MotoServer;
  const workspaces: TerraformWorkspace[] = [];
  const awsProviders: LocalProcess[] = [];

  beforeAll(async () => {
    [emulator, moto] = await Promise.all([startEmulator(), startMoto()]);
  });
  afterAll(async () => {
    await Promise.all(awsProviders.map((each) => each.stop()));
    for (const workspace of workspaces) workspace.dispose();
    await Promise.all([moto?.stop(), emulator?.close()]);
  });

  /** A workspace with a copy of the module. */
  async function workspaceWithModule(folder: string, env: NodeJS.ProcessEnv): Promise<TerraformWorkspace> {
    const workspace = await workspaceWithProviders(env);
    workspaces.push(workspace);
    cpSync(module, join(workspace.directory, folder), { recursive: true });
    return workspace;
  }

  async function keepAws(workspace: TerraformWorkspace): Promise<void> {
    awsProviders.push(await keepAwsProvider(workspace));
  }

  /** The endpoints of moto and the local Rekognition. */
  function localParts(): NodeJS.ProcessEnv {
    return { ...moto.environment, AWS_ENDPOINT_URL_REKOGNITION: emulator.url, AWS_REGION: REGION };
  }

  test('the module is formatted, and passes its own tests, also those that create resources', async () => {
    const workspace = await workspaceWithModule('.', {});
    expect(await workspace.run('fmt', '-check', '-recursive', '-diff')).toMatchObject({ code: 0, stdout: '' });
    expect(await workspace.init('-test-directory=tests/apply')).toMatchObject({ code: 0 });
    await keepAws(workspace);
    const { code, stdout, stderr } = await workspace.run('test');
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toMatch(/Success! \d+ passed, 0 failed/);
    Object.assign(workspace.env, localParts());
    await keepAws(workspace);
    const created = await workspace.run('test', '-test-directory=tests/apply');
    expect(created.code, created.stdout + created.stderr).toBe(0);
    expect(created.stdout).toContain('Success! 3 passed, 0 failed');
  });

  describe('in a configuration', () => {
    let workspace: TerraformWorkspace;
    beforeAll(async () => {
      workspace = await workspaceWithModule('module', localParts());
    });

    test('the example of the README is valid', async () => {
      const [, example = ''] = /^```hcl\n(.*?)^```$/ms.exec(filesIn(module)['README.md'] ?? '') ?? [];
      workspace.write({ 'main.tf': example.replace(/(?<=source += )"\.\/node_modules\/.*"/, '"./module"') });
      expect(await workspace.init()).toMatchObject({ code: 0 });
      await keepAws(workspace);
      expect(await workspace.validate()).toMatchObject({ diagnostics: [], valid: true });
    });

    test('a plan reports mistakes of its caller', async () => {
      workspace.write({ 'main.tf': MISTAKES });
      expect(await workspace.run('get')).toMatchObject({ code: 0 });
      const { code, stderr } = await workspace.plan();
      const message = stderr.replace(/\s*\n[│\s]*/g, ' ');
      expect(code, message).toBe(1);
      expect(message).toContain('The bucket is in eu-west-1, the region of the provider aws');
      expect(message).toContain('the provider faceliveness is in us-east-1');
      expect(message).toContain('on_unusable is "replace". With managed, use one of ignore, report, replace;');
    });

    test('it plans the same resources as the construct, and no changes of policies when something else changes', async () => {
      workspace.write({ 'main.tf': '', 'cdk.tf.json': stackOfConstruct(), 'module.tf': callOfModule() });
      expect(await workspace.run('get')).toMatchObject({ code: 0 });
      expect(await workspace.plan('-out=saved')).toMatchObject({ code: 0, stderr: '' });
      const { resource_changes: changes = [] } = await workspace.show('saved');
      const [fromModule, fromConstruct] = [true, false].map((ofModule) =>
        changes
          .filter(({ address }) => address.startsWith('module.') === ofModule)
          .map(({ type, change: { actions, after } }) => ({ type, actions, after }))
          .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
      );
      expect(fromConstruct?.length).toBeGreaterThan(10);
      expect(fromModule).toEqual(fromConstruct);

      // Terraform reads the data sources of a module late when something changes that the module depends on.
      workspace.write({ 'module.tf': callOfModule('depends_on = [terraform_data.change]'), 'change.tf': CHANGE });
      const policies = ['module.kiosk.aws_kms_key_policy.this', 'module.kiosk.aws_s3_bucket_policy.this'];
      expect(await workspace.apply(...policies.map((address) => `-target=${address}`))).toMatchObject({ code: 0 });
      const applied = workspace.resources().filter(({ type }) => /^aws_(kms_key|s3_bucket)_policy$/.test(type));
      expect(applied.map(({ values }) => sidsOf(values))).toEqual([
        ['AllowAccount', 'AllowAdministrators', 'DenyOthers'],
        ['DenyWithoutTls', 'DenyOldTls'],
      ]);
      const { code, stdout, stderr } = await workspace.plan('-target=module.kiosk', '-var=change=2', '-json');
      expect(code, stdout + stderr).toBe(0);
      const planned = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter(({ type }) => type === 'planned_change')
        .map(({ change: { action, resource } }) => `${action} ${resource.addr}`);
      expect(planned).toContain('update terraform_data.change');
      // A plan as JSON leaves out what does not change.
      for (const policy of policies) expect(planned).not.toContainEqual(expect.stringContaining(policy));
    });
  });
});

/** A stack with a pool with all props that the construct and the module have, from the construct. */
function stackOfConstruct(): string {
  const { terraform, ...blocks } = synthesizeInRegion((stack) => {
    new LivenessSessionPool(stack, 'kiosk', {
      name: 'kiosk',
      size: 3,
      keepers: { release: '42' },
      onUnusable: OnUnusable.WARN,
      auditImagesLimit: 4,
      challengePreferences: [
        { type: ChallengeType.FACE_MOVEMENT, versions: { minimum: '1.0.0', maximum: '2.0.0' } },
        { type: ChallengeType.FACE_MOVEMENT_AND_LIGHT },
      ],
      bucketName: 'faces-of-visitors',
      bucketPolicyStatements: [
        {
          sid: 'DenyOldTls',
          effect: PolicyEffect.DENY,
          principals: { '*': ['*'] },
          actions: ['s3:*'],
          resources: ['arn:aws:s3:::faces-of-visitors/*'],
          conditions: { NumericLessThan: { 's3:TlsVersion': ['1.3'] } },
        },
      ],
      imageRetentionDays: 7,
      versioning: true,
      serverAccessLogsBucketName: 'logs',
      forceDestroy: true,
      encryptionKeyDescription: 'Faces of visitors',
      alias: 'faces',
      encryptionKeyAdministrators: ['arn:aws:iam::123456789012:role/security'],
      encryptionKeyPolicyStatements: [
        {
          sid: 'DenyOthers',
          effect: PolicyEffect.DENY,
          principals: { AWS: ['*'] },
          actions: ['kms:Decrypt'],
          resources: ['*'],
          conditions: { StringNotEquals: { 'aws:PrincipalAccount': ['123456789012'] } },
        },
      ],
      encryptionKeyDeletionWindowInDays: 7,
      tags: { 'cost:center': '7' },
    });
  });
  const { required_providers } = terraform;
  return JSON.stringify({ ...blocks, terraform: { required_providers } });
}

/** The same pool, from the module. */
function callOfModule(more = ''): string {
  return `
module "kiosk" {
  source                = "./module"
  name                  = "kiosk"
  size                  = 3
  keepers               = { release = "42" }
  on_unusable           = "warn"
  audit_images_limit    = 4
  challenge_preferences = [
    { type = "FaceMovementChallenge", versions = { minimum = "1.0.0", maximum = "2.0.0" } },
    { type = "FaceMovementAndLightChallenge" },
  ]
  bucket_name              = "faces-of-visitors"
  bucket_policy_statements = [{
    Sid       = "DenyOldTls"
    Effect    = "Deny"
    Principal = "*"
    Action    = ["s3:*"]
    Resource  = ["arn:aws:s3:::\${module.kiosk.bucket}/*"]
    Condition = { NumericLessThan = { "s3:TlsVersion" = ["1.3"] } }
  }]
  image_retention_days             = 7
  versioning                       = true
  server_access_logs_bucket_name   = "logs"
  force_destroy                    = true
  encryption_key_description       = "Faces of visitors"
  alias                            = "faces"
  encryption_key_administrators    = ["arn:aws:iam::123456789012:role/security"]
  encryption_key_policy_statements = [{
    Sid       = "DenyOthers"
    Effect    = "Deny"
    Principal = { AWS = ["*"] }
    Action    = ["kms:Decrypt"]
    Resource  = ["*"]
    Condition = { StringNotEquals = { "aws:PrincipalAccount" = ["123456789012"] } }
  }]
  encryption_key_deletion_window_in_days = 7
  tags                                   = { "cost:center" = "7" }
  ${more}
}
`;
}

const CHANGE = `
variable "change" {
  default = 1
}

resource "terraform_data" "change" {
  input = var.change
}
`;

/** The ids of the statements of a resource's policy. */
function sidsOf({ policy }: Readonly<Record<string, unknown>>): string[] {
  return JSON.parse(String(policy)).Statement.map(({ Sid }: { Sid: string }) => Sid);
}

/** Two calls of the module: one gets one provider under an alias and the other not, one wants what only managed sessions can do. */
const MISTAKES = `
terraform {
  required_providers {
    aws          = { source = "hashicorp/aws" }
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}

provider "aws" {
  alias                       = "ie"
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}

provider "faceliveness" {
  region     = "us-east-1"
  access_key = "none"
  secret_key = "none"
}

module "regions" {
  source    = "./module"
  name      = "regions"
  providers = { aws = aws.ie }
}

module "replaced" {
  source      = "./module"
  name        = "replaced"
  on_unusable = "replace"
  providers   = { aws = aws.ie }
}
`;
