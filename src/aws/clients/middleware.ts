import type { BuildMiddleware, InitializeMiddleware, MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { LogFields, Logger } from '../../plugin';
import type { UserAgent } from '../settings/settings';

/**
 * Adds products to the User-Agent header, before and after those of the SDK. The SDK's own setting for this replaces
 * parentheses and blanks, which users can have in their products.
 */
export function addUserAgent<Input extends object, Output extends MetadataBearer>(
  stack: MiddlewareStack<Input, Output>,
  { before, after }: UserAgent,
): void {
  const middleware: BuildMiddleware<Input, Output> = (next) => async (args) => {
    const { headers } = args.request as { readonly headers: Record<string, string> };
    headers['user-agent'] = [before, headers['user-agent'], after].filter(Boolean).join(' ');
    return await next(args);
  };
  stack.addRelativeTo(middleware, {
    name: 'terraformUserAgent',
    relation: 'after',
    toMiddleware: 'getUserAgentMiddleware',
  });
}

/** The metadata of an answer or an error of the SDK. */
interface Outcome {
  readonly name?: string;
  readonly $metadata?: Partial<MetadataBearer['$metadata']>;
}

/**
 * Logs each call. Only names and numbers are logged: requests and answers can hold credentials and other secrets.
 *
 * @param service the name of the service, for people: `STS`
 */
export function addCallLog<Input extends object, Output extends MetadataBearer>(
  stack: MiddlewareStack<Input, Output>,
  log: Logger,
  service: string,
  region: string,
): void {
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
  stack.add(middleware, { name: 'terraformCallLog', step: 'initialize', priority: 'high' });
}

function roleArn(input: object): LogFields {
  return 'RoleArn' in input ? { role_arn: String(input.RoleArn) } : {};
}
