import { randomUUID } from 'node:crypto';

/** An answer over HTTP, without the headers that every answer has. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** Additional headers. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Delays or cuts the answer. Default: it is sent whole and at once. */
  readonly delivery?: Delivery;
}

/** A delivery by a slow or broken network or service. */
export interface Delivery {
  /** Milliseconds before the answer is sent. Default: 0. */
  readonly delayMs?: number;
  /** The point at which the connection is reset: before the answer, or after half of its body. Default: none. */
  readonly cut?: 'before' | 'in the middle';
}

/** The protocol's content type, without which the service does not recognize an operation. */
export const AWS_JSON = 'application/x-amz-json-1.1';

export function jsonAnswer(status: number, body: object): Answer {
  return { status, contentType: AWS_JSON, body: JSON.stringify(body) };
}

/** A refused request, with the answer that AWS would send. */
export class AwsError extends Error {
  constructor(
    /** The exception's name on the wire. */
    readonly type: string,
    readonly answer: Answer,
    /** The message in the answer. Some errors of AWS have none. */
    readonly text?: string,
  ) {
    super(type);
    this.name = 'AwsError';
  }
}

/**
 * An error of the framework that all AWS JSON services share. Some have no message, and clients have to handle that.
 *
 * The error's type is only in the body: the answer in Rekognition's developer guide has no x-amzn-ErrorType header, which
 * REST services and some AWS JSON services send.
 */
export function frameworkError(type: string, message?: string, status = 400): AwsError {
  return new AwsError(type, jsonAnswer(status, { __type: type, message }), message);
}

/** An error of Rekognition itself, in the form of "Error handling" in its developer guide. */
export function serviceError(type: string, message: string, status = 400): AwsError {
  const body = { __type: type, Code: type, Logref: randomUUID(), Message: message };
  return new AwsError(type, jsonAnswer(status, body), message);
}

/** The framework's answer to a request that it does not recognize as AWS JSON. */
export function xmlError(type: string, status: number, message?: string): AwsError {
  const body = message === undefined ? `<${type}/>\n` : `<${type}>\n  <Message>${message}</Message>\n</${type}>\n`;
  return new AwsError(type, { status, contentType: 'application/xml', body });
}
