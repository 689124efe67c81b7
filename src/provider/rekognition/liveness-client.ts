import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';

/** Face Liveness in one region, as data sources use it. */
export interface LivenessClient {
  readonly region: string;
  /**
   * Creates a session, or gets the one that was created with the same token before.
   *
   * @returns the session's id
   * @throws ServiceCallError when the service refuses, or can't be reached within the timeouts and retries
   */
  createSession(request: CreateFaceLivenessSessionRequest, signal: AbortSignal): Promise<string>;
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
