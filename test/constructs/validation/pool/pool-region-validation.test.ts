import { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  bindings,
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
} from '../../../../src/constructs';
import { FACE_LIVENESS_REGIONS } from '../../../../src/liveness/regions';
import { errorsOf, REGION, reference, warningsOf } from '../../support';

/** A stack with one pool and an AWS provider with these arguments. */
function poolOn(config: AwsProviderConfig, size?: number): (stack: TerraformStack) => void {
  return (stack) => {
    new AwsProvider(stack, 'aws', config);
    new LivenessSessionPool(stack, 'kiosk', { size });
  };
}

describe('synthesis fails when', () => {
  test('the regions of the two providers differ', () => {
    const errors = errorsOf((stack) => {
      new bindings.FacelivenessProvider(stack, 'live', { region: 'us-east-1' });
      poolOn({ region: 'eu-west-1' })(stack);
    });
    expect(errors).toEqual([
      '[demo/kiosk] regions differ: the AWS provider demo/aws is in "eu-west-1" and the faceliveness provider demo/live ' +
        'in "us-east-1", but the service writes images only to a bucket in the region of the sessions. Give both the ' +
        'same region, or leave the faceliveness provider out to have one brought along',
    ]);
  });

  test('the regions of the two given providers of a pool differ', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
      const live = new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, 'europe');
      new LivenessSessionPool(stack, 'mixed', { awsProvider: usa, livenessProvider: live });
    });
    expect(errors).toEqual([expect.stringContaining('[demo/mixed] regions differ: the AWS provider demo/aws-usa')]);
  });

  test('the region has no Face Liveness', () => {
    expect(errorsOf(poolOn({ region: 'eu-central-1' }))).toEqual([
      '[demo/kiosk] Face Liveness is not offered in the region "eu-central-1" of the provider demo/aws; ' +
        `regions with Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. Use one of these. If AWS has added this ` +
        'region since, declare a FacelivenessProvider with skipRegionValidation',
    ]);
  });

  test.for([
    ['eu-west-1', 5, 900],
    ['us-east-1', 25, 4500],
  ] as const)('the quota of %s cannot fill the pool in three minutes', ([region, rate, most]) => {
    expect(errorsOf(poolOn({ region }, most))).toEqual([]);
    expect(errorsOf(poolOn({ region }, most + 1))).toEqual([
      `[demo/kiosk] invalid size: ${most + 1} sessions at ${rate} per second, the default quota of ${region}, take 181 ` +
        'seconds, and a session lives for 180: the first would have expired before the last is there. Make the pool no ' +
        `larger than ${most}, or have the quota of the account raised and declare a FacelivenessProvider with ` +
        'maxRequestsPerSecond',
    ]);
  });

  test('the rate of the faceliveness provider cannot fill the pool in three minutes', () => {
    const errorsAt = (size: number) =>
      errorsOf((stack) => {
        new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1', maxRequestsPerSecond: 10 });
        poolOn({ region: 'eu-west-1' }, size)(stack);
      });
    expect(errorsAt(1800)).toEqual([]);
    expect(errorsAt(1801)).toEqual([
      expect.stringContaining('1801 sessions at 10 per second, maxRequestsPerSecond, take'),
    ]);
  });

  test('the key is in another region than the sessions', () => {
    const arn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, 'kiosk', { encryptionKey: LivenessImageKey.fromKeyArn(stack, 'key', arn) });
    });
    expect(errors).toEqual([
      `[demo/kiosk] regions differ: the key ${arn} is in "us-east-1" and the sessions are in "eu-west-1", but KMS encrypts ` +
        'only in the region of a key. Use a key in the region of the sessions',
    ]);
  });

  test('a key that is looked up by its alias or by a data source is in another region than the sessions', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
      const found = new DataAwsKmsKey(stack, 'found', { keyId: 'alias/faces', provider: usa });
      new LivenessSessionPool(stack, 'front', {
        encryptionKey: LivenessImageKey.fromAliasName(stack, 'by-alias', 'faces', usa),
      });
      new LivenessSessionPool(stack, 'back', { encryptionKey: LivenessImageKey.fromDataSource(stack, 'key', found) });
    });
    expect(errors).toEqual([
      expect.stringMatching(
        /^\[demo\/front\] regions differ: the key demo\/by-alias\S* is in "us-east-1" and the sessions are in "eu-west-1"/,
      ),
      expect.stringContaining('[demo/back] regions differ: the key demo/key is in "us-east-1" and the sessions are in'),
    ]);
  });

  test('a bucket that is looked up, or whose region is given, is in another region than the sessions', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
      const found = new DataAwsS3Bucket(stack, 'found', { bucket: 'faces', provider: usa });
      new LivenessSessionPool(stack, 'front', { bucket: LivenessImageBucket.fromDataSource(stack, 'faces', found) });
      const attributes = { bucketName: 'visitors', region: 'ap-northeast-1' };
      const visitors = LivenessImageBucket.fromBucketAttributes(stack, 'visitors', attributes);
      new LivenessSessionPool(stack, 'back', { bucket: visitors });
    });
    expect(errors).toEqual([
      expect.stringContaining(
        '[demo/front] regions differ: the bucket demo/faces is in "us-east-1" and the sessions are',
      ),
      expect.stringContaining('[demo/back] regions differ: the bucket demo/visitors is in "ap-northeast-1" and the'),
    ]);
  });

  test('an override gives the bucket or the key a region of its own, as with AWS provider 6', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const { bucket, encryptionKey } = new LivenessSessionPool(stack, 'kiosk');
      bucket.resource?.addOverride('region', 'us-east-1');
      encryptionKey.resource?.addOverride('region', 'us-west-2');
    });
    expect(errors.filter((error) => error.startsWith('[demo/kiosk]'))).toEqual([
      expect.stringContaining(
        'the bucket demo/kiosk/Storage/Bucket is in "us-east-1" and the sessions are in "eu-west-1"',
      ),
      expect.stringContaining('the key demo/kiosk/Storage/Key is in "us-west-2" and the sessions are in "eu-west-1"'),
    ]);
  });

  test('the storage is in another region than the sessions', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
      const storage = new LivenessImageStorage(stack, 'images');
      new LivenessSessionPool(stack, 'kiosk', { storage, awsProvider: usa });
    });
    expect(errors).toEqual([
      '[demo/kiosk] regions differ: the bucket demo/images/Bucket is in "eu-west-1" and the sessions are in "us-east-1", ' +
        'but the service writes images only to a bucket in the region of the sessions. Use one there',
      '[demo/kiosk] regions differ: the key demo/images/Key is in "eu-west-1" and the sessions are in "us-east-1", but ' +
        'KMS encrypts only in the region of a key. Use a key in the region of the sessions',
    ]);
  });

  test('the storage is in another region, and another stack, than the sessions', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const storage = new LivenessImageStorage(stack, 'images');
      const other = new TerraformStack(stack.node.root, 'other');
      new AwsProvider(other, 'aws', { region: 'us-east-1' });
      new LivenessSessionPool(other, 'kiosk', { storage });
    });
    expect(errors).toEqual([
      expect.stringContaining('[other/kiosk] regions differ: the bucket demo/images/Bucket is in "eu-west-1"'),
      expect.stringContaining('[other/kiosk] regions differ: the key demo/images/Key is in "eu-west-1"'),
    ]);
  });

  test.for(['eu-west', 'Ireland', 'us-east-2', 'us-gov-west-1'])('the region is %s', (region) => {
    expect(errorsOf(poolOn({ region }))).toEqual([expect.stringContaining(`not offered in the region "${region}"`)]);
  });
});

