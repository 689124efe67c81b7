import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { LivenessImageBucket, LivenessImageStorage, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

const roleIn = (account: string) => ({ roleArn: `arn:aws:iam::${account}:role/deploy` });
const ONE = '111122223333';
const TWO = '444455556666';

/** The errors of a pool in one stack with the storage of another one. */
function errorsBetween(storage: AwsProviderConfig, pool: AwsProviderConfig): string[] {
  return errorsOf((stack) => {
    const other = new TerraformStack(stack.node.root, 'other');
    new AwsProvider(stack, 'aws', { ...storage, region: REGION });
    new AwsProvider(other, 'aws', { ...pool, region: REGION });
    new LivenessSessionPool(other, 'kiosk', { storage: new LivenessImageStorage(stack, 'images') });
  });
}

describe('synthesis fails when the bucket is in another account than the sessions, by', () => {
  test.for<[string, AwsProviderConfig, AwsProviderConfig]>([
    ['their roles', { assumeRole: [roleIn(ONE)] }, { assumeRole: [roleIn(ONE), roleIn(TWO)] }],
    ['a role by a web identity', { assumeRoleWithWebIdentity: [roleIn(ONE)] }, { assumeRole: [roleIn(TWO)] }],
    ['the only allowed account', { allowedAccountIds: [ONE] }, { allowedAccountIds: [TWO] }],
  ])('%s', ([, storage, pool]) => {
    expect(errorsBetween(storage, pool)).toEqual([
      `[other/kiosk] accounts differ: the bucket demo/images/Bucket is in ${ONE} and the sessions are in ${TWO}, but the ` +
        'service writes images only to a bucket in the account of the sessions. Use one there',
    ]);
  });

  test('the provider of a look-up', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION, assumeRole: [roleIn(TWO)] });
      const provider = new AwsProvider(stack, 'other', { region: REGION, alias: 'other', assumeRole: [roleIn(ONE)] });
      const found = new DataAwsS3Bucket(stack, 'found', { bucket: 'faces', provider });
      new LivenessSessionPool(stack, 'kiosk', { bucket: LivenessImageBucket.fromDataSource(stack, 'faces', found) });
    });
    expect(errors).toEqual([expect.stringContaining('[demo/kiosk] accounts differ: the bucket demo/faces is in')]);
  });
});

test('accounts that literals do not tell are not compared', () => {
  expect(errorsBetween({ allowedAccountIds: [ONE, TWO] }, { assumeRole: [roleIn(TWO)] })).toEqual([]);
  const errors = errorsOf((stack) => {
    const { stringValue: roleArn } = new TerraformVariable(stack, 'role', {});
    new AwsProvider(stack, 'aws', { region: REGION, assumeRole: [{ roleArn }] });
    const awsProvider = new AwsProvider(stack, 'two', { region: REGION, alias: 'two', assumeRole: [roleIn(TWO)] });
    new LivenessSessionPool(stack, 'kiosk', { storage: new LivenessImageStorage(stack, 'images'), awsProvider });
  });
  expect(errors).toEqual([]);
});
