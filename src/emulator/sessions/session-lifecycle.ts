import type { AuditImage } from '../../liveness/get-session-results';
import type { Caller } from '../auth/authorizer';
import { type FaceImage, faceImage } from '../images/face-image';
import { type ImageStore, ImageStoreError, type WriterCredentials } from '../images/image-store';
import { type CompleteCheckOptions, challengeOf, requireCompletion } from './complete-session-options';
import type { CheckResults, Session, Sessions } from './sessions';

const DEFAULT_CONFIDENCE = 99.5;

/** Checks without a face: they end as they are told to, and leave behind what the service does. */
export class Checks {
  constructor(
    private readonly sessions: Sessions,
    /** Where images go; undefined where there is no S3 to write to. */
    private readonly images: ImageStore | undefined,
    private readonly credentialsOf: (creator: Caller) => WriterCredentials,
  ) {}

  /** Begins a check. @throws SessionStateError */
  start(session: Session): void {
    this.sessions.begin(session);
  }

  /**
   * Completes a check: its images are written, and its session has succeeded.
   *
   * @throws SessionStateError for a session whose check can't be finished any more
   * @throws InvalidInputError for options that make no sense
   * @throws ImageStoreError when an image can't be written; the session has failed then
   */
  async complete(session: Session, options: CompleteCheckOptions = {}): Promise<void> {
    requireCompletion(options);
    this.sessions.handIn(session);
    let results: CheckResults;
    try {
      results = await this.results(session, options);
    } catch (error) {
      // Without its images, nothing can be made of the check.
      if (this.sessions.has(session)) this.sessions.conclude(session, 'FAILED', {});
      throw error;
    }
    this.sessions.conclude(session, 'SUCCEEDED', results);
  }

  /** Ends a check that came to nothing: its session has failed. @throws SessionStateError */
  fail(session: Session): void {
    this.sessions.handIn(session);
    this.sessions.conclude(session, 'FAILED', {});
  }

  private async results(session: Session, options: CompleteCheckOptions): Promise<CheckResults> {
    const limit = session.request.Settings?.AuditImagesLimit ?? 0;
    const count = Math.min(limit, options.auditImages ?? limit);
    const person = Number.parseInt(session.id.slice(0, 8), 16);
    const drawn = Array.from({ length: count + 1 }, (_, index) => faceImage(person, index));
    const [reference, ...audit] = await this.stored(session, drawn);
    return {
      Confidence: options.confidence ?? DEFAULT_CONFIDENCE,
      ReferenceImage: reference,
      AuditImages: audit,
      Challenge: challengeOf(session.request, options.challenge),
    };
  }

  /** The images as the results have them: where they were written, or, without a bucket, their bytes. */
  private async stored(session: Session, drawn: readonly FaceImage[]): Promise<AuditImage[]> {
    const { KmsKeyId, Settings } = session.request;
    const { OutputConfig } = Settings ?? {};
    if (OutputConfig === undefined) {
      return drawn.map(({ base64, boundingBox }) => ({ Bytes: base64, BoundingBox: boundingBox }));
    }
    if (this.images === undefined) {
      throw new ImageStoreError(
        'NoEndpoint',
        `session ${session.id} has its images written to the bucket ${OutputConfig.S3Bucket}, and the emulator does not know ` +
          "where S3 is. Start it with --s3-endpoint and the URL of moto's server or the like",
      );
    }
    const folder = `${OutputConfig.S3KeyPrefix ?? ''}${session.id}/`;
    const objects = await this.images.write(
      {
        bucket: OutputConfig.S3Bucket,
        region: session.owner.region,
        kmsKeyId: KmsKeyId,
        credentials: this.credentialsOf(session.owner),
      },
      drawn.map(({ jpeg }, index) => ({ name: `${folder}${index === 0 ? 'reference' : `audit-${index}`}.jpg`, jpeg })),
    );
    return objects.map((object, index) => ({ S3Object: object, BoundingBox: drawn[index]?.boundingBox }));
  }
}
