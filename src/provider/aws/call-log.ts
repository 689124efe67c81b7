import type { InitializeMiddleware, MetadataBearer, Pluggable } from '@smithy/types';
import type { LogFields, Logger } from '../../plugin';

/** What the SDK tells about an answer or an error. */
interface Outcome {
  readonly name?: string;
  readonly $metadata?: Partial<MetadataBearer['$metadata']>;
}

/**
 * Writes a line to the log for every call to AWS. Names and numbers only: requests and answers hold ids of sessions,
 * tokens and credentials.
 */
export function callLogPlugin<Input extends object, Output extends MetadataBearer>(
  log: Logger,
  service: string,
  region: string,
): Pluggable<Input, Output> {
  const middleware: InitializeMiddleware<Input, Output> = (next, context) => async (args) => {
    const started = performance.now();
    const write = (message: string, { $metadata }: Outcome, more: LogFields) =>
      log.debug(message, {
        service,
        operation: String(context.commandName).replace(/Command$/, ''),
        region,
        ...roleArn(args.input),
        attempts: $metadata?.attempts ?? 1,
        duration_ms: Math.round(performance.now() - started),
        http_status: $metadata?.httpStatusCode,
        request_id: $metadata?.requestId,
        ...more,
      });
    try {
      const result = await next(args);
      write('AWS call succeeded', result.output, {});
      return result;
    } catch (error) {
      write('AWS call failed', error as Outcome, { error: (error as Outcome).name });
      throw error;
    }
  };
  return {
    applyToStack: (stack) => stack.add(middleware, { name: 'terraformCallLog', step: 'initialize', priority: 'high' }),
  };
}

function roleArn(input: object): LogFields {
  return 'RoleArn' in input ? { role_arn: String(input.RoleArn) } : {};
}
