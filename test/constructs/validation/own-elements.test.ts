import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformCount, TerraformIterator } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessSessionPool } from '../../../src/constructs';
import { errorsOf, REGION, synthesizeInRegion } from '../support';

function errorsWhen(change: (pool: LivenessSessionPool) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    change(new LivenessSessionPool(stack, 'kiosk'));
  });
}

test('synthesis fails when a resource or data source of a construct becomes several', () => {
  const errors = errorsWhen(({ bucket, dataSource, encryptionKey }) => {
    encryptionKey.resource?.addOverride('for_each', ['a']);
    Object.assign(bucket.resource as object, { count: TerraformCount.of(2) });
    Object.assign(dataSource as object, { forEach: TerraformIterator.fromList(['a']) });
  });
  expect(errors).toEqual([
    '[demo/kiosk] invalid forEach of demo/kiosk/Sessions: others refer to it as one, and it would be several or none. ' +
      'Declare a construct for each',
    expect.stringContaining('[demo/kiosk/Storage/Key] invalid forEach of demo/kiosk/Storage/Key/Resource: '),
    expect.stringContaining('[demo/kiosk/Storage/Bucket] invalid count of demo/kiosk/Storage/Bucket/Resource: '),
  ]);
});

test('synthesis fails when a resource of a construct is removed', () => {
  const errors = errorsWhen(({ bucket }) => bucket.guard?.node.scope?.node.tryRemoveChild('Guard'));
  expect(errors).toEqual([
    '[demo/kiosk/Storage/Bucket] missing demo/kiosk/Storage/Bucket/Guard: it was removed, and others refer to it or rely on ' +
      'it. Leave it, or remove the whole construct',
  ]);
});

test('synthesis fails when a logical id has no effect, because others refer to the resource already', () => {
  const errors = errorsWhen(({ bucket }) => bucket.resource?.overrideLogicalId('faces'));
  expect(errors).toEqual([
    expect.stringContaining(
      'invalid overrideLogicalId of demo/kiosk/Storage/Bucket/Resource: "faces" was given, and others refer to it as ' +
        '"kiosk_Storage_Bucket_789CAFAA" already, so it has no effect. Use moveFromId',
    ),
  ]);
});

test('a removed pool leaves nothing behind', () => {
  const { resource, data, provider } = synthesizeInRegion((stack) => {
    const livenessProviderSource = 'registry.example.com/acme/faceliveness';
    new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource });
    stack.node.tryRemoveChild('kiosk');
    new LivenessSessionPool(stack, 'kiosk', { size: 2 });
    const aws = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
    new LivenessSessionPool(stack, 'far', { awsProvider: aws });
    stack.node.tryRemoveChild('far');
    new IamRole(stack, 'role', { assumeRolePolicy: '{}' });
  });
  expect(Object.keys(resource.aws_s3_bucket ?? {})).toHaveLength(1);
  expect(Object.values(data.faceliveness_session_pool ?? {})).toMatchObject([{ size: 2 }]);
  expect(provider.faceliveness).toEqual([{ region: REGION }]);
});
