import { type IResolvable, Lazy, Tokenization } from 'cdktf';
import type { FacelivenessProviderConfig } from '../../bindings/providers/faceliveness/provider';
import { camelCase } from '../hcl/camel-case';

/**
 * Arguments that identify the caller and the way to AWS. Both providers have them under the same names and with the same
 * meanings, so a faceliveness provider that inherits them is the same caller.
 */
const ATTRIBUTES = [
  'region',
  'profile',
  'access_key',
  'secret_key',
  'token',
  'shared_config_files',
  'shared_credentials_files',
  'custom_ca_bundle',
  'insecure',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'max_retries',
  'retry_mode',
  'use_fips_endpoint',
  'use_dualstack_endpoint',
  's3_use_path_style',
  'allowed_account_ids',
  'forbidden_account_ids',
  // Newer than the version of the AWS provider in package-lock.json.
  'user_agent',
];

type Members = Readonly<Record<string, unknown>>;

/** Blocks of the same kind, each with a function that keeps the arguments of both providers; undefined drops the block. */
const BLOCKS: ReadonlyArray<readonly [name: string, narrow: (block: Members) => Members | undefined]> = [
  ['assume_role', (block) => block],
  ['assume_role_with_web_identity', (block) => block],
  ['endpoints', sharedEndpoints],
];

/**
 * The configuration that a faceliveness provider inherits from the AWS provider, to be the same caller. Arguments that the
 * AWS provider does not have are undefined.
 *
 * @param aws the AWS provider's arguments as they are synthesized, by their Terraform names
 */
export function inheritedConfiguration(aws: Members): FacelivenessProviderConfig {
  const attributes = ATTRIBUTES.map((name): [string, unknown] => [name, aws[name] ?? undefined]);
  const blocks = BLOCKS.map(([name, narrow]): [string, unknown] => [name, blocksOf(aws[name], narrow)]);
  const config: FacelivenessProviderConfig = camelCaseKeys(Object.fromEntries([...attributes, ...blocks]));
  // At most one block: the bindings take it without a list.
  const { assumeRoleWithWebIdentity: identity } = config;
  return Array.isArray(identity) ? { ...config, assumeRoleWithWebIdentity: identity[0] } : config;
}

/** The inherited `dynamic` blocks, which the props of the bindings cannot express, by their names; undefined without any. */
export function inheritedDynamicBlocks(aws: Members): Members | undefined {
  const dynamic = (aws.dynamic ?? {}) as Readonly<Record<string, { readonly content: Members } | IResolvable>>;
  const inherited = BLOCKS.flatMap(([name, narrow]) => {
    const block = dynamic[name];
    if (block === undefined) return [];
    const narrowed = whenResolved(block, (known: { readonly content: Members }) => ({
      ...known,
      content: narrow(known.content) ?? {},
    }));
    return [[name, narrowed]];
  });
  return inherited.length === 0 ? undefined : Object.fromEntries(inherited);
}

/** The endpoints of services that both providers call. */
function sharedEndpoints({ rekognition, s3, sts }: Members): Members | undefined {
  const shared = given({ rekognition, s3, sts });
  return Object.keys(shared).length === 0 ? undefined : shared;
}

/** Blocks in the form of the bindings' props. Values that resolve at synthesis keep Terraform's names. */
function blocksOf(value: unknown, narrow: (block: Members) => Members | undefined): unknown {
  if (Tokenization.isResolvable(value)) {
    return whenResolved(value, (late) => listOf(late).flatMap((block) => narrow(block as Members) ?? []));
  }
  const blocks = listOf(value).flatMap((block) => {
    if (Tokenization.isResolvable(block)) return [whenResolved(block, (late: Members) => narrow(late) ?? {})];
    const narrowed = narrow(block as Members);
    return narrowed === undefined ? [] : [camelCaseKeys(narrowed)];
  });
  return blocks.length === 0 ? undefined : blocks;
}

/** In Terraform's JSON syntax, a single block can be written without a list. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? [value] : [];
}

function whenResolved<T>(value: T | IResolvable, change: (value: T) => unknown): unknown {
  return Tokenization.isResolvable(value)
    ? Lazy.anyValue({ produce: (context) => change(context.resolve(value)) })
    : change(value as T);
}

function given(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));
}

/** The names of the generated bindings. Keys of nested maps, such as those of tags, stay as they are. */
function camelCaseKeys(members: Members): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [camelCase(name), value]));
}
