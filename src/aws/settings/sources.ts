import { AttributePath, DiagnosticError } from '../../plugin';
import { quoted, type TextRule } from '../arguments/text-rules';
import type { Sourced, StaticCredentials } from './settings';

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

/** Services whose endpoint hashicorp/aws also takes from variables of its own, which it had before the AWS SDKs had any. */
const SERVICES_WITH_OLD_VARIABLES: readonly string[] = ['s3', 'sts'];

/** The environment variable that sets the endpoint of a service, or of all services. The profile is not taken into account. */
export function environmentEndpoint(service: string): Variable | undefined {
  const ignored = process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true';
  return endpointVariable(service, ignored) ?? (ignored ? undefined : variable('AWS_ENDPOINT_URL'));
}

/**
 * The environment variable that sets the endpoint of a service alone.
 *
 * @param ignored whether configured endpoints are ignored
 */
export function endpointVariable(service: string, ignored: boolean): Variable | undefined {
  const name = service.toUpperCase();
  // hashicorp/aws itself reads the variables of these services, and does not ignore any of them.
  if (SERVICES_WITH_OLD_VARIABLES.includes(service)) {
    return variable(`AWS_ENDPOINT_URL_${name}`, `TF_AWS_${name}_ENDPOINT`, `AWS_${name}_ENDPOINT`);
  }
  return ignored ? undefined : variable(`AWS_ENDPOINT_URL_${name}`);
}

/** The static credentials of the environment; undefined without both keys. */
export function environmentKeys(): StaticCredentials | undefined {
  const accessKeyId = variable('AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY')?.value;
  const secretAccessKey = variable('AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY')?.value;
  const sessionToken = variable('AWS_SESSION_TOKEN')?.value;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

/** A profile of the shared files, with its name for messages. */
export interface NamedProfile {
  readonly name: string;
  readonly settings: ReadonlyMap<string, string>;
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
  sources: FurtherSources,
): Sourced<string> | undefined {
  return value === null
    ? configuredText(sources)
    : { value, origin: { name: argument, path: AttributePath.of(argument) } };
}

/** A setting from the environment or the profile. */
export function configuredText({ variables, profile }: FurtherSources): Sourced<string> | undefined {
  return fromVariable(variable(...variables)) ?? (profile && fromProfile(...profile));
}

/** A setting from an environment variable. */
export function fromVariable(found: Variable | undefined): Sourced<string> | undefined {
  return found && { value: found.value, origin: { name: found.name } };
}

/** A setting of a profile; undefined for an empty one. */
export function fromProfile({ name, settings }: NamedProfile, key: string): Sourced<string> | undefined {
  const value = settings.get(key);
  return value ? { value, origin: { name: `${key} of the profile ${JSON.stringify(name)}` } } : undefined;
}

/**
 * The same for a boolean setting, whose default is false. As in hashicorp/aws, false in the provider block is not told from
 * the default, and anything else than true in a profile means false.
 *
 * @throws DiagnosticError for another value than true or false in a variable
 */
export function firstBool(value: boolean | null, variableName: string, profile: NamedProfile, key: string): boolean {
  const found = fromVariable(variable(variableName));
  assertText(found, {
    accepts: (text) => /^(true|false)$/i.test(text),
    error: 'is neither true nor false. Change it to one of these.',
  });
  return value === true || (found?.value ?? profile.settings.get(key))?.toLowerCase() === 'true';
}

/**
 * Validates a setting in the environment and in the profile, also where another source goes before them, as the AWS SDK for
 * Go does.
 *
 * @throws DiagnosticError for a value that breaks the rule
 */
export function assertSources({ variables, profile }: FurtherSources, rule: TextRule): void {
  assertText(fromVariable(variable(...variables)), rule);
  if (profile) assertText(fromProfile(...profile), rule);
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
