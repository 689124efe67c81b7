import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Object } from '../../liveness/get-session-results';
import { type ImageStore, ImageStoreError, type ImageTarget, type NamedImage } from './image-store';
import { type AskedService, storeFailure } from './store-failure';

/** The endpoints of S3 and KMS. */
export interface S3ImageStoreOptions {
  /** URL of S3, such as moto's. */
  readonly s3Endpoint: string;
  /** URL of KMS. */
  readonly kmsEndpoint: string;
  /** Time for each of them to connect, and to answer. Default: 10. */
  readonly timeoutSeconds?: number;
}

type AwsClients = typeof import('./aws-clients');

/**
 * Writes images through S3's API as the service does: with the permissions of the session's creator, to a bucket in the
 * session's region, encrypted with the session's key.
 */
export class S3ImageStore implements ImageStore {
  private readonly s3: AskedService;
  private readonly kms: AskedService;

  constructor({ s3Endpoint, kmsEndpoint, timeoutSeconds = 10 }: S3ImageStoreOptions) {
    this.s3 = { name: 'S3', endpoint: s3Endpoint, option: 's3Endpoint (--s3-endpoint)', timeoutSeconds };
    this.kms = { name: 'KMS', endpoint: kmsEndpoint, option: 'kmsEndpoint (--kms-endpoint)', timeoutSeconds };
  }

  async write(target: ImageTarget, images: readonly NamedImage[]): Promise<S3Object[]> {
    // Loaded on first use: most runs of the emulator complete no session.
    const aws = await import('./aws-clients');
    // On loopback, host names of buckets do not resolve.
    const client = quietly(() => new aws.S3Client({ ...configuration(this.s3, target), forcePathStyle: true }));
    try {
      await this.requireRegion(aws, client, target);
      if (target.kmsKeyId !== undefined) await this.requireKey(aws, target, target.kmsKeyId);
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

  /** S3 requests a data key from KMS with the writer's permissions. Other S3 servers may not, so this requests one. */
  private async requireKey(aws: AwsClients, target: ImageTarget, kmsKeyId: string): Promise<void> {
    const client = quietly(() => new aws.KMSClient(configuration(this.kms, target)));
    const subject = `the key ${kmsKeyId}`;
    try {
      const command = new aws.GenerateDataKeyCommand({ KeyId: kmsKeyId, KeySpec: 'AES_256' });
      await answerOf(subject, this.kms, client.send(command));
      const state = await this.keyState(aws, client, subject, kmsKeyId);
      if (state === undefined || state === 'Enabled') return;
      throw new ImageStoreError(
        state === 'Disabled' ? 'DisabledException' : 'KMSInvalidStateException',
        `${subject} is in the state ${state}; images are encrypted only with a key in the state Enabled. Enable it, or use another`,
      );
    } finally {
      client.destroy();
    }
  }

  /**
   * The state of a key, because moto creates data keys with a key in any state.
   *
   * @returns undefined for a writer who can use the key but not describe it, which the service accepts
   */
  private async keyState(
    aws: AwsClients,
    client: KMSClient,
    subject: string,
    KeyId: string,
  ): Promise<string | undefined> {
    try {
      const { KeyMetadata } = await answerOf(subject, this.kms, client.send(new aws.DescribeKeyCommand({ KeyId })));
      return KeyMetadata?.KeyState;
    } catch (error) {
      if (error instanceof ImageStoreError && error.code.startsWith('AccessDenied')) return undefined;
      throw error;
    }
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

function configuration({ endpoint, timeoutSeconds }: AskedService, { region, credentials }: ImageTarget) {
  const milliseconds = timeoutSeconds * 1000;
  return {
    endpoint,
    region,
    credentials,
    // A second attempt would double the time.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: milliseconds,
      requestTimeout: milliseconds,
      // By default, the client only warns.
      throwOnRequestTimeout: true,
      // For an answer that stalls.
      socketTimeout: milliseconds,
      // By default, NODE_TLS_REJECT_UNAUTHORIZED decides.
      httpsAgent: { rejectUnauthorized: true },
    },
  };
}

async function answerOf<T>(subject: string, service: AskedService, sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    throw storeFailure(subject, service, error);
  }
}

/** Makes a client without the SDK's warning about Node's version, which is not for users of the emulator. */
function quietly<T>(make: () => T): T {
  const { env } = process;
  const before = env[ADVICE_DISABLED];
  env[ADVICE_DISABLED] = 'true';
  try {
    return make();
  } finally {
    if (before === undefined) delete env[ADVICE_DISABLED];
    else env[ADVICE_DISABLED] = before;
  }
}

const ADVICE_DISABLED = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';
