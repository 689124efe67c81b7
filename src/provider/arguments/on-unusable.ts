import { AttributePath, type Diagnostics, type PossiblyUnknown, string } from '../../plugin';

/** What to do about a session that can't be used any more. */
export const ON_UNUSABLE = ['ignore', 'report', 'warn', 'error', 'rotate'] as const;

export type OnUnusable = (typeof ON_UNUSABLE)[number];

/** How often a session is replaced before that is an error: a pool that wears out this fast is misused. */
export const MAX_ATTEMPTS = 20;

/** The argument, the same in every data source. */
export const onUnusableArgument = {
  on_unusable: string.optional({
    description:
      'What to do about sessions that are expired, finished or gone: `ignore` (default) does not look; `report` fills in ' +
      '`status` and `usable`; `warn` and `error` also say so; `rotate` replaces them with the session of the next ' +
      `attempt's token, at most ${MAX_ATTEMPTS} attempts. All but \`ignore\` ask the service for the state of each ` +
      'session at every plan.',
  }),
} as const;

/** Reports a value that is none of the five. */
export function reportOnUnusable(value: PossiblyUnknown<string> | null, diagnostics: Diagnostics): void {
  if (typeof value !== 'string' || isOnUnusable(value)) return;
  diagnostics.error(
    'Invalid on_unusable',
    `${JSON.stringify(value)} is not one of ${ON_UNUSABLE.join(', ')}. Use one of these.`,
    AttributePath.of('on_unusable'),
  );
}

/** The value of the argument, which has been validated; its default where it is left out. */
export function onUnusable(value: string | null): OnUnusable {
  return value !== null && isOnUnusable(value) ? value : 'ignore';
}

function isOnUnusable(value: string): value is OnUnusable {
  return (ON_UNUSABLE as readonly string[]).includes(value);
}
