import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { type MotoServer, startMoto } from '../../harness/moto/moto';
import { wantedAwsProviderVersion } from '../../harness/terraform/aws-provider';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
import { workspaceWithProviders } from '../support/workspace-with-providers';

/*
 * The stack of the guard's example, with the real AWS provider and moto. The tests are steps that depend on each other: a
 * lifecycle configuration takes the AWS provider 55 s to create, so one stack has all stories.
 */

const EXAMPLE = readFileSync(
  resolve(import.meta.dirname, '../../examples/resources/faceliveness_bucket_guard/resource.tf'),
  'utf8',
);
const BUCKET = 'example-face-liveness-images';
const KEY = 'liveness/reference.jpg';

const PROVIDERS = `terraform {
  required_providers {
    aws          = { source = "hashicorp/aws", version = "${wantedAwsProviderVersion()}" }
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
provider "aws" {
  region = "us-east-1"
}
provider "faceliveness" {
  region = "us-east-1"
}
`;

/** Buckets beside that of the example, each with a guard: one that stays empty, one that vanishes, one that is let go. */
const OTHERS = ['empty', 'gone', 'forced'] as const;

function other(name: string): string {
  const force = `force_destroy = ${name === 'forced'}`;
  return `resource "aws_s3_bucket" "${name}" {
  bucket = "${name}-bucket"
  ${force}
}
resource "faceliveness_bucket_guard" "${name}" {
  bucket = aws_s3_bucket.${name}.id
  ${force}
}
`;
}

let moto: MotoServer;
let s3: S3;
let workspace: TerraformWorkspace;
/** The command that empties the bucket, from an error. */
let command: string;

beforeAll(async () => {
  moto = await startMoto({ asOverTls: true });
  s3 = new S3({
    region: 'us-east-1',
    endpoint: moto.url,
    forcePathStyle: true,
    credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' },
  });
  workspace = await workspaceWithProviders(moto.environment);
  workspace.write({ 'providers.tf': PROVIDERS, 'example.tf': EXAMPLE, 'others.tf': OTHERS.map(other).join('') });
  for (const { code, stdout, stderr } of [await workspace.init(), await workspace.apply()]) {
    expect(code, stdout + stderr).toBe(0);
  }
}, 480_000);

afterAll(async () => {
  workspace?.dispose();
  s3?.destroy();
  await moto?.stop();
});

const PROTECTION = [
  'aws_kms_alias.images',
  'aws_kms_key.images',
  'aws_s3_bucket.images',
  'aws_s3_bucket_lifecycle_configuration.images',
  'aws_s3_bucket_policy.images',
  'aws_s3_bucket_public_access_block.images',
  'aws_s3_bucket_server_side_encryption_configuration.images',
  'aws_s3_bucket_versioning.images',
];

/** Expects that Terraform stopped before it touched the stack, in its state and in AWS. */
async function expectRefusal(
  { code, stdout, stderr }: { code: number | null; stdout: string; stderr: string },
  held: string,
) {
  const said = stderr.replace(/^│ ?/gm, '').replace(/\s+/g, ' ');
  expect(code, stdout + stderr).toBe(1);
  expect(said).toContain(`The guard of the bucket "${BUCKET}" stays`);
  expect(said).toContain(`It holds ${held}.`);
  expect(said.match(/Error: /g)).toHaveLength(1);
  expect(said).not.toContain(KEY);
  expect(stdout).not.toMatch(/: (Destruction|Creation|Modifications) complete/);
  expect(
    workspace
      .resources()
      .map(({ address }) => address)
      .filter((address) => address.endsWith('.images'))
      .sort(),
  ).toEqual([...PROTECTION, 'faceliveness_bucket_guard.images']);
  const Bucket = BUCKET;
  const [policy, encryption, versioning, access, lifecycle] = await Promise.all([
    s3.getBucketPolicy({ Bucket }),
    s3.getBucketEncryption({ Bucket }),
    s3.getBucketVersioning({ Bucket }),
    s3.getPublicAccessBlock({ Bucket }),
    s3.getBucketLifecycleConfiguration({ Bucket }),
  ]);
  expect(policy.Policy).toContain('RequireTls');
  expect(encryption.ServerSideEncryptionConfiguration?.Rules).toHaveLength(1);
  expect(versioning.Status).toBe('Enabled');
  expect(access.PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(true);
  expect(lifecycle.Rules).toHaveLength(1);
}

test('a replacement of the bucket stops at a delete marker', async () => {
  const { VersionId } = await s3.putObject({ Bucket: BUCKET, Key: KEY, Body: 'an image' });
  await s3.deleteObject({ Bucket: BUCKET, Key: KEY });
  await s3.deleteObject({ Bucket: BUCKET, Key: KEY, VersionId: String(VersionId) });
  workspace.write({ 'example.tf': EXAMPLE.replace(BUCKET, `${BUCKET}-2`) });
  await expectRefusal(await workspace.apply(), 'a delete marker');
});

test('a removal of all blocks stops at an image; buckets that are empty, gone or let go are destroyed', async () => {
  workspace.write({ 'example.tf': '', 'others.tf': '' });
  await s3.putObject({ Bucket: BUCKET, Key: KEY, Body: 'an image' });
  await s3.deleteBucket({ Bucket: 'gone-bucket' });
  await s3.putObject({ Bucket: 'forced-bucket', Key: KEY, Body: 'an image' });
  // Without a refresh, which takes what is gone out of the state.
  const { code, stdout, stderr } = await workspace.apply('-refresh=false');
  const destroyed = [...stdout.matchAll(/^([\w.]+): Destruction complete/gm)].map(([, address]) => address);
  expect(destroyed.sort()).toEqual(
    OTHERS.flatMap((name) => [`aws_s3_bucket.${name}`, `faceliveness_bucket_guard.${name}`]).sort(),
  );
  await expectRefusal({ code, stdout: stdout.replace(/^.*\.(empty|gone|forced): .*$/gm, ''), stderr }, 'an object');
  [command] = /aws s3api list-object-versions .*file:\/\/\/dev\/stdin/.exec(stderr) ?? [''];
});

test('the removal succeeds after the command in the error has emptied the bucket', async () => {
  const emptied = await run('sh', ['-c', command], { env: { ...workspace.env, PATH: process.env.PATH } });
  expect(emptied.code, emptied.stderr).toBe(0);
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  expect(workspace.resources()).toEqual([]);
  expect((await s3.listBuckets({})).Buckets).toEqual([]);
});
