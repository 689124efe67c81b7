import type { Authorizer } from '../auth/authorizer';
import type { SignedRequest } from '../auth/signature';
import type { Answer } from '../protocol/answer';
import { operationNameIn } from '../protocol/operations';
import type { Clock } from '../sessions/emulator-clock';

/** A request to the service, without its body, its secrets and the ids of sessions. */
export interface LoggedRequest {
  /** The emulator's time at its end. */
  readonly time: Date;
  /** Default: the request names no operation of Rekognition. */
  readonly operation?: string;
  /** The account that its signature names, whether the signature is valid or not. Default: it has none that can be read. */
  readonly account?: string;
  /** The region that its signature names. */
  readonly region?: string;
  /** The HTTP status; of a websocket, that of the same answer over HTTP. Default: the connection was cut. */
  readonly status?: number;
  /** The type of the error that it was answered with, such as `SessionNotFoundException`. Default: none. */
  readonly error?: string;
  /** The time that the answer took, in milliseconds. */
  readonly durationMs: number;
}

/** The requests that are kept. */
const KEPT_REQUESTS = 100;

/** The outcome of a request. */
export type RequestOutcome = Pick<LoggedRequest, 'status' | 'error'>;

/** Keeps the last requests, and tells each to a listener. */
export class RequestLog {
  private readonly kept: LoggedRequest[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly authorizer: Pick<Authorizer, 'claimedCaller'>,
    private readonly listener: ((request: LoggedRequest) => void) | undefined,
  ) {}

  /** Begins to measure a request. @returns the function that is told the outcome */
  begin(request: SignedRequest, operation = operationNameIn(request.headers)): (outcome: RequestOutcome) => void {
    const begun = performance.now();
    return (outcome) => {
      this.add({
        time: new Date(this.clock()),
        ...(operation !== undefined && { operation }),
        ...this.authorizer.claimedCaller(request),
        ...outcome,
        durationMs: Math.round((performance.now() - begun) * 10) / 10,
      });
    };
  }

  /** The last 100 requests, oldest first. */
  last(): readonly LoggedRequest[] {
    return [...this.kept];
  }

  private add(request: LoggedRequest): void {
    this.kept.push(request);
    if (this.kept.length > KEPT_REQUESTS) this.kept.shift();
    try {
      this.listener?.(request);
    } catch (error) {
      // The request is answered even if the listener fails.
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}

/** The outcome that an answer tells its client. */
export function outcomeOf({ status, body, delivery }: Answer): RequestOutcome {
  if (delivery?.cut !== undefined) return {};
  if (status < 400) return { status };
  const text = typeof body === 'string' ? body : Buffer.from(body.subarray(0, 1000)).toString('latin1');
  const [, json, xml] = /"__type"\s*:\s*"(?:[^"#]*#)?([\w.]+)"|^<(\w+)/.exec(text) ?? [];
  const error = json ?? xml;
  return { status, ...(error !== undefined && { error }) };
}
