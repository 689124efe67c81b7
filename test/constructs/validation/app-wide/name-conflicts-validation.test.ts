import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Aspects, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  LivenessImageBucket,
  LivenessImageKey,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
} from '../../../../src/constructs';
import { errorsOf, REGION, reference } from '../../support';

function errorsWith(build: (stack: TerraformStack, other: TerraformStack) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack, new TerraformStack(stack.node.root, 'other'));
  });
}

describe('two buckets of one name', () => {
  test('fail in one stack, once', () => {
    const errors = errorsWith((stack) => {
      new LivenessSessionPool(stack, 'front', { bucketName: 'faces' });
      new LivenessSessionPool(stack, 'back', { bucketName: 'faces' });
    });
    expect(errors).toEqual(
      expect.arrayContaining([
        '[demo/back/Storage/Bucket] two buckets of one name: this one and demo/front/Storage/Bucket/Resource are both named ' +
          '"faces", and all of AWS shares one namespace for these. To have one bucket for both, pass it as bucket, or its ' +
          'LivenessImageStorage as storage',
      ]),
    );
    expect(errors.filter((error) => error.includes('two buckets'))).toHaveLength(1);
  });

  test('fail in two stacks and two regions', () => {
    const errors = errorsWith((stack, other) => {
      new AwsProvider(other, 'aws', { region: 'us-east-1' });
      const bucketName = 'faces';
      new LivenessImageBucket(stack, 'b', { bucketName, encryptionKey: new LivenessImageKey(stack, 'k') });
      new LivenessImageBucket(other, 'b', { bucketName, encryptionKey: new LivenessImageKey(other, 'k') });
    });
    expect(errors).toEqual([
      expect.stringContaining('[other/b] two buckets of one name: this one and demo/b/Resource'),
    ]);
  });

  test('fail when the other is not of the library, and later', () => {
    const errors = errorsWith((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { bucketName: 'faces' });
      new S3Bucket(stack, 'mine', { bucket: 'faces' });
    });
    expect(errors).toEqual([expect.stringContaining('two buckets of one name: this one and demo/mine are both named')]);
  });

  test('are no error when Terraform knows them, or one exists', () => {
    const errors = errorsWith((stack) => {
      const encryptionKey = new LivenessImageKey(stack, 'k');
      for (const id of ['a', 'b']) {
        new LivenessImageBucket(stack, id, { bucketName: reference('var.x'), encryptionKey });
        LivenessImageBucket.fromBucketName(stack, `existing-${id}`, 'faces');
      }
      new LivenessImageBucket(stack, 'c', { bucketName: 'faces', encryptionKey });
    });
    expect(errors).toEqual([]);
  });
});

describe('two aliases of one name', () => {
  const MESSAGE =
    /^\[\w+\/second\] two aliases of one name: this key and demo\/first\/Alias both have the alias "alias\/faces"/;

  test.for(['faces', 'alias/faces'])('fail when the second is %s', (alias) => {
    const errors = errorsWith((stack) => {
      new LivenessImageKey(stack, 'first', { alias: 'faces' });
      new LivenessImageKey(stack, 'second', { alias });
    });
    expect(errors).toEqual([expect.stringMatching(MESSAGE)]);
  });

  test('fail in two stacks of one account and region', () => {
    const errors = errorsWith((stack, other) => {
      new AwsProvider(other, 'aws', { region: REGION, defaultTags: [{ tags: { team: 'doors' } }] });
      new LivenessImageKey(stack, 'first', { alias: 'faces' });
      new LivenessImageKey(other, 'second', { alias: 'faces' });
    });
    expect(errors).toEqual([expect.stringMatching(MESSAGE)]);
  });

  test('fail when the other is not of the library', () => {
    const errors = errorsWith((stack) => {
      new LivenessImageKey(stack, 'key', { alias: 'faces' });
      new KmsAlias(stack, 'mine', { name: 'alias/faces', targetKeyId: 'x' });
    });
    expect(errors).toEqual([expect.stringContaining('this key and demo/mine both have the alias "alias/faces"')]);
  });

  test.for([
    { region: 'us-east-1' },
    { region: REGION, profile: 'other' },
    { region: REGION, assumeRole: [{ roleArn: 'arn:aws:iam::444455556666:role/x' }] },
  ])('are no error with the provider %o', (config) => {
    const errors = errorsWith((stack, other) => {
      new AwsProvider(other, 'aws', config);
      new LivenessImageKey(stack, 'first', { alias: 'faces' });
      new LivenessImageKey(other, 'second', { alias: 'faces' });
    });
    expect(errors).toEqual([]);
  });
});

describe('outputs', () => {
  function errorsBeside(output: string, props: LivenessSessionPoolProps = {}): string[] {
    return errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      new TerraformOutput(stack, 'mine', { value: 'mine' }).overrideLogicalId(output);
      new LivenessSessionPool(stack, 'kiosk', props);
    });
  }

  test('synthesis fails when the stack has an output with the name of one of the pool', () => {
    expect(errorsBeside('kiosk_bucket')).toEqual([
      '[demo/kiosk] two outputs of one name: demo/mine is named "kiosk_bucket", as an output of this pool, and a stack has one ' +
        'of each name. Give it another id, or leave those of the pool out with outputs: false',
    ]);
  });

  test('other outputs, and those beside a pool without outputs, are no error', () => {
    expect(errorsBeside('kiosk')).toEqual([]);
    expect(errorsBeside('kiosk_bucket', { outputs: false })).toEqual([]);
  });
});

describe('the index of an app', () => {
  /** How often the name of a bucket in the first of several stacks is read in a synthesis. */
  function readsIn(stacks: number): number {
    let reads = 0;
    class CountedBucket extends S3Bucket {
      override get bucketInput() {
        reads += 1;
        return super.bucketInput;
      }
    }
    const app = Testing.app();
    for (let n = 0; n < stacks; n += 1) {
      const stack = new TerraformStack(app, `stack-${n}`);
      new AwsProvider(stack, 'aws', { region: REGION });
      if (n === 0) new CountedBucket(stack, 'counted', { bucket: 'counted' });
      new LivenessImageBucket(stack, 'bucket', { encryptionKey: new LivenessImageKey(stack, 'key') });
    }
    app.synth();
    return reads;
  }

  test('an element is read as often in an app of many stacks as in one of few', () => {
    expect(readsIn(6)).toBe(readsIn(2));
  });

  test('changes by the Aspects of each stack are seen, in stacks before and after', () => {
    const errors = errorsOf((stack) => {
      const after = new TerraformStack(stack.node.root, 'after');
      for (const each of [stack, after]) {
        new AwsProvider(each, 'aws', { region: REGION });
        new LivenessImageBucket(each, 'bucket', { encryptionKey: new LivenessImageKey(each, 'key') });
        Aspects.of(each).add({
          visit: (node) => {
            if (node instanceof S3Bucket) node.bucket = 'faces';
          },
        });
      }
    });
    expect(errors).toEqual([
      expect.stringContaining('[after/bucket] two buckets of one name: this one and demo/bucket/Resource'),
    ]);
  });
});
