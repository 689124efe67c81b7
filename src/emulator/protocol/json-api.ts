import type { IncomingHttpHeaders } from 'node:http';
import { isFaceLivenessRegion } from '../../liveness/regions';
import type { Authorizer, Caller } from '../auth/authorizer';
import { isSigned } from '../auth/signature';
import type { Faults } from '../faults/faults';
import type { Quotas } from '../faults/quotas';
import { type CallResult, struck } from '../faults/apply-fault';
import { isThrottle, type QuotaError, quotaError } from '../faults/throttle-errors';
import { type Answer, AWS_JSON, AwsError, frameworkError, jsonAnswer, xmlError } from './answer';
import type { CallLog, OperationName } from './call-counts';
import { crossOriginHeaders, isPreflight } from './cross-origin';
import type { Operation } from './operation';

/** A request as it came over HTTP. */
export interface Request {
  readonly method: string;
  /** The path and the query, as in the request line. */
  readonly path: string;
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
    private readonly authorizer: Authorizer,
    private readonly quotas: Quotas,
    private readonly quotaError: QuotaError,
    private readonly faults: Faults,
  ) {}

  /** Answers a request, with an error where AWS would; never throws because of what the request holds. */
  async answer(request: Request): Promise<Answer> {
    const answer: Answer = isPreflight(request)
      ? { status: 200, contentType: 'text/plain', body: '' }
      : await this.answerTo(request);
    return { ...answer, headers: { ...answer.headers, ...crossOriginHeaders(request) } };
  }

  private async answerTo(request: Request): Promise<Answer> {
    try {
      requireProtocol(request);
      // Without a body, the operation is looked at first.
      const body = request.body.length === 0 ? undefined : parse(request.body);
      const name = this.operationOf(request.headers);
      if (body === undefined) {
        throw frameworkError('SerializationException');
      }
      return await this.call(name, request, body);
    } catch (error) {
      if (error instanceof AwsError) {
        return error.answer;
      }
      throw error;
    }
  }

  private async call(name: OperationName, request: Request, body: unknown): Promise<Answer> {
    try {
      const { answer, outcome } = await this.perform(name, request, body);
      this.calls.record(name, outcome);
      return answer;
    } catch (error) {
      this.calls.record(name, 'failed');
      throw error;
    }
  }

  private async perform(name: OperationName, request: Request, body: unknown): Promise<CallResult> {
    const caller = await this.authorizer.authorize(request);
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

function requireProtocol(request: Request): void {
  const { method, headers } = request;
  const [contentType = ''] = (headers['content-type'] ?? '').split(';');
  const isAwsJson = contentType.trim().toLowerCase() === AWS_JSON;
  if (method === 'POST' && isAwsJson) {
    return;
  }
  if (method === 'POST' && headers['x-amz-target']) {
    throw xmlError('UnknownOperationException', 404);
  }
  // What a browser shows for the endpoint of the service.
  throw isSigned(request)
    ? xmlError('AccessDeniedException', 403, 'Unable to determine service/operation name to be authorized')
    : xmlError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
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
