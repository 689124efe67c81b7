import { randomUUID } from 'node:crypto';

/** What goes back over HTTP, apart from the headers that every answer has. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** More headers. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How it reaches the client. Default: whole and at once. */
  readonly delivery?: Delivery;
}

/** How an answer reaches the client where the network, or the service, is not what it should be. */
export interface Delivery {
  /** For how long it is held back. Default: 0. */
  readonly delayMs?: number;
  /** Where the connection is reset: before the answer, or behind half of its body. Default: nowhere. */
  readonly cut?: 'before' | 'in the middle';
}

/** The protocol's content type, without which the service doesn't recognize an operation. */
export const AWS_JSON = 'application/x-amz-json-1.1';

export function jsonAnswer(status: number, body: object): Answer {
  return { status, contentType: AWS_JSON, body: JSON.stringify(body) };
}

/** A request refused: the error that AWS would answer, ready to be sent. */
export class AwsError extends Error {
  constructor(
    /** The exception's name on the wire. */
    readonly type: string,
    readonly answer: Answer,
  ) {
    super(type);
    this.name = 'AwsError';
  }
}

/**
 * An error of the framework that all AWS JSON services share. Some have no message at all, and a client has to cope
 * with that.
 *
 * The error's type is in the body alone: the answer that Rekognition's developer guide shows has no x-amzn-ErrorType,
 * which services with REST and some with AWS JSON send.
 */
export function frameworkError(type: string, message?: string, status = 400): AwsError {
  return new AwsError(type, jsonAnswer(status, { __type: type, message }));
}

/** An error of Rekognition's own, in the form that "Error handling" in its developer guide shows. */
export function serviceError(type: string, message: string, status = 400): AwsError {
  return new AwsError(type, jsonAnswer(status, { __type: type, Code: type, Logref: randomUUID(), Message: message }));
}

/** The framework's answer to a request that it can't tell to be AWS JSON, and so can't answer in JSON. */
export function xmlError(type: string, status: number, message?: string): AwsError {
  const body = message === undefined ? `<${type}/>\n` : `<${type}>\n  <Message>${message}</Message>\n</${type}>\n`;
  return new AwsError(type, { status, contentType: 'application/xml', body });
}
