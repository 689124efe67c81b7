import { AttributePath, type Diagnostics, oneOf, string } from '../../plugin';

/** What a data source does about sessions that cannot be used any more. */
export const READ_POLICIES = ['ignore', 'report', 'warn', 'error'] as const;

export type ReadPolicy = (typeof READ_POLICIES)[number];

/** What the managed pool does about them. */
export const POOL_POLICIES = ['replace', 'report', 'ignore'] as const;

export type PoolPolicy = (typeof POOL_POLICIES)[number];

/** Most sessions that a diagnostic names. */
const MAX_NAMED_SESSIONS = 10;

/** The argument of data sources and ephemeral resources. */
export const onUnusableArgument = {
  on_unusable: string.optional({
    description:
      'What to do about sessions that are expired, finished or gone: `ignore` (default) does not look; `report` ' +
      'fills in `status` and `usable`; `warn` and `error` also say so. All but `ignore` ask the service for the ' +
      'state of each session at every plan. To have sessions replaced, use the resource `faceliveness_session_pool`.',
    validators: [oneOf(...READ_POLICIES)],
  }),
} as const;

/** The value of the argument of a data source after validation, or its default. */
export function readPolicy(value: string | null): ReadPolicy {
  return READ_POLICIES.find((policy) => policy === value) ?? 'ignore';
}

/** The value of the argument of the managed pool after validation, or its default. */
export function poolPolicy(value: string | null): PoolPolicy {
  return POOL_POLICIES.find((policy) => policy === value) ?? 'replace';
}

/** The members of a session that say whether it can be used; null if unknown. */
interface SessionState {
  readonly status: string | null;
  readonly usable: boolean | null;
}

/** Reports the unusable sessions of a pool, if `on_unusable` asks for that. */
export function reportUnusableSessions(
  sessions: readonly SessionState[],
  policy: ReadPolicy,
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
  policy: ReadPolicy,
  subject: string,
  diagnostics: Diagnostics,
): void {
  if (session.usable !== false) return;
  report(`${subject} cannot be used any more: it is ${stateOf(session)}.`, policy, diagnostics);
}

function stateOf({ status }: SessionState): string {
  return status ?? 'gone';
}

function report(message: string, policy: ReadPolicy, diagnostics: Diagnostics): void {
  if (policy !== 'warn' && policy !== 'error') return;
  const detail =
    `${message.charAt(0).toUpperCase()}${message.slice(1)} A session lives for three minutes and serves one check. ` +
    'Change a keeper to get new ones, or use the resource faceliveness_session_pool, which replaces them. To destroy ' +
    'without looking at sessions, use terraform destroy -refresh=false, or set TF_CLI_ARGS_destroy=-refresh=false.';
  const add = policy === 'warn' ? diagnostics.warning : diagnostics.error;
  add.call(diagnostics, 'Unusable sessions', detail, AttributePath.of('on_unusable'));
}
