import type { IncomingHttpHeaders } from 'node:http';
import { isFaceLivenessRegion } from '../../liveness/regions';
import type { Authorizer, Caller } from '../auth/authorizer';
import { isSigned } from '../auth/signature';
import { applyFault, type CallResult } from '../faults/apply-fault';
import type { Faults } from '../faults/faults';
import { isQuotaError, type QuotaError, type Quotas, quotaError } from '../faults/quotas';
import { type Answer, AWS_JSON, AwsError, frameworkError, jsonAnswer, xmlError } from './answer';
import type { CallCounter } from './call-counts';
import { crossOriginHeaders, isPreflight } from './cross-origin';
import {
  type JsonOperationName,
  OPERATION_NAMES,
  type Operation,
  operationNameIn,
  STREAMING_OPERATION,
} from './operations';

/** A request as it came over HTTP. */
export interface Request {
  readonly method: string;
  /** The path and the query, as in the request line. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/**
 * The JSON protocol of AWS and Rekognition's operations behind it, without sockets.
 *
 * A request is validated in the order of AWS JSON services: protocol, JSON, operation, signature, region, rate, and then its
 * parameters. Faults hit requests that would count against the rate.
 */
export class JsonApi {
  constructor(
    private readonly operations: Readonly<Record<JsonOperationName, Operation>>,
    private readonly calls: CallCounter,
    private readonly authorizer: Authorizer,
    private readonly quotas: Quotas,
    private readonly quotaError: QuotaError,
    private readonly faults: Faults,
  ) {}

  /** Answers a request, with AWS's error if the request is invalid. */
  async answer(request: Request): Promise<Answer> {
    const answer: Answer = isPreflight(request)
      ? { status: 200, contentType: 'text/plain', body: '' }
      : await this.answerTo(request);
    return { ...answer, headers: { ...answer.headers, ...crossOriginHeaders(request) } };
  }

  private async answerTo(request: Request): Promise<Answer> {
    try {
      requireProtocol(request);
      // Without a body, AWS validates the operation first.
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

  private async call(name: JsonOperationName, request: Request, body: unknown): Promise<Answer> {
    try {
      const { answer, outcome } = await this.authorizeAndPerform(name, request, body);
      this.calls.record(name, outcome);
      return answer;
    } catch (error) {
      this.calls.record(name, 'failed');
      throw error;
    }
  }

  private async authorizeAndPerform(name: JsonOperationName, request: Request, body: unknown): Promise<CallResult> {
    const caller = await this.authorizer.authorize(request);
    if (!isFaceLivenessRegion(caller.region)) {
      // AWS's answer has no message in this case either.
      throw frameworkError('AccessDeniedException');
    }
    const fault = this.faults.forCall(name);
    const perform = () => this.perform(name, caller, body);
    return fault === undefined ? perform() : applyFault(fault, perform);
  }

  private perform(name: JsonOperationName, caller: Caller, body: unknown): CallResult {
    try {
      if (!this.quotas.admit(name, caller)) throw quotaError(this.quotaError);
      return { answer: jsonAnswer(200, this.operations[name](caller, body)), outcome: 'succeeded' };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { answer: error.answer, outcome: isQuotaError(error) ? 'throttled' : 'failed' };
    }
  }

  private operationOf(headers: IncomingHttpHeaders): JsonOperationName {
    const asked = operationNameIn(headers);
    const name = Object.keys(this.operations).find((each) => asked === each);
    if (name === undefined) throw frameworkError('UnknownOperationException', hintOf(asked));
    return name as JsonOperationName;
  }
}

/** Tells that another Rekognition can answer an operation. AWS has no message in this case. */
function hintOf(operation: string | undefined): string | undefined {
  if (operation === undefined || operation === STREAMING_OPERATION) return undefined;
  return (
    `${operation} is not an operation of the emulator, which has ${OPERATION_NAMES.join(', ')}. To forward other operations to ` +
    "another Rekognition, such as moto's server, start the emulator with --rekognition-endpoint URL (option rekognitionEndpoint)"
  );
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
  // AWS's answer to a browser.
  throw isSigned(request)
    ? xmlError('AccessDeniedException', 403, 'Unable to determine service/operation name to be authorized')
    : xmlError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
}

/** Reads the body as JSON: an object or a list. The operation's shape refuses a list. */
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
