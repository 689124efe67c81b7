import { CHALLENGE_TYPES, type ChallengeType } from '../liveness/create-session-request';
import type { AuditImage } from '../liveness/get-session-results';
import type { Caller } from './authorization';
import { type FaceImage, faceImage } from './images/face-image';
import { type ImageStore, ImageStoreError, type WriterCredentials } from './images/image-store';
import type { CheckResults, Session, Sessions } from './sessions';

/** How a check ends. */
export interface CompleteCheckOptions {
  /**
   * How sure the service is that a live person was there, 0 to 100. A low one is what an attempt to deceive gets: its check
   * is complete all the same. Default: 99.5.
   */
  readonly confidence?: number;
  /** The challenge that was played. Default: the one that the session prefers, or the service's own choice. */
  readonly challenge?: { readonly type: ChallengeType; readonly version: string };
  /** How many audit images were made. Default, and at most: as many as the session allows. */
  readonly auditImages?: number;
}

const DEFAULT_CONFIDENCE = 99.5;
const DEFAULT_VERSION = '1.0.0';

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
   * @throws RangeError for a confidence that makes no sense
   * @throws ImageStoreError when an image can't be written; the session has failed then
   */
  async complete(session: Session, options: CompleteCheckOptions = {}): Promise<void> {
    requireConfidence(options.confidence);
    this.sessions.handIn(session);
    try {
      this.sessions.conclude(session, 'SUCCEEDED', await this.results(session, options));
    } catch (error) {
      // Without its images, nothing can be made of the check.
      if (session.progress === 'handed in') this.sessions.conclude(session, 'FAILED', {});
      throw error;
    }
  }

  /** Ends a check that came to nothing: its session has failed. @throws SessionStateError */
  fail(session: Session): void {
    this.sessions.handIn(session);
    this.sessions.conclude(session, 'FAILED', {});
  }

  private async results(session: Session, options: CompleteCheckOptions): Promise<CheckResults> {
    const limit = session.request.Settings?.AuditImagesLimit ?? 0;
    const count = Math.min(limit, options.auditImages ?? limit);
    const digits = session.id.replaceAll('-', '');
    // One person in one place, a little further on in each image.
    const drawn = Array.from({ length: count + 1 }, (_, index) =>
      faceImage(digits.slice(0, 5) + digits.slice(5 + index)),
    );
    const [reference, ...audit] = await this.stored(session, drawn);
    return {
      Confidence: options.confidence ?? DEFAULT_CONFIDENCE,
      ReferenceImage: reference,
      AuditImages: audit,
      Challenge: challengeOf(session, options),
    };
  }

  /** The images as the results have them: where they were written, or, without a bucket, their bytes. */
  private async stored(session: Session, drawn: readonly FaceImage[]): Promise<AuditImage[]> {
    const { KmsKeyId, Settings } = session.request;
    const { OutputConfig } = Settings ?? {};
    if (OutputConfig === undefined) {
      return drawn.map(({ jpeg, boundingBox }) => ({ Bytes: jpeg.toString('base64'), BoundingBox: boundingBox }));
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

function requireConfidence(confidence: number | undefined): void {
  if (confidence === undefined || (confidence >= 0 && confidence <= 100)) return;
  throw new RangeError(`confidence must be a number from 0 to 100, not ${confidence}`);
}

function challengeOf({ request }: Session, { challenge }: CompleteCheckOptions): CheckResults['Challenge'] {
  if (challenge !== undefined) return { Type: challenge.type, Version: challenge.version };
  const [preferred] = request.Settings?.ChallengePreferences ?? [];
  const { Minimum, Maximum } = preferred?.Versions ?? {};
  return { Type: preferred?.Type ?? CHALLENGE_TYPES[0], Version: Maximum ?? Minimum ?? DEFAULT_VERSION };
}
