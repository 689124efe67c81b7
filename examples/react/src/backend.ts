/** Calls of the application's own backend, in `server`. */

/** A session for one Face Liveness check. */
export interface LivenessSession {
  readonly sessionId: string;
  readonly region: string;
}

/** The backend's judgement of a check. */
export interface Verdict {
  /** Whether the backend takes the user for a live person. */
  readonly live: boolean;
  /** The service's confidence, 0 to 100. Missing if the check has no result. */
  readonly confidence?: number;
  /** The session's status, such as `SUCCEEDED`. */
  readonly status: string;
}

/** Temporary credentials that allow StartFaceLivenessSession and nothing else. */
export interface BrowserCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export async function createSession(): Promise<LivenessSession> {
  return (await call('POST', '/api/sessions')) as LivenessSession;
}

export async function fetchVerdict(sessionId: string): Promise<Verdict> {
  return (await call('GET', `/api/sessions/${encodeURIComponent(sessionId)}/verdict`)) as Verdict;
}

export async function fetchCredentials(): Promise<BrowserCredentials> {
  const { expiration, ...credentials } = (await call('GET', '/api/credentials')) as BrowserCredentials & {
    readonly expiration?: string;
  };
  return { ...credentials, ...(expiration && { expiration: new Date(expiration) }) };
}

async function call(method: string, path: string): Promise<unknown> {
  const response = await fetch(path, { method, signal: AbortSignal.timeout(20_000) });
  const body = (await response.json()) as { readonly error?: string };
  if (!response.ok) throw new Error(body.error ?? `the backend answered with status ${response.status}`);
  return body;
}
