import { DeleteObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { DeployedPool } from './cdktf';

/** An image in the bucket. */
export interface StoredImage {
  readonly name: string;
  readonly encryption: string | undefined;
  readonly keyArn: string | undefined;
}

/** Lists and removes the images of a pool in S3. */
export class Images {
  private readonly client: S3Client;

  constructor(endpoint: string, region: string) {
    this.client = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  /** The images under the prefix of a pool. */
  async under({ bucket, imagePrefix }: DeployedPool): Promise<StoredImage[]> {
    const images: StoredImage[] = [];
    for (const name of await this.names(bucket, imagePrefix)) {
      const head = await this.client.send(new HeadObjectCommand({ Bucket: bucket, Key: name }));
      images.push({ name, encryption: head.ServerSideEncryption, keyArn: head.SSEKMSKeyId });
    }
    return images;
  }

  /** Removes the images under the prefix of a pool. */
  async remove({ bucket, imagePrefix }: DeployedPool): Promise<void> {
    for (const name of await this.names(bucket, imagePrefix)) {
      await this.client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name }));
    }
  }

  private async names(bucket: string, prefix: string): Promise<string[]> {
    const { Contents = [] } = await this.client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    return Contents.map(({ Key = '' }) => Key);
  }
}
