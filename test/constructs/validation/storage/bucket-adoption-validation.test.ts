import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

type Adopt = (pool: LivenessSessionPool, stack: TerraformStack) => void;

function errorsWith(bucketName: string | undefined, adopt: Adopt): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    adopt(new LivenessSessionPool(stack, 'kiosk', { bucketName }), stack);
  });
}

const WAYS: ReadonlyArray<readonly [string, Adopt]> = [
  ['importFrom', ({ bucket }) => bucket.resource?.importFrom('faces')],
  [
    'an import block',
    ({ bucket: { resource } }, stack) =>
      stack.addOverride('import', [{ to: `aws_s3_bucket.${resource?.friendlyUniqueId}`, id: 'faces' }]),
  ],
];

test.for(WAYS)('synthesis fails when a bucket is imported with %s and has no name', ([, adopt]) => {
  expect(errorsWith(undefined, adopt)).toEqual([
    '[demo/kiosk/Storage/Bucket] invalid bucketName: "faces" is imported, but none was given, so Terraform would destroy ' +
      'the imported bucket and make another one. Give the name of the imported bucket',
  ]);
});

test.for(WAYS)('synthesis fails when a bucket is imported with %s and has another name', ([, adopt]) => {
  expect(errorsWith('other', adopt)).toEqual([
    expect.stringContaining('invalid bucketName: "faces" is imported, but "other" was given'),
  ]);
});

test('synthesis fails when a bucket without a name is imported by an id that only Terraform knows', () => {
  const errors = errorsWith(undefined, ({ bucket }, stack) =>
    bucket.resource?.importFrom(new TerraformVariable(stack, 'id', {}).stringValue),
  );
  expect(errors).toEqual([expect.stringContaining('invalid bucketName: a bucket is imported, but none was given')]);
});

test.for(WAYS)('a bucket of the same name can be imported with %s, and a key', ([, adopt]) => {
  const errors = errorsWith('faces', (pool, stack) => {
    adopt(pool, stack);
    pool.encryptionKey.resource?.importFrom('1234abcd-12ab-34cd-56ef-1234567890ab');
  });
  expect(errors).toEqual([]);
});

test('a bucket with a name can be imported by an id that only Terraform knows, or with its region', () => {
  expect(errorsWith('faces', ({ bucket }) => bucket.resource?.importFrom('faces@eu-west-1'))).toEqual([]);
  const errors = errorsWith('faces', ({ bucket }, stack) =>
    bucket.resource?.importFrom(new TerraformVariable(stack, 'id', {}).stringValue),
  );
  expect(errors).toEqual([]);
});
