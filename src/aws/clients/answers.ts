import type { HttpResponse } from '@smithy/core/protocols';
import type { DeserializeMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';
import { InvalidAnswerError, type SdkError } from '../errors';

/** Most characters of a foreign answer that a message shows. The secrets of services are longer. */
const SHOWN_CHARACTERS = 24;

/** Makes an InvalidAnswerError of every answer that the SDK cannot read. */
export function refuseUnreadableAnswers<Input extends object, Output extends MetadataBearer>(
  stack: MiddlewareStack<Input, Output>,
): void {
  const middleware: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      // Of `checkAnswers`, which this surrounds.
      if (error instanceof InvalidAnswerError) throw error;
      const { $response, $fault, $metadata, message } = error as SdkError;
      // Errors of the service have a fault. Without an answer, it is an error of the network.
      if ($response === undefined || ($fault !== undefined && typeof message === 'string')) throw error;
      throw new InvalidAnswerError(unreadable($response as HttpResponse, error as Error), $metadata, $response);
    }
  };
  stack.add(middleware, { name: 'terraformUnreadableAnswers', step: 'deserialize', priority: 'high' });
}

/**
 * Checks answers that the SDK can read: it reads a number where a service would send a string. A wrong one is retried as an
 * error of the network is.
 *
 * @param stack of a client or of a command
 * @param errorOf what is wrong with an answer, completing `the endpoint answered …`; undefined for a good one
 */
export function checkAnswers<Input extends object, Output extends MetadataBearer>(
  stack: MiddlewareStack<Input, Output>,
  errorOf: (output: Output, body: Uint8Array) => string | undefined,
): void {
  const middleware: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args);
    const response = result.response as HttpResponse;
    // The deserializer, which this surrounds, has set it.
    const output = result.output as Output;
    const error = errorOf(output, response.body);
    if (error === undefined) return result;
    throw new InvalidAnswerError(`the endpoint answered ${error}`, output.$metadata, response);
  };
  stack.add(middleware, { name: 'terraformCheckedAnswers', step: 'deserialize', priority: 'high' });
}

function unreadable({ headers, body }: HttpResponse, { name, message }: Error): string {
  const type = headers['content-type'];
  // The SDK has read S3's answers to their end, and leaves a stream.
  const bytes = body instanceof Uint8Array ? Buffer.from(body) : undefined;
  const start = JSON.stringify(bytes?.toString('utf8', 0, 4 * SHOWN_CHARACTERS).slice(0, SHOWN_CHARACTERS));
  return (
    `the endpoint answered with ${bytes?.length ?? 'some'} bytes${type ? ` of ${type}` : ''} that ` +
    `${bytes ? `begin with ${start} and ` : ''}cannot be read: ${reason(name, message)}`
  );
}

function reason(name: string, message: unknown): string {
  switch (name) {
    // Not the messages of these: they repeat parts of the answer, and differ between JavaScript engines.
    case 'SyntaxError':
      return 'they are not JSON';
    case 'RangeError':
      return 'they are nested too deeply';
    default:
      return typeof message === 'string' ? (message.split('\n')[0] ?? '') : 'the message of the error is not a string';
  }
}
