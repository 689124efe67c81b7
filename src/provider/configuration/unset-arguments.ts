import type { UnknownMembers } from '../../plugin';
import type { ProviderConfig } from './provider-config';

/** Arguments of which an empty text is none, as in the AWS provider: a variable's default is often "". */
const EMPTY_IS_UNSET = [
  'access_key',
  'custom_ca_bundle',
  'profile',
  'region',
  'retry_mode',
  'secret_key',
  'token',
] as const satisfies readonly (keyof ProviderConfig)[];

/** The provider block with null for what is as good as left out. */
export function withoutEmptyArguments<T extends UnknownMembers<ProviderConfig>>(config: T): T {
  const empty = EMPTY_IS_UNSET.filter((name) => config[name] === '');
  return { ...config, ...Object.fromEntries(empty.map((name) => [name, null])) };
}
