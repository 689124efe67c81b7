import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Object } from '../../liveness/get-session-results';
import { type ImageStore, ImageStoreError, type ImageTarget, type NamedImage } from './image-store';

/** How long S3 or KMS may take to connect and to answer, in milliseconds. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 10_000 };

/** Where S3 and KMS are. */
export interface S3ImageStoreOptions {
  /** URL of S3, such as moto's. */
  readonly s3Endpoint: string;
  /** URL of KMS. */
  readonly kmsEndpoint: string;
}

/**
 * Writes images through S3's API, as the service does: in the name of the one who created the session, into a bucket of the
 * session's region, encrypted with the session's key.
 */
export class S3ImageStore implements ImageStore {
  constructor(private readonly options: S3ImageStoreOptions) {}

  async write(target: ImageTarget, images: readonly NamedImage[]): Promise<S3Object[]> {
    // Loaded on first use: most runs of the emulator finish no check.
    const { S3Client } = await import('./aws-clients');
    const client = new S3Client({
      endpoint: this.options.s3Endpoint,
      // Host names of buckets do not resolve on loopback.
      forcePathStyle: true,
      region: target.region,
      credentials: target.credentials,
      maxAttempts: 2,
      requestHandler: TIMEOUTS,
    });
    try {
      await this.requireRegion(client, target);
      if (target.kmsKeyId !== undefined) await this.requireKey(target, target.kmsKeyId);
      const written: S3Object[] = [];
      for (const image of images) written.push(await put(client, target, image));
      return written;
    } finally {
      client.destroy();
    }
  }

  /** S3 serves a bucket in its own region only, which a server on one address can't show by itself. */
  private async requireRegion(client: S3Client, { bucket, region }: ImageTarget): Promise<void> {
    const { HeadBucketCommand } = await import('./aws-clients');
    const found = await asStoreError(`the bucket ${bucket}`, client.send(new HeadBucketCommand({ Bucket: bucket })));
    if (found.BucketRegion === undefined || found.BucketRegion === region) return;
    throw new ImageStoreError(
      'PermanentRedirect',
      `the bucket ${bucket} is in ${found.BucketRegion} and the session in ${region}; the service writes only to a bucket ` +
        'in the region of the session. Use a bucket there',
    );
  }

  /** S3 has KMS make a data key in the name of the writer. A server that stands in for S3 may not, so it is tried here. */
  private async requireKey({ region, credentials }: ImageTarget, kmsKeyId: string): Promise<void> {
    const { GenerateDataKeyCommand, KMSClient } = await import('./aws-clients');
    const client = new KMSClient({
      endpoint: this.options.kmsEndpoint,
      ...{ region, credentials, maxAttempts: 2, requestHandler: TIMEOUTS },
    });
    try {
      const command = new GenerateDataKeyCommand({ KeyId: kmsKeyId, KeySpec: 'AES_256' });
      await asStoreError(`the key ${kmsKeyId}`, client.send(command));
    } finally {
      client.destroy();
    }
  }
}

async function put(client: S3Client, target: ImageTarget, { name, jpeg }: NamedImage): Promise<S3Object> {
  const { PutObjectCommand } = await import('./aws-clients');
  const { bucket, kmsKeyId } = target;
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: name,
    Body: jpeg,
    ContentType: 'image/jpeg',
    ...(kmsKeyId === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }),
  });
  const { VersionId } = await asStoreError(`${name} in the bucket ${bucket}`, client.send(command));
  return { Bucket: bucket, Name: name, ...(VersionId === undefined ? {} : { Version: VersionId }) };
}

async function asStoreError<T>(what: string, sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    const { name, message } = error as Error;
    const status = statusOf(error);
    const code = NAMELESS.has(name) ? (CODES.get(status ?? 0) ?? name) : name;
    throw new ImageStoreError(code, `${what}: ${code}: ${message}${status === undefined ? '' : ` (HTTP ${status})`}`, {
      cause: error,
    });
  }
}

/** What the client calls errors that it was not told the name of. */
const NAMELESS: ReadonlySet<string> = new Set([
  'Unknown',
  'UnknownError',
  'NotFound',
  'Forbidden',
  '403',
  'SyntaxError',
]);

/** What a status means where the answer says no more: one to HEAD has no body, and moto refuses KMS in S3's words. */
const CODES: ReadonlyMap<number, string> = new Map([
  [403, 'AccessDenied'],
  [404, 'NoSuchBucket'],
]);

/** The status of an answer, also of one that the client could not read. */
function statusOf(error: unknown): number | undefined {
  const { $metadata, $response } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}
