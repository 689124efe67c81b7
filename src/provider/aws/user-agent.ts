import type { BuildMiddleware, MetadataBearer, Pluggable } from '@smithy/types';
import type { UserAgent } from './settings';

/**
 * Puts more into the User-Agent header than the SDK itself does, and as it stands: the SDK's own setting replaces
 * parentheses and blanks, which users may have in theirs.
 */
export function userAgentPlugin<Input extends object, Output extends MetadataBearer>({
  before,
  after,
}: UserAgent): Pluggable<Input, Output> {
  const middleware: BuildMiddleware<Input, Output> = (next) => async (args) => {
    const { headers } = args.request as { readonly headers: Record<string, string> };
    headers['user-agent'] = [before, headers['user-agent'], after].filter(Boolean).join(' ');
    return await next(args);
  };
  return {
    applyToStack: (stack) =>
      stack.addRelativeTo(middleware, {
        name: 'terraformUserAgent',
        relation: 'after',
        toMiddleware: 'getUserAgentMiddleware',
      }),
  };
}
