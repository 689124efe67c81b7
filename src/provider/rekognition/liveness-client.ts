import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import type { SessionStatus } from '../../liveness/session';

/** Face Liveness in one region, as data sources use it. */
export interface LivenessClient {
  readonly region: string;
  /** Whether nothing may be sent to AWS: then neither of the calls below may be made. */
  readonly preview: boolean;
  /** What tells the account and the endpoint of this client from others, as far as that is known without a call. */
  readonly scope: readonly string[];
  /** The rate to which the calls of each operation are held. */
  readonly maxRequestsPerSecond: number;

  /**
   * Creates a session, or gets the one that was created with the same token before.
   *
   * @returns the session's id
   * @throws ServiceCallError when the service refuses, or can't be reached within the timeouts and retries
   */
  createSession(request: CreateFaceLivenessSessionRequest, signal: AbortSignal): Promise<string>;

  /**
   * Gets what is known of a session.
   *
   * @returns undefined when there is no such session in the region: it expired with its data, or never was there
   * @throws ServiceCallError when the service refuses, or can't be reached within the timeouts and retries
   */
  getSessionResults(sessionId: string, signal: AbortSignal): Promise<SessionResults | undefined>;
}

/** What is known of a session. A session that nobody has finished has a status only. */
export interface SessionResults {
  readonly status: SessionStatus;
  /** How sure the service is that a live person was there, 0 to 100. */
  readonly confidence: number | undefined;
  readonly challenge: { readonly type: string; readonly version: string } | undefined;
  readonly referenceImage: SessionImage | undefined;
  readonly auditImages: readonly SessionImage[];
}

/** An image of a session, without its content: that is biometric data, and must not reach a Terraform state. */
export interface SessionImage {
  /** Where the service wrote the image, when the session has a bucket. */
  readonly s3Object:
    | { readonly bucket: string; readonly name: string; readonly version: string | undefined }
    | undefined;
  /** Where the face is, as ratios of the image's width and height. */
  readonly boundingBox:
    | { readonly width: number; readonly height: number; readonly left: number; readonly top: number }
    | undefined;
  /** What tells one image from another, when the service sent its bytes. */
  readonly bytes: { readonly length: number; readonly sha256: string } | undefined;
}

/** A call to the service that failed for good, in words for Terraform's user. */
export class ServiceCallError extends Error {
  constructor(
    /** What happened, in a few words. */
    readonly summary: string,
    /** What to do about it. */
    readonly detail: string,
    cause: unknown,
  ) {
    super(summary, { cause });
  }
}
