import { AttributePath, DiagnosticError } from '../../plugin';
import { quoted, type TextRule } from '../arguments/text-rules';
import type { Sourced } from './settings';

/** An environment variable that is set. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The first of these environment variables that is set. An empty one counts as not set, as in the AWS SDKs. */
export function variable(...names: readonly string[]): Variable | undefined {
  for (const name of names) {
    const value = process.env[name];
    if (value) return { name, value };
  }
  return undefined;
}

/** The environment variable that sets the endpoint of a service, or of all services. */
export function environmentEndpoint(service: string): Variable | undefined {
  if (process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return undefined;
  return variable(`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL');
}

/** A profile of the shared files, with its name for messages. */
export interface NamedProfile {
  readonly name: string;
  readonly settings: Readonly<Record<string, string | undefined>>;
}

/** The sources of a setting after the provider block, in order of precedence. */
export interface FurtherSources {
  readonly variables: readonly string[];
  /** The profile and the name of the setting in it. */
  readonly profile?: readonly [NamedProfile, string];
}

/** A setting from the provider block, the environment or the profile: the first source that has it. */
export function firstText(
  argument: string,
  value: string | null,
  { variables, profile }: FurtherSources,
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

/**
 * The same for a boolean setting, whose default is false.
 *
 * @throws DiagnosticError for another value than true or false
 */
export function firstBool(argument: string, value: boolean | null, sources: FurtherSources): boolean {
  if (value !== null) return value;
  const found = firstText(argument, null, sources);
  if (!found) return false;
  assertText(found, {
    accepts: (text) => /^(true|false)$/i.test(text),
    error: 'is neither true nor false. Change it to one of these.',
  });
  return found.value.toLowerCase() === 'true';
}

/**
 * Validates a setting from the environment or a profile; the provider block was validated before.
 *
 * @param shown the value as the message shows it
 * @throws DiagnosticError for a value that breaks the rule
 */
export function assertText(found: Sourced<string> | undefined, rule: TextRule, shown = found?.value ?? ''): void {
  if (!found || rule.accepts(found.value)) return;
  const { name, path } = found.origin;
  throw new DiagnosticError(`Invalid ${name}`, `${quoted(shown)} ${rule.error}`, path);
}
