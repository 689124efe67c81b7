import { S3_BUCKET } from '../../liveness/create-session-request';
import { bool, DiagnosticError, type Schema, type StateOf, string, Unknown } from '../../plugin';
import { regionName, regionNameError } from '../arguments/region';
import { hasShape, shapeErrorOf } from '../arguments/shape-validator';
import { type AwsClients, resource } from '../configuration/aws-clients';

const schema = {
  description:
    'Stops the destruction of a bucket that holds images while everything that protects the bucket is still there. ' +
    'Terraform destroys what a resource depends on after the resource itself: make the guard depend on the bucket and on ' +
    'all that protects it (bucket policy, encryption, versioning, public access block, lifecycle rules, the key with its ' +
    'policy and alias). When the guard is destroyed or replaced, it lists one version of the bucket, and refuses if there ' +
    'is an object, an old version or a delete marker, or if it cannot know. That needs the permission ' +
    '`s3:ListBucketVersions`; nothing else calls AWS. A check that is running can still write images after the guard has ' +
    'looked: wait three minutes after the last check before you destroy a bucket.',
  attributes: {
    bucket: string.required({
      requiresReplace: true,
      description:
        'Name of the bucket. Take it from the `id` of an `aws_s3_bucket`, so that a replacement of the bucket, also by ' +
        '`-replace`, replaces the guard first.',
      validators: [hasShape(S3_BUCKET)],
    }),
    force_destroy: bool.optional({
      description:
        'Whether the guard lets a bucket with images go. It must be applied before the destruction, as the argument of ' +
        'the same name of `aws_s3_bucket`, which deletes the images. Default: false.',
    }),
    region: string.optionalComputed({
      requiresReplace: true,
      description: 'AWS region of the bucket. Default: the region of the provider.',
      validators: [regionName],
    }),
  },
} as const satisfies Schema;

type GuardState = StateOf<typeof schema.attributes>;

/** What DeleteObjects takes, from the answer of ListObjectVersions, in the query language of the AWS CLI. */
const VERSIONS = '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}}';

/** `resource "faceliveness_bucket_guard"`: refuses to be destroyed while its bucket holds images. */
export const bucketGuard = resource({
  schema,

  // A region that is not known yet updates the guard. If it turns out to be another one, Terraform stops at that change, and
  // the next plan is a replacement; to plan one already would be in the way of every apply while there are images.
  modifyPlan: ({ config }, { client: clients }) => ({
    region: config.region ?? clients.region ?? new Unknown(),
  }),

  create: async (config, { client: clients }) => withRegion(config, clients),

  update: async (config, { client: clients }) => withRegion(config, clients),

  async delete({ bucket, force_destroy: isForced, region }, { client: clients, signal }) {
    if (isForced) return;
    try {
      const client = await clients.s3(region);
      const content = await client.look(bucket, signal);
      if (content === 'nothing') return;
      throw new DiagnosticError('The bucket is not empty', `It holds ${content}.`);
    } catch (error) {
      throw error instanceof DiagnosticError ? refusal(bucket, region, error) : error;
    }
  },

  /** The id is the name of the bucket, or `NAME@REGION` as hashicorp/aws has it. */
  async import(id, { client: clients, diagnostics }) {
    const [bucket = '', region = clients.region ?? '', ...others] = id.split('@');
    if (others.length > 0 || id.endsWith('@')) {
      throw new DiagnosticError(
        'Invalid id',
        `${JSON.stringify(id)} is not the id of a guard, which is the name of its bucket, or NAME@REGION for a bucket ` +
          'in another region than that of the provider. Import one of these.',
      );
    }
    const bucketError = shapeErrorOf(S3_BUCKET, bucket);
    if (bucketError) diagnostics.error('Invalid bucket', bucketError);
    const regionError = regionNameError(region);
    if (regionError) diagnostics.error(regionError.summary, regionError.detail);
    return { bucket, force_destroy: null, region };
  },
});

/** The arguments as the state has them. */
function withRegion(config: GuardState, clients: AwsClients): GuardState {
  return { ...config, region: config.region ?? clients.region ?? null };
}

/** The reason, and the ways to go on. Indented lines are not wrapped by Terraform. */
function refusal(bucket: string, region: string | null, { summary, detail }: DiagnosticError): DiagnosticError {
  const place = `--bucket ${bucket}${region === null ? '' : ` --region ${region}`}`;
  return new DiagnosticError(
    summary,
    `The guard of the bucket ${JSON.stringify(bucket)} stays, and with it everything that it depends on. ${detail}

To go on, do one of these:
  - Empty the bucket, including old versions and delete markers. In a Unix shell, this command deletes up to
    1,000 of them; repeat it until none is left:
      aws s3api list-object-versions ${place} --max-items 1000 --output json --query '${VERSIONS}' | aws s3api delete-objects ${place} --delete file:///dev/stdin
  - Delete the images with the bucket: set force_destroy = true in the guard and in the aws_s3_bucket, apply that, and
    destroy afterwards.
  - Keep the bucket without a guard: replace the block of the guard, called NAME here, by a removed block, or run
    terraform state rm faceliveness_bucket_guard.NAME:
      removed {
        from = faceliveness_bucket_guard.NAME
        lifecycle {
          destroy = false
        }
      }`,
  );
}
