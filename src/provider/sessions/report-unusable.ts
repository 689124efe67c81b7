import { AttributePath, type Diagnostics } from '../../plugin';
import type { OnUnusable } from '../arguments/on-unusable';
import type { ObtainedSession } from './obtain-session';

/** Most sessions that a diagnostic names. */
const NAMED = 10;

/**
 * Says which sessions can't be used any more, where the user wants to hear it.
 *
 * @param subject the pool or the session, for the diagnostic
 * @param nameOf what a session is called among the others
 */
export function reportUnusable(
  sessions: readonly ObtainedSession[],
  policy: OnUnusable,
  subject: string,
  nameOf: (index: number) => string,
  diagnostics: Diagnostics,
): void {
  if (policy !== 'warn' && policy !== 'error') return;
  const unusable = [...sessions.entries()].filter(([, { usable }]) => usable === false);
  if (unusable.length === 0) return;
  const named = unusable.slice(0, NAMED).map(([index, { status }]) => `${nameOf(index)} (${status ?? 'gone'})`);
  const more = unusable.length > NAMED ? ` and ${unusable.length - NAMED} more` : '';
  const summary = 'Unusable sessions';
  const detail =
    `${unusable.length} of ${sessions.length} sessions of ${subject} can not be used any more: ${named.join(', ')}${more}. ` +
    'A session lives for three minutes and serves once. Change a keeper to get new ones, or set on_unusable = ' +
    '"rotate" to have them replaced.';
  diagnostics[policy === 'warn' ? 'warning' : 'error'](summary, detail, AttributePath.of('on_unusable'));
}