describe('synthesis succeeds when', () => {
  test('a key and a bucket are looked up in the region of the sessions', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'us-east-1' });
      const europe = new AwsProvider(stack, 'aws-europe', { region: 'eu-west-1', alias: 'europe' });
      const found = new DataAwsS3Bucket(stack, 'found', { bucket: 'faces', provider: europe });
      new LivenessSessionPool(stack, 'kiosk', {
        encryptionKey: LivenessImageKey.fromAliasName(stack, 'key', 'faces', europe),
        bucket: LivenessImageBucket.fromDataSource(stack, 'faces', found),
        awsProvider: europe,
      });
    });
    expect(errors).toEqual([]);
  });

  test.for(FACE_LIVENESS_REGIONS)('both providers are in %s', (region) => {
    const errors = errorsOf((stack) => {
      new bindings.FacelivenessProvider(stack, 'live', { region });
      poolOn({ region })(stack);
    });
    expect(errors).toEqual([]);
  });

  test.for<[string, string | undefined]>([
    [reference('var.region'), 'eu-west-1'],
    ['eu-west-1', reference('var.region')],
    ['us-east-1', undefined],
  ])('it is not known whether the regions %s and %s differ', ([awsRegion, region]) => {
    const errors = errorsOf((stack) => {
      new TerraformVariable(stack, 'region', {});
      new bindings.FacelivenessProvider(stack, 'live', { region });
      poolOn({ region: awsRegion })(stack);
    });
    expect(errors).toEqual([]);
  });

  test('skipRegionValidation accepts an unknown region', () => {
    const errors = errorsOf((stack) => {
      new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-central-1', skipRegionValidation: true });
      poolOn({ region: 'eu-central-1' })(stack);
    });
    expect(errors).toEqual([]);
  });
});

describe('a warning', () => {
  test.for<[string | undefined, string | undefined, string, string]>([
    ['eu-west-1', undefined, 'demo/live', 'demo/aws'],
    [undefined, 'eu-west-1', 'demo/aws', 'demo/live'],
  ])('says that only one provider has a region: %s and %s', ([awsRegion, region, silent, other]) => {
    const warnings = warningsOf((stack) => {
      new bindings.FacelivenessProvider(stack, 'live', { region });
      poolOn({ region: awsRegion })(stack);
    });
    expect(warnings).toEqual([
      `the provider ${silent} takes its region from the environment, and ${other} does not; the bucket must be in the ` +
        'region of the sessions. Give both the same region',
    ]);
  });

  test.for([{}, { region: 'eu-west-1' }])('is not given for an added provider', (config) => {
    expect(warningsOf(poolOn(config))).toEqual([]);
  });

  test('says that a region is unknown', () => {
    expect(errorsOf(poolOn({ region: 'eu-east-1' }))).toEqual([]);
    expect(warningsOf(poolOn({ region: 'eu-east-1' }))).toEqual([
      'it is not known whether Face Liveness is offered in the region "eu-east-1" of the provider demo/aws; regions with ' +
        `Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. If it is, declare a FacelivenessProvider with ` +
        'skipRegionValidation; otherwise its plan will fail',
    ]);
    const declared = warningsOf((stack) => {
      new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-east-1', skipRegionValidation: true });
      poolOn({ region: 'eu-east-1' })(stack);
    });
    expect(declared).toEqual([]);
  });
});

describe('accounts', () => {
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
});
