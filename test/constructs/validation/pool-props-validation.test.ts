import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { describe, expect, test } from 'vitest';
import { ChallengeType, LivenessSessionPool, type LivenessSessionPoolProps } from '../../../src/constructs';
import { errorsOf, REGION, reference } from '../support';

function errorsWith(props: LivenessSessionPoolProps): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessSessionPool(stack, 'kiosk', props);
  });
}

const type = ChallengeType.FACE_MOVEMENT;

describe('a pool is synthesized with', () => {
  test.for<[string, LivenessSessionPoolProps]>([
    ['no session', { size: 0 }],
    ['as many sessions as the region fills in three minutes', { size: 900 }],
    ['the smallest limit of audit images', { auditImagesLimit: 0 }],
    ['the largest limit of audit images', { auditImagesLimit: 4 }],
    ['an empty prefix', { keyPrefix: '', imagePrefix: '' }],
    ['the longest prefix', { keyPrefix: '', imagePrefix: 'x'.repeat(950) }],
    ['a name with blanks', { name: 'front door' }],
    [
      'references that are written into the values',
      {
        imagePrefix: reference('var.prod ? "a/" : "b/"'),
        challengePreferences: [{ type, versions: { minimum: reference('var.version') } }],
      },
    ],
    ['no preference', { challengePreferences: [] }],
    ['the same version twice', { challengePreferences: [{ type, versions: { minimum: '1.0.0', maximum: '1.0.0' } }] }],
    [
      'versions of several digits',
      { challengePreferences: [{ type, versions: { minimum: '2.0.0', maximum: '10.0.0' } }] },
    ],
    ['a maximum alone', { challengePreferences: [{ type, versions: { maximum: '999.999.999' } }] }],
  ])('%s', ([, props]) => {
    expect(errorsWith(props)).toEqual([]);
  });
});

describe('synthesis fails when', () => {
  test.for<[string, LivenessSessionPoolProps, string]>([
    [
      'the size is negative',
      { size: -1 },
      'invalid size: -1 was given; the size of a pool is a whole number of 0 or more. Change it to one',
    ],
    [
      'the size is not whole',
      { size: 1.5 },
      'invalid size: 1.5 was given; the size of a pool is a whole number of 0 or more. Change it to one',
    ],
    [
      'the name is empty',
      { name: '' },
      'invalid name: "" is empty; the tokens of the sessions are derived from it. Give it a value, or leave it out',
    ],
    [
      'the prefix has a blank',
      { imagePrefix: 'liveness/my images/' },
      expect.stringContaining(
        'invalid imagePrefix: "liveness/my images/" contains whitespace; an S3 key prefix is at most 950 characters without whitespace. Remove the whitespace',
      ),
    ],
    [
      'the prefix is too long',
      { keyPrefix: 'x', imagePrefix: 'x'.repeat(951) },
      expect.stringMatching(
        /^\[demo\/kiosk\] invalid imagePrefix: "x+…" has 951 characters; .+ Shorten it by 1 character$/,
      ),
    ],
    [
      'too many audit images are wanted',
      { auditImagesLimit: 5 },
      'invalid auditImagesLimit: 5 is too large; an audit images limit is a whole number from 0 to 4. Use 4 or less',
    ],
    [
      'a part of an audit image is wanted',
      { auditImagesLimit: 0.5 },
      expect.stringContaining('invalid auditImagesLimit: 0.5 is not a whole number'),
    ],
    [
      'the challenge is unknown',
      { challengePreferences: [{ type }, { type: 'Blink' as ChallengeType }] },
      expect.stringContaining('invalid challengePreferences[1].type: "Blink" is not a challenge type'),
    ],
    [
      'a version is malformed',
      { challengePreferences: [{ type, versions: { minimum: '1.0' } }] },
      'invalid challengePreferences[0].versions.minimum: "1.0" does not have the form of a challenge version; a challenge version is three numbers from 0 to 999, without leading zeros, with dots between them. Write it like 1.0.0',
    ],
    [
      'versions are in the wrong order',
      { challengePreferences: [{ type, versions: { minimum: '2.0.0', maximum: '1.0.0' } }] },
      'invalid challengePreferences[0].versions: the minimum version 2.0.0 is higher than the maximum version 1.0.0. Lower the minimum or raise the maximum',
    ],
  ])('%s', ([, props, message]) => {
    expect(errorsWith(props)).toEqual([typeof message === 'string' ? `[demo/kiosk] ${message}` : message]);
  });

  test.for([
    ['1', '1'],
    ['Ö', ''],
  ])('the id is %s, which is not a valid name in Terraform', ([id = '', name]) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, id);
    });
    expect(errors).toEqual([
      `[demo/${id}] invalid id: Terraform would call the pool "${name}", and a name there starts with a letter from A to Z ` +
        'or an underscore. Change the id to start with one',
    ]);
  });

  test('the size is above the maximum', () => {
    const [error] = errorsWith({ size: 100_001 });
    expect(error).toBe(
      '[demo/kiosk] invalid size: 100001 was given; the size of a pool is 100000 or less: a session lives for 180 seconds, ' +
        'so the first would have expired before the last is there. Lower it',
    );
  });

  test('several props of several pools are invalid, and all errors are reported', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
      new LivenessSessionPool(stack, 'kiosk', { size: -1, imagePrefix: 'liveness/a b', auditImagesLimit: 5 });
      new LivenessSessionPool(stack, 'gate', { bucketName: 'x' });
    });
    expect(errors.map((line) => line.split(':')[0]?.split(' in the region')[0])).toEqual([
      '[demo/kiosk] invalid size',
      '[demo/kiosk] invalid imagePrefix',
      '[demo/kiosk] invalid auditImagesLimit',
      '[demo/kiosk] Face Liveness is not offered',
      '[demo/gate] Face Liveness is not offered',
      '[demo/gate/Storage/Bucket] invalid bucketName',
    ]);
  });
});
