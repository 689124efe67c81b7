import type { S3Object } from '../../liveness/get-session-results';

/** Where an image is to be written, and as whom. */
export interface ImageTarget {
  readonly bucket: string;
  readonly region: string;
  /** A key's id, ARN or alias. Default: the bucket decides. */
  readonly kmsKeyId?: string | undefined;
  /** Who created the session, in whose name the service writes. */
  readonly credentials: WriterCredentials;
}

/** Credentials as AWS's clients take them. */
export interface WriterCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Where images go. */
export interface ImageStore {
  /**
   * Writes images, by their names in the bucket.
   *
   * @throws ImageStoreError when one can't be written
   */
  write(target: ImageTarget, images: readonly NamedImage[]): Promise<S3Object[]>;
}

export interface NamedImage {
  readonly name: string;
  readonly jpeg: Uint8Array;
}

/** Images could not be written, for a reason that S3 or KMS gave. */
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
