import type { LivenessOutputConfig } from '../../liveness/create-session-request';
import type { AuditImage } from '../../liveness/get-session-results';
import type { Caller } from '../auth/authorizer';
import { type FaceImage, faceImage } from '../images/face-image';
import { type ImageStore, ImageStoreError, type WriterCredentials } from '../images/image-store';
import type { KmsKeys } from '../images/kms-keys';
import { imageOf, type SessionImage } from '../images/session-image';
import {
  type CompleteSessionOptions,
  challengeOf,
  feedbackOf,
  requireCompleteSessionOptions,
} from './complete-session-options';
import type { Scenario } from './scenario';
import type { Session, SessionResults, Sessions } from './sessions';

const DEFAULT_CONFIDENCE = 99.5;

/** Moves sessions through their lifecycle without a face, and leaves the results and images that the service would leave. */
export class SessionLifecycle {
  constructor(
    private readonly sessions: Sessions,
    /** The store of images; undefined without an S3 endpoint. */
    private readonly images: ImageStore | undefined,
    /** The keys of sessions; undefined without a KMS endpoint. */
    private readonly keys: KmsKeys | undefined,
    private readonly credentialsOf: (creator: Caller) => WriterCredentials,
  ) {}

  /** Starts a session. @throws SessionStateError unless it is CREATED */
  start(session: Session): void {
    this.sessions.start(session);
  }

  /** Ends a session as its scenario says, without its connection and delays. @throws as `complete` does */
  async end(session: Session, { disconnect, delayMs, ...results }: Scenario): Promise<void> {
    await this.complete(session, results);
  }

  /**
   * Completes a session: writes its images, and the session has SUCCEEDED, or FAILED if the options say so.
   *
   * @throws SessionStateError unless it is CREATED or IN_PROGRESS
   * @throws InvalidInputError for invalid options
   * @throws ImageStoreError when an image cannot be written; the session has FAILED then
   */
  async complete(session: Session, options: CompleteSessionOptions = {}): Promise<void> {
    requireCompleteSessionOptions(options);
    if (options.fails) {
      this.fail(session);
      return;
    }
    this.sessions.beginEnd(session);
    let results: SessionResults;
    try {
      results = await this.results(session, options);
    } catch (error) {
      if (this.sessions.has(session)) this.sessions.end(session, 'FAILED', {});
      throw error;
    }
    this.sessions.end(session, 'SUCCEEDED', results);
  }

  /** Fails a session. @throws SessionStateError unless it is CREATED or IN_PROGRESS */
  fail(session: Session): void {
    this.sessions.beginEnd(session);
    this.sessions.end(session, 'FAILED', {});
  }

  private async results(session: Session, options: CompleteSessionOptions): Promise<SessionResults> {
    const { noReferenceImage = false, sdkType } = options;
    const images = await this.stored(session, imagesOf(session, options));
    return {
      Confidence: options.confidence ?? DEFAULT_CONFIDENCE,
      ...(noReferenceImage ? {} : { ReferenceImage: images.shift() }),
      AuditImages: images,
      Challenge: challengeOf(session.request, options.challenge),
      Feedback: feedbackOf(options.feedback),
      ...(sdkType === undefined ? {} : { Metadata: { SDKType: sdkType } }),
    };
  }

  /** The images in the form of the results: the objects they were written to or, without a bucket, their bytes. */
  private async stored(session: Session, images: readonly NamedFace[]): Promise<AuditImage[]> {
    const { id, owner, request } = session;
    const { KmsKeyId, Settings } = request;
    const { OutputConfig } = Settings ?? {};
    const store = OutputConfig === undefined ? undefined : this.storeFor(id, OutputConfig);
    const writer = { region: owner.region, credentials: this.credentialsOf(owner) };
    // AWS names the images as what the key encrypts, and not the bucket, so the key has to be usable without a bucket as well.
    if (KmsKeyId !== undefined) await this.keys?.requireUsable(KmsKeyId, writer);
    if (OutputConfig === undefined || store === undefined) {
      return images.map(({ base64, boundingBox }) => ({ Bytes: base64, BoundingBox: boundingBox }));
    }
    const folder = `${OutputConfig.S3KeyPrefix ?? ''}${id}/`;
    const objects = await store.write(
      { ...writer, bucket: OutputConfig.S3Bucket, kmsKeyId: KmsKeyId },
      images.map(({ name, jpeg }) => ({ name: `${folder}${name}.jpg`, jpeg })),
    );
    return objects.map((object, index) => ({ S3Object: object, BoundingBox: images[index]?.boundingBox }));
  }

  private storeFor(id: string, { S3Bucket }: LivenessOutputConfig): ImageStore {
    if (this.images !== undefined) return this.images;
    throw new ImageStoreError(
      'NoEndpoint',
      `session ${id} stores its images in the bucket ${S3Bucket}, and the emulator has no S3 endpoint. Start it with ` +
        "--s3-endpoint and the URL of an S3 server, such as moto's",
    );
  }
}

/** An image with its file's name, without extension. */
interface NamedFace extends FaceImage {
  readonly name: string;
}

/** The images of a session that is completed, the reference image first if there is one. */
function imagesOf({ id, request }: Session, options: CompleteSessionOptions): NamedFace[] {
  const { referenceImage = {}, noReferenceImage = false } = options;
  const limit = request.Settings?.AuditImagesLimit ?? 0;
  const audit = options.auditImages?.slice(0, limit) ?? Array.from({ length: limit }, () => ({}));
  const person = Number.parseInt(id.slice(0, 8), 16);
  const named = (image: SessionImage, index: number, name: string): NamedFace => ({
    ...imageOf(image, () => faceImage(person, index)),
    name,
  });
  return [
    ...(noReferenceImage ? [] : [named(referenceImage, 0, 'reference')]),
    ...audit.map((image, index) => named(image, index + 1, `audit-${index + 1}`)),
  ];
}
