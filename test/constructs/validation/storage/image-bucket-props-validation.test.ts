import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { LivenessImageStorage, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, REGION, reference } from '../../support';

function errorsWith(bucketName: string): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessImageStorage(stack, 'images', { bucketName });
  });
}

describe('a valid bucket name', () => {
  test.for([
    'abc',
    'a'.repeat(63),
    '0-0',
    'faces.of.visitors',
    'a--b',
    'a.-b',
    '1.2.3',
    '192.168.5.4.5',
    '192.168.5.a',
    'axn--b',
    's3alias',
    'x-s3',
    'mrap',
    'my-plan',
    reference('var.environment'),
    `Faces_${reference('var.environment')}`,
  ])('%s', (name) => {
    expect(errorsWith(name)).toEqual([]);
  });
});

describe('synthesis fails for a bucket named', () => {
  test.for([
    ['', 'is empty'],
    ['ab', 'has 2 characters'],
    ['a', 'has 1 character'],
    ['a'.repeat(64), 'has 64 characters'],
    ['Faces', 'contains "F"'],
    ['faces_of_Visitors', 'contains "_" and "V"'],
    ['faces of visitors', 'contains " "'],
    ['-faces', 'starts with "-"'],
    ['.faces', 'starts with "."'],
    ['faces-', 'ends with "-"'],
    ['faces.', 'ends with "."'],
    ['my..faces', 'has two dots side by side'],
    ['192.168.5.4', 'looks like an IP address'],
    ['999.168.5.4', 'looks like an IP address'],
    ['xn--faces', 'starts with "xn--", which S3 keeps to itself'],
    ['sthree-faces', 'starts with "sthree-", which S3 keeps to itself'],
    ['sthree-configurator', 'starts with "sthree-", which S3 keeps to itself'],
    ['amzn-s3-demo-faces', 'starts with "amzn-s3-demo-", which S3 keeps to itself'],
    ['faces-s3alias', 'ends with "-s3alias", which S3 keeps to itself'],
    ['faces--ol-s3', 'ends with "--ol-s3", which S3 keeps to itself'],
    ['faces.mrap', 'ends with ".mrap", which S3 keeps to itself'],
    ['faces--x-s3', 'ends with "--x-s3", which S3 keeps to itself'],
    ['faces--table-s3', 'ends with "--table-s3", which S3 keeps to itself'],
    ['-Á', 'has 2 characters, contains "Á" and starts with "-"'],
    ['My..Faces-', 'contains "M" and "F", ends with "-" and has two dots side by side'],
  ] as const)('%s', ([name, clauses]) => {
    expect(errorsWith(name)).toEqual([
      `[demo/images/Bucket] invalid bucketName: "${name.length > 63 ? `${name.slice(0, 63)}…` : name}" ${clauses}; the name of a bucket is 3 to 63 lower-case letters, ` +
        'digits, dots and hyphens, of which the first and the last are a letter or a digit. Change it, or leave it out ' +
        'to have one made up',
    ]);
  });
});

test('a bucket name that only Terraform knows, in whole or in part, is not checked', () => {
  const errors = errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    const { stringValue } = new TerraformVariable(stack, 'name', { type: 'string' });
    new LivenessImageStorage(stack, 'whole', { bucketName: stringValue });
    new LivenessImageStorage(stack, 'part', { bucketName: `Faces_${stringValue}` });
  });
  expect(errors).toEqual([]);
});

test('an invalid bucket name of a pool is reported once, together with other errors', () => {
  const errors = errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessSessionPool(stack, 'kiosk', { bucketName: 'Faces', size: -1 });
  });
  expect(errors).toEqual([
    expect.stringContaining('[demo/kiosk] invalid size'),
    expect.stringContaining('[demo/kiosk/Storage/Bucket] invalid bucketName: "Faces" contains "F"'),
  ]);
});

describe('access logs', () => {
  function errorsWith(logsBucketIn: (stack: TerraformStack) => string): string[] {
    return errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const serverAccessLogsBucketName = logsBucketIn(stack);
      new LivenessImageStorage(stack, 'images', { bucketName: 'faces', serverAccessLogsBucketName });
    });
  }

  test.for<[string, (stack: TerraformStack) => string, string]>([
    ['the bucket itself', () => 'faces', 'demo/images'],
    ['another one, by its name', (stack) => new LivenessImageStorage(stack, 'b').bucket.bucketName, 'demo/b'],
  ])('synthesis fails when access logs go to a bucket for images: %s', ([, logsBucketIn, storage]) => {
    expect(errorsWith(logsBucketIn)).toEqual([
      `[demo/images/Bucket] invalid serverAccessLogsBucketName: it is that of ${storage}/Bucket/Resource, a bucket for images, and ` +
        'S3 writes no access logs to a bucket that encrypts with a KMS key. Name another one',
    ]);
  });

  test('access logs can go to another bucket of the app', () => {
    expect(errorsWith((stack) => new S3Bucket(stack, 'logs', { bucket: 'logs-of-all' }).id)).toEqual([]);
  });
});
