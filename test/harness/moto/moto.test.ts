import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findMoto, type MotoServer, startMoto } from '../../../harness/moto/moto';
import { findAwsProvider } from '../../../harness/terraform/aws-provider';
import { writeCliConfig } from '../../../harness/terraform/cli-config';
import { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { executables } from '../support/temporary';

const HOW_TO_GET_IT = "install moto 5.0.0 or later with its server: pip install 'moto[server]'";

describe('findMoto', () => {
  test('finds the installation of this machine', async () => {
    expect((await findMoto()).version).toMatch(/^5\./);
  });

  test('prefers the Python of moto_server to the one on PATH', async () => {
    const bin = executables({ 'venv-python': 'echo 5.1.0', python3: 'echo 5.0.0', moto_server: '' });
    expect(await findMoto({ PATH: bin })).toEqual({ python: 'python3', version: '5.0.0' });
    const python = `${bin}/venv-python`;
    const scripts = executables({ moto_server: '' }, python);
    expect(await findMoto({ PATH: `${scripts}:${bin}` })).toEqual({ python, version: '5.1.0' });
  });

  test.for([
    ['there is no Python', {}, 'python3: no such executable'],
    [
      'Python does not have it',
      { python3: 'echo "ModuleNotFoundError: No module named \'moto\'" >&2; exit 1' },
      "python3: ModuleNotFoundError: No module named 'moto'",
    ],
    ['it is too old', { python3: 'echo 4.2.14' }, 'python3: moto 4.2.14 is too old'],
  ] as const)('fails when %s', async ([, scripts, reason]) => {
    await expect(findMoto({ PATH: executables(scripts) })).rejects.toThrow(
      `moto not found (${reason}): ${HOW_TO_GET_IT}`,
    );
  });
});

describe('startMoto', () => {
  let moto: MotoServer;

  beforeAll(async () => {
    moto = await startMoto();
  });

  afterAll(() => moto.stop());

  test('starts servers that answer on loopback until they are stopped', async () => {
    const other = await startMoto();
    expect(other.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(other.url).not.toBe(moto.url);
    expect((await fetch(`${other.url}/moto-api/`)).ok).toBe(true);
    await other.stop();
    await expect(fetch(other.url)).rejects.toThrow('fetch failed');
    expect((await fetch(`${moto.url}/moto-api/`)).ok).toBe(true);
  });

  test('provides the environment that the real AWS provider needs', { timeout: 120_000 }, async () => {
    const awsProvider = await findAwsProvider();
    const workspace = new TerraformWorkspace({ env: moto.environment });
    try {
      const cliConfig = `${workspace.directory}/cli.tfrc`;
      writeCliConfig(cliConfig, { awsProvider });
      workspace.env.TF_CLI_CONFIG_FILE = cliConfig;
      workspace.write({ 'main.tf': hardenedBucket(awsProvider.version) });
      expect(await workspace.init()).toMatchObject({ code: 0, stderr: '' });
      expect(await workspace.apply()).toMatchObject({ code: 0, stderr: '' });
      expect(await workspace.outputs()).toMatchObject({
        account: { value: '123456789012' },
        key: { value: expect.stringMatching(/^arn:aws:kms:eu-west-1:123456789012:key\//) },
      });
      expect(await workspace.plan('-detailed-exitcode')).toMatchObject({ code: 0, stderr: '' });
      expect(await workspace.destroy()).toMatchObject({ code: 0, stderr: '' });
    } finally {
      workspace.dispose();
    }
  });
});

/** The resources of the project's stacks, without the ones that take moto a minute. */
function hardenedBucket(awsVersion: string): string {
  return `
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "${awsVersion}"
        }
      }
    }

    provider "aws" {
      region = "eu-west-1"
    }

    data "aws_caller_identity" "current" {}

    resource "aws_kms_key" "images" {
      enable_key_rotation = true
    }

    resource "aws_s3_bucket" "images" {
      bucket = "images"
    }

    resource "aws_s3_bucket_public_access_block" "images" {
      bucket                  = aws_s3_bucket.images.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "images" {
      bucket = aws_s3_bucket.images.id
      rule {
        bucket_key_enabled = true
        apply_server_side_encryption_by_default {
          sse_algorithm     = "aws:kms"
          kms_master_key_id = aws_kms_key.images.arn
        }
      }
    }

    resource "aws_s3_bucket_policy" "images" {
      bucket = aws_s3_bucket.images.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.images.arn, "\${aws_s3_bucket.images.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }

    output "account" {
      value = data.aws_caller_identity.current.account_id
    }

    output "key" {
      value = aws_kms_key.images.arn
    }
  `;
}
