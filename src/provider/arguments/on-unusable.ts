import { AttributePath, type Diagnostics, type PossiblyUnknown, string } from '../../plugin';

/** What to do about a session that cannot be used any more. */
export const ON_UNUSABLE = ['ignore', 'report', 'warn', 'error', 'rotate'] as const;

export type OnUnusable = (typeof ON_UNUSABLE)[number];

/** How often a session is replaced before that is an error: a pool that wears out this fast is misused. */
export const MAX_ATTEMPTS = 20;

/** Most sessions that a diagnostic names. */
const MAX_NAMED_SESSIONS = 10;

/** The argument, the same in every data source. */
export const onUnusableArgument = {
  on_unusable: string.optional({
    description:
      'What to do about sessions that are expired, finished or gone: `ignore` (default) does not look; `report` ' +
      'fills in `status` and `usable`; `warn` and `error` also say so; `rotate` replaces them with the session of ' +
      `the next attempt's token, at most ${MAX_ATTEMPTS} attempts. All but \`ignore\` ask the service for the state ` +
      'of each session at every plan.',
  }),
} as const;

/** Reports an unknown value of the argument. */
export function validateOnUnusable(value: PossiblyUnknown<string> | null, diagnostics: Diagnostics): void {
  if (typeof value !== 'string' || isOnUnusable(value)) return;
  diagnostics.error(
    'Invalid on_unusable',
    `${JSON.stringify(value)} is not one of ${ON_UNUSABLE.join(', ')}. Use one of these.`,
    AttributePath.of('on_unusable'),
  );
}

/** The value of the argument after validation, or its default. */
export function onUnusable(value: string | null): OnUnusable {
  return value !== null && isOnUnusable(value) ? value : 'ignore';
}

function isOnUnusable(value: string): value is OnUnusable {
  return (ON_UNUSABLE as readonly string[]).includes(value);
}

/** The members of a session that say whether it can be used; null if unknown. */
interface SessionState {
  readonly status: string | null;
  readonly usable: boolean | null;
}

/** Reports the unusable sessions of a pool, if `on_unusable` asks for that. */
export function reportUnusableSessions(
  sessions: readonly SessionState[],
  policy: OnUnusable,
  pool: string,
  diagnostics: Diagnostics,
): void {
  const unusable = [...sessions.entries()].filter(([, { usable }]) => usable === false);
  if (unusable.length === 0) return;
  const named = unusable.slice(0, MAX_NAMED_SESSIONS).map(([slot, session]) => `slot ${slot} (${stateOf(session)})`);
  const more = unusable.length > MAX_NAMED_SESSIONS ? ` and ${unusable.length - MAX_NAMED_SESSIONS} more` : '';
  report(
    `${unusable.length} of ${sessions.length} sessions of ${pool} cannot be used any more: ${named.join(', ')}${more}.`,
    policy,
    diagnostics,
  );
}

/** Reports a single session if it is unusable and `on_unusable` asks for that. */
export function reportUnusableSession(
  session: SessionState,
  policy: OnUnusable,
  subject: string,
  diagnostics: Diagnostics,
): void {
  if (session.usable !== false) return;
  report(`${subject} cannot be used any more: it is ${stateOf(session)}.`, policy, diagnostics);
}

function stateOf({ status }: SessionState): string {
  return status ?? 'gone';
}

function report(message: string, policy: OnUnusable, diagnostics: Diagnostics): void {
  if (policy !== 'warn' && policy !== 'error') return;
  const detail =
    `${message.charAt(0).toUpperCase()}${message.slice(1)} A session lives for three minutes and serves one check. ` +
    'Change a keeper to get new ones, or set on_unusable = "rotate" to have them replaced.';
  const add = policy === 'warn' ? diagnostics.warning : diagnostics.error;
  add.call(diagnostics, 'Unusable sessions', detail, AttributePath.of('on_unusable'));
}
