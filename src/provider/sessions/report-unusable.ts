import { AttributePath, type Diagnostics } from '../../plugin';
import type { OnUnusable } from '../arguments/on-unusable';
import type { ObtainedSession } from './obtain-session';

/** Most sessions that a diagnostic names. */
const NAMED = 10;

/** Says which sessions of a pool can't be used any more, where the user wants to hear it. */
export function reportUnusable(
  sessions: readonly ObtainedSession[],
  policy: OnUnusable,
  subject: string,
  diagnostics: Diagnostics,
): void {
  if (policy !== 'warn' && policy !== 'error') return;
  const unusable = [...sessions.entries()].filter(([, { usable }]) => usable === false);
  if (unusable.length === 0) return;
  const named = unusable.slice(0, NAMED).map(([index, session]) => `slot ${index} (${stateOf(session)})`);
  const more = unusable.length > NAMED ? ` and ${unusable.length - NAMED} more` : '';
  const what = `${unusable.length} of ${sessions.length} sessions of ${subject} can not be used any more: ${named.join(', ')}${more}.`;
  report(what, policy, diagnostics);
}

/** The same of a single session. */
export function reportUnusableSession(
  session: ObtainedSession,
  policy: OnUnusable,
  subject: string,
  diagnostics: Diagnostics,
): void {
  if (session.usable !== false || (policy !== 'warn' && policy !== 'error')) return;
  report(`${subject} can not be used any more: it is ${stateOf(session)}.`, policy, diagnostics);
}

function stateOf({ status }: ObtainedSession): string {
  return status ?? 'gone';
}

function report(what: string, policy: 'warn' | 'error', diagnostics: Diagnostics): void {
  const detail =
    `${what.charAt(0).toUpperCase()}${what.slice(1)} A session lives for three minutes and serves once. Change a keeper ` +
    'to get new ones, or set on_unusable = "rotate" to have them replaced.';
  const add = policy === 'warn' ? diagnostics.warning : diagnostics.error;
  add.call(diagnostics, 'Unusable sessions', detail, AttributePath.of('on_unusable'));
}
