import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import type { SessionStatus } from '../../liveness/session';

/** The client of Face Liveness in one region. */
export interface LivenessClient {
  readonly region: string;
  /** Whether no request is sent to AWS. If true, the methods must not be called. */
  readonly preview: boolean;
  /** The greatest rate of each operation. */
  readonly maxRequestsPerSecond: number;

  /**
   * Creates a session, or returns the one that was created with the same token before.
   *
   * @returns the session's id
   * @throws ServiceCallError if the service refuses, or cannot be reached within the timeouts and retries
   */
  createSession(request: CreateFaceLivenessSessionRequest, signal: AbortSignal): Promise<string>;

  /**
   * Gets the status and the results of a session.
   *
   * @returns undefined for a session that does not exist in the region: it was never created, or its data expired
   * @throws ServiceCallError if the service refuses, or cannot be reached within the timeouts and retries
   */
  getSessionResults(sessionId: string, signal: AbortSignal): Promise<SessionResults | undefined>;
}

/** The status and the results of a session. An unfinished session has a status only. */
export interface SessionResults {
  readonly status: SessionStatus;
  /** Confidence that a live person was present, 0 to 100. */
  readonly confidence: number | undefined;
  readonly challenge: { readonly type: string; readonly version: string } | undefined;
  readonly referenceImage: SessionImage | undefined;
  readonly auditImages: readonly SessionImage[];
  /** Conditions in the video that lowered the confidence. */
  readonly feedback: readonly { readonly code: string; readonly message: string }[];
  /** The SDK that streamed the video, in the words of that client. */
  readonly sdkType: string | undefined;
}

/** An image of a session without its bytes, which are biometric data and must not enter a Terraform state. */
export interface SessionImage {
  /** The object that holds the image, if the session has a bucket. */
  readonly s3Object:
    | { readonly bucket: string; readonly name: string; readonly version: string | undefined }
    | undefined;
  /** The box around the face, as ratios of the image's width and height. */
  readonly boundingBox:
    | { readonly width: number; readonly height: number; readonly left: number; readonly top: number }
    | undefined;
  /** Identifies the bytes, if the service sent them. */
  readonly bytes: { readonly length: number; readonly sha256: string } | undefined;
}

/** A call that failed after all retries, in words for Terraform's user. */
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
