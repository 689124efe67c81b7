import type { IncomingHttpHeaders } from 'node:http';
import type { Shape, StructureShape } from '../../liveness/shape';
import { InvalidInputError, requireShape } from '../invalid-input';

/** A request to the admin API as it came over HTTP. */
export interface AdminRequest {
  readonly method: string;
  /** The path and the query after the prefix. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** An admin request that is refused. The message has the value received, the rule, and what to do. */
export class AdminError extends Error {
  constructor(
    /** The HTTP status. */
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 415 | 502,
    message: string,
  ) {
    super(message);
    this.name = 'AdminError';
  }
}

/**
 * Reads a body as an object with these members. No body is an empty object.
 *
 * @throws InvalidInputError for an invalid body
 */
export function readBody(
  request: AdminRequest,
  members: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const shape: StructureShape = { type: 'structure', noun: 'the body', members, required, nullIsValue: true };
  const value = parseBody(request);
  requireShape(shape, value);
  return value as Readonly<Record<string, unknown>>;
}

/** Reads a body as JSON. No body is an empty object. @throws InvalidInputError for a body that is not JSON */
export function parseBody({ body }: AdminRequest): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new InvalidInputError('the body is not JSON. Send a JSON object');
  }
}
