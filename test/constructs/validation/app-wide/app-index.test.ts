import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Aspects, TerraformStack, Testing } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessImageBucket, LivenessImageKey } from '../../../../src/constructs';
import { errorsOf, REGION } from '../../support';

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
