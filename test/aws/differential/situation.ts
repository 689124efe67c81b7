import type { Config } from '../../../harness/plugin/provider-client';
import type { Answers } from './server/answers';

/**
 * What both providers find: files, environment, provider block, and a server. In every text, `{one}` and the other names
 * of `RecordingServer.places` are replaced by addresses, and `{home}` by the home directory.
 */
export interface Situation {
  readonly name: string;
  /** The shared configuration file, `~/.aws/config`. */
  readonly config?: string;
  /** The shared credentials file, `~/.aws/credentials`. */
  readonly credentials?: string;
  /** Further files, by their path from the home directory. */
  readonly files?: Readonly<Record<string, string>>;
  /** Added to `ENVIRONMENT`. Null removes a variable. */
  readonly environment?: Readonly<Record<string, string | null>>;
  /** Arguments and blocks of the provider block. */
  readonly block?: Config;
  readonly server?: Answers;
  /** Whether the providers are compared by the number of attempts, too. Default: false. */
  readonly attempts?: boolean;
  /** Whether our provider accepts what hashicorp/aws refuses with an error that names no cause. Default: false. */
  readonly accepted?: boolean;
  /** Whether it takes seconds, so that it is not run every time. Default: false. */
  readonly slow?: boolean;
}

/**
 * The environment of every situation. All hosts of AWS are reached through the proxy `one`, so that any of them can be
 * asked for, and there is no instance metadata.
 */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME: '{home}',
  PATH: process.env.PATH ?? '',
  AWS_REGION: 'us-east-1',
  AWS_CA_BUNDLE: '{ca}',
  HTTPS_PROXY: '{one}',
  AWS_EC2_METADATA_SERVICE_ENDPOINT: '{http}',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** Replaces the names in braces in all texts of a value. */
export function fillIn<T>(value: T, places: Readonly<Record<string, string>>): T {
  if (typeof value === 'string')
    return value.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole) as T;
  if (Array.isArray(value)) return value.map((each) => fillIn(each, places)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fillIn(each, places)])) as T;
}
