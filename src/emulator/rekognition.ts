import type { IncomingHttpHeaders } from 'node:http';
import { isFaceLivenessRegion } from '../liveness/regions';
import { authorize, type Caller } from './authorization';
import type { CallLog, OperationName } from './call-log';
import type { Faults } from './faults/faults';
import { type CallResult, struck } from './faults/struck';
import type { Operation } from './operations/operation';
import type { Quotas } from './quotas';
import { isThrottle, type QuotaError, quotaError } from './throttle-errors';
import { type Answer, AWS_JSON, AwsError, frameworkError, jsonAnswer, xmlError } from './wire';

/** A request as it came over HTTP. */
export interface Request {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

const TARGET_PREFIX = 'RekognitionService.';

/**
 * The service behind its protocol: requests in, answers out, no sockets.
 *
 * A request is examined in the order in which AWS JSON services do it: protocol, JSON, operation, signature, region,
 * rate, and then what it asks for. Faults hit what is in order so far as to be counted against the rate.
 */
export class Rekognition {
  constructor(
    private readonly operations: Readonly<Record<OperationName, Operation>>,
    private readonly calls: CallLog,
    private readonly quotas: Quotas,
    private readonly quotaError: QuotaError,
    private readonly faults: Faults,
  ) {}

  /** Answers a request, with an error where AWS would; never throws because of what the request holds. */
  answer(request: Request): Answer {
    try {
      requireProtocol(request);
      const body = parse(request.body);
      return this.call(this.operationOf(request.headers), request.headers, body);
    } catch (error) {
      if (error instanceof AwsError) {
        return error.answer;
      }
      throw error;
    }
  }

  private call(name: OperationName, headers: IncomingHttpHeaders, body: unknown): Answer {
    try {
      const { answer, outcome } = this.perform(name, headers, body);
      this.calls.record(name, outcome);
      return answer;
    } catch (error) {
      this.calls.record(name, 'failed');
      throw error;
    }
  }

  private perform(name: OperationName, headers: IncomingHttpHeaders, body: unknown): CallResult {
    const caller = authorize(headers);
    if (!isFaceLivenessRegion(caller.region)) {
      // The real body has no message in this case, and clients have to make sense of that.
      throw frameworkError('AccessDeniedException');
    }
    const fault = this.faults.strike(name);
    return fault === undefined
      ? this.carryOut(name, caller, body)
      : struck(fault, () => this.carryOut(name, caller, body));
  }

  private carryOut(name: OperationName, caller: Caller, body: unknown): CallResult {
    try {
      if (!this.quotas.admit(name, caller)) throw quotaError(this.quotaError);
      return { answer: jsonAnswer(200, this.operations[name](caller, body)), outcome: 'succeeded' };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { answer: error.answer, outcome: isThrottle(error) ? 'throttled' : 'failed' };
    }
  }

  private operationOf(headers: IncomingHttpHeaders): OperationName {
    const target = headers['x-amz-target'];
    const name = Object.keys(this.operations).find((each) => target === TARGET_PREFIX + each);
    if (name === undefined) {
      throw frameworkError('UnknownOperationException');
    }
    return name as OperationName;
  }
}

function requireProtocol({ method, headers }: Request): void {
  if (method !== 'POST') {
    const message = 'Unable to determine service/operation name to be authorized';
    throw xmlError('AccessDeniedException', 403, message);
  }
  const [contentType = ''] = (headers['content-type'] ?? '').split(';');
  if (contentType.trim().toLowerCase() !== AWS_JSON) {
    throw xmlError('UnknownOperationException', 404);
  }
}

/** The body as JSON: an object, or a list, which the operation's shape then refuses. */
function parse(body: Uint8Array): object {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw frameworkError('SerializationException');
  }
  if (typeof value !== 'object' || value === null) {
    throw frameworkError('SerializationException');
  }
  return value;
}
