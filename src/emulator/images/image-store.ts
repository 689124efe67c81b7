import type { S3Object } from '../../liveness/get-session-results';

/** The region of a session, and the credentials of its creator, whose permissions the service uses. */
export interface Writer {
  readonly region: string;
  readonly credentials: WriterCredentials;
}

/** The bucket, key and credentials to write images with. */
export interface ImageTarget extends Writer {
  readonly bucket: string;
  /** A KMS key's id, ARN or alias. Default: the bucket's encryption applies. */
  readonly kmsKeyId?: string | undefined;
}

/** Credentials in the form of AWS's clients. */
export interface WriterCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Stores images. */
export interface ImageStore {
  /**
   * Writes images.
   *
   * @throws ImageStoreError when an image cannot be written
   */
  write(target: ImageTarget, images: readonly NamedImage[]): Promise<S3Object[]>;
}

export interface NamedImage {
  /** The object key. */
  readonly name: string;
  readonly jpeg: Uint8Array;
}

/** Images cannot be written. The message has the error of S3 or KMS. */
export class ImageStoreError extends Error {
  constructor(
    /** The error's name, such as `NoSuchBucket`. */
    readonly code: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'ImageStoreError';
  }
}
