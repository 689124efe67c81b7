import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { Lazy, type TerraformProvider, type TerraformResource, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { BucketGuard } from '../../bindings/providers/faceliveness/bucket-guard';
import { provideLiveness } from '../providers/provide-liveness';
import { argumentOf } from '../validation/app-wide/targets';
import type { ILivenessImageBucket, ILivenessImageKey } from './interfaces';
import { protectionOf } from './protection';

/** Properties of a guard. */
interface GuardProps {
  readonly encryptionKey: ILivenessImageKey;
  readonly awsProvider?: TerraformProvider | undefined;
}

/**
 * Adds the guard of a bucket. It depends on the bucket and on everything that protects it, so Terraform destroys it first,
 * and it refuses while there are images.
 *
 * It also compares the regions of the two providers, which can differ where the stack is a module that gets its providers
 * from outside: a condition of the data source of a pool would delay its read.
 */
export function guardBucket(bucket: Construct & ILivenessImageBucket, { encryptionKey, awsProvider }: GuardProps) {
  const { fqn: region } = new DataAwsRegion(bucket, 'Region', { provider: awsProvider });
  const guard = new BucketGuard(bucket, 'Guard', {
    bucket: bucket.bucketName,
    // As the bucket is written, after Aspects and overrides.
    forceDestroy: Lazy.anyValue({ produce: () => bucket.resource && argumentOf(bucket.resource, 'force_destroy') }),
    dependsOn: ofStackOf(bucket, [
      ...protectionOf(bucket, encryptionKey),
      bucket.logging,
      encryptionKey.resource,
      encryptionKey.alias,
    ]),
    lifecycle: {
      postcondition: [
        {
          // The id is the region in all versions of the AWS provider.
          condition: `\${self.region == ${region}.id}`,
          errorMessage:
            `The bucket is in \${${region}.id}, the region of the provider aws, and the provider faceliveness is in ` +
            `\${self.region}: sessions could not write to the bucket. Give both providers the same region. A module gets ` +
            'both, under the same alias: providers = { aws = aws.x, faceliveness = faceliveness.x }.',
        },
      ],
    },
  });
  provideLiveness(guard, awsProvider);
  return guard;
}

/** Terraform knows dependencies within a stack only. */
function ofStackOf(bucket: Construct & ILivenessImageBucket, resources: ReadonlyArray<TerraformResource | undefined>) {
  const stack = TerraformStack.of(bucket);
  return resources.filter((resource) => resource !== undefined && TerraformStack.of(resource) === stack) as [];
}
