import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Object } from '../../liveness/get-session-results';
import { type ImageStore, ImageStoreError, type ImageTarget, type NamedImage } from './image-store';
import {
  type AwsClients,
  answerOf,
  awsClients,
  configuration,
  DEFAULT_TIMEOUT_SECONDS,
  quietly,
} from './service-calls';
import type { AskedService } from './store-failure';

export interface S3ImageStoreOptions {
  /** URL of S3, such as moto's. */
  readonly s3Endpoint: string;
  /** Time for S3 to connect, and to answer. Default: 10. */
  readonly timeoutSeconds?: number;
}

/**
 * Writes images through S3's API as the service does: with the permissions of the session's creator, to a bucket in the
 * session's region, encrypted with the session's key.
 */
export class S3ImageStore implements ImageStore {
  private readonly s3: AskedService;

  constructor({ s3Endpoint, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS }: S3ImageStoreOptions) {
    this.s3 = { name: 'S3', endpoint: s3Endpoint, option: 's3Endpoint (--s3-endpoint)', timeoutSeconds };
  }

  async write(target: ImageTarget, images: readonly NamedImage[]): Promise<S3Object[]> {
    const aws = await awsClients();
    // On loopback, host names of buckets do not resolve.
    const client = quietly(() => new aws.S3Client({ ...configuration(this.s3, target), forcePathStyle: true }));
    try {
      await this.requireRegion(aws, client, target);
      const written: S3Object[] = [];
      for (const image of images) written.push(await this.put(aws, client, target, image));
      return written;
    } finally {
      client.destroy();
    }
  }

  /** S3 serves a bucket only in its region; a server on one address does not enforce that. */
  private async requireRegion(aws: AwsClients, client: S3Client, { bucket, region }: ImageTarget): Promise<void> {
    const head = client.send(new aws.HeadBucketCommand({ Bucket: bucket }));
    const found = await answerOf(`the bucket ${bucket}`, this.s3, head);
    if (found.BucketRegion === undefined || found.BucketRegion === region) return;
    throw new ImageStoreError(
      'PermanentRedirect',
      `the bucket ${bucket} is in ${found.BucketRegion} and the session in ${region}; the service writes only to a bucket ` +
        'in the region of the session. Use a bucket in that region',
    );
  }

  private async put(
    aws: AwsClients,
    client: S3Client,
    { bucket, kmsKeyId }: ImageTarget,
    { name, jpeg }: NamedImage,
  ): Promise<S3Object> {
    const command = new aws.PutObjectCommand({
      Bucket: bucket,
      Key: name,
      Body: jpeg,
      ContentType: 'image/jpeg',
      ...(kmsKeyId === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }),
    });
    const { VersionId } = await answerOf(`${name} in the bucket ${bucket}`, this.s3, client.send(command));
    return { Bucket: bucket, Name: name, ...(VersionId === undefined ? {} : { Version: VersionId }) };
  }
}
