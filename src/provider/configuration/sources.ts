import { AttributePath, DiagnosticError } from '../../plugin';
import type { Sourced } from '../aws/settings';
import { variable } from './environment';
import { quoted, type TextRule } from './text-rules';

/** A profile of the shared files, with its name for messages. */
export interface NamedProfile {
  readonly name: string;
  readonly settings: Readonly<Record<string, string | undefined>>;
}

/** Where else a setting can stand when the provider block says nothing of it. */
export interface Elsewhere {
  readonly variables: readonly string[];
  /** The profile and the name of the setting there. */
  readonly profile?: readonly [NamedProfile, string];
}

/** A setting of the provider block, the environment or the profile: the first that has it. */
export function firstText(
  argument: string,
  value: string | null,
  { variables, profile }: Elsewhere,
): Sourced<string> | undefined {
  if (value !== null) return { value, origin: { name: argument, path: AttributePath.of(argument) } };
  const found = variable(...variables);
  if (found) return { value: found.value, origin: { name: found.name } };
  const [{ name, settings }, key] = profile ?? [{ name: '', settings: {} }, ''];
  const inProfile = settings[key];
  return inProfile === undefined
    ? undefined
    : { value: inProfile, origin: { name: `${key} of the profile ${JSON.stringify(name)}` } };
}

/** The same for what is true or false. */
export function firstBool(argument: string, value: boolean | null, elsewhere: Elsewhere): boolean {
  if (value !== null) return value;
  const found = firstText(argument, null, elsewhere);
  if (!found) return false;
  checkText(found, {
    accepts: (text) => /^(true|false)$/i.test(text),
    otherwise: 'is neither true nor false. Change it to one of these.',
  });
  return found.value.toLowerCase() === 'true';
}

/** Refuses a setting from elsewhere that breaks a rule; the provider block itself was validated before. */
export function checkText(found: Sourced<string> | undefined, rule: TextRule, shown = found?.value ?? ''): void {
  if (!found || rule.accepts(found.value)) return;
  const { name, path } = found.origin;
  throw new DiagnosticError(`Invalid ${name}`, `${quoted(shown)} ${rule.otherwise}`, path);
}
