import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { TerraformStack } from 'cdktf';
import { expect, test } from 'vitest';
import { bindings, LivenessImageStorage, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

function errorsWith(override: (stack: TerraformStack, pool: LivenessSessionPool) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    override(stack, new LivenessSessionPool(stack, 'kiosk'));
  });
}

test.for(['aws', 'faceliveness'])('synthesis fails when the stack overrides the provider %s', (name) => {
  const expected = [
    `[demo/kiosk/Storage/Bucket] the stack demo overrides provider.${name}, which the library cannot follow, so the sessions ` +
      'could be created by another caller than the bucket. Override the provider itself, with its method addOverride',
  ];
  const override = (stack: TerraformStack) => stack.addOverride(`provider.${name}.0.region`, 'us-east-1');
  expect(errorsWith(override)).toEqual(expected);
  const declared = errorsWith((stack) => {
    new bindings.FacelivenessProvider(stack, 'live', { region: REGION });
    override(stack);
  });
  expect(declared).toEqual(expected);
});

test('synthesis fails when the stack overrides a resource or data source of the library', () => {
  const errors = errorsWith((stack, { bucket, dataSource }) => {
    stack.addOverride(`resource.aws_s3_bucket.${bucket.resource?.friendlyUniqueId}.bucket`, 'other');
    stack.addOverride(`data.faceliveness_session_pool.${dataSource?.friendlyUniqueId}.kms_key_id`, 'other');
  });
  expect(errors).toEqual([
    '[demo/kiosk/Storage/Bucket] the stack demo overrides demo/kiosk/Storage/Bucket/Resource, which the library cannot follow. ' +
      'Override the resource or data source itself, with its method addOverride',
    expect.stringContaining('the stack demo overrides demo/kiosk/Sessions'),
  ]);
});

test('other overrides of a stack are no error', () => {
  const errors = errorsWith((stack) => {
    new S3Bucket(stack, 'mine');
    new LivenessImageStorage(stack, 'images');
    stack.addOverride('resource.aws_s3_bucket.mine.bucket', 'mine');
    stack.addOverride('resource.aws_s3_bucket.text', 'text');
    stack.addOverride('data.aws_region.mine.region', REGION);
    stack.addOverride('provider.google.0.region', 'europe-west1');
    stack.addOverride('terraform.required_providers.faceliveness.source', 'acme/faceliveness');
  });
  expect(errors).toEqual([]);
});
