import { type LivenessSessionPoolProps, OnUnusable } from '../../src/constructs';
import {
  IAM_PRINCIPAL_ARN,
  KEY_ALIAS_CHARACTERS,
  KEY_DELETION_WINDOW_DAYS,
  MAX_BUCKET_NAME_LENGTH,
  MAX_IMAGE_RETENTION_DAYS,
  MAX_KEY_ALIAS_LENGTH,
  MAX_TAG_KEY_LENGTH,
  MAX_TAG_VALUE_LENGTH,
  MAX_TAGS,
  MIN_BUCKET_NAME_LENGTH,
  RESERVED_BUCKET_NAME_PREFIXES,
  RESERVED_BUCKET_NAME_SUFFIXES,
} from '../../src/constructs/limits';
import {
  CHALLENGE_TYPE,
  CHALLENGE_TYPES,
  CHALLENGE_VERSION,
  MAX_AUDIT_IMAGES,
  MAX_S3_KEY_PREFIX_LENGTH,
  S3_KEY_PREFIX,
} from '../../src/liveness/create-session-request';
import { MAX_POOL_SIZE } from '../../src/liveness/pool';

/** A `validation` block of a variable. */
export interface Rule {
  /** Returns the condition in Terraform's language, for an expression that stands for the value. */
  readonly condition: (value: string) => string;
  /** The error message: a sentence that states the rule. */
  readonly message: string;
}

/** A prop of the pool that is a variable of the module. */
export interface VariableProp {
  /** The type in Terraform's language. */
  readonly type: string;
  /** Whether the variable has no default. Default: false. */
  readonly required?: boolean;
  /** The default of the variable. Default: the value of `@default` in the prop's docstring; null when it is no value. */
  readonly default?: unknown;
  /** The meaning of null. Default: the text of `@default` in the prop's docstring. */
  readonly whenNull?: string;
  /** Added to the description: facts that are in the prop's type instead of its docstring. */
  readonly more?: string;
  readonly rules?: readonly Rule[];
}

/** A prop of the pool that the module does not have, with the reason. */
export interface LeftOutProp {
  readonly leftOut: string;
}

/** What the data source of the module can do about unusable sessions. */
const ON_UNUSABLE = Object.values(OnUnusable).filter((value) => value !== OnUnusable.REPLACE);

/** The variable, or the reason for having none, of each prop of the pool, in the order of the module's README. */
export const PROPS: Readonly<Record<keyof LivenessSessionPoolProps, VariableProp | LeftOutProp>> = {
  name: {
    type: 'string',
    required: true,
    rules: [
      {
        condition: (value) => `${value} != ""`,
        message: 'The name must not be empty: the tokens of the sessions are derived from it.',
      },
    ],
  },
  size: { type: 'number', rules: [wholeNumber('The size of a pool', 0, MAX_POOL_SIZE)] },
  keepers: { type: 'map(string)', default: {} },
  onUnusable: {
    type: 'string',
    default: OnUnusable.IGNORE,
    more: `One of ${code(ON_UNUSABLE)}.`,
    rules: [
      {
        condition: (value) => `contains(${JSON.stringify(ON_UNUSABLE)}, ${value})`,
        message: `The reaction to unusable sessions is one of ${ON_UNUSABLE.join(', ')}.`,
      },
    ],
  },
  auditImagesLimit: { type: 'number', rules: [wholeNumber('The limit of audit images', 0, MAX_AUDIT_IMAGES)] },
  challengePreferences: {
    type: `list(object({
      type = string
      versions = optional(object({
        minimum = optional(string)
        maximum = optional(string)
      }))
    }))`,
    more:
      `The \`type\` of each is one of ${code(CHALLENGE_TYPES)}. \`versions\` is the range of versions that the client can ` +
      `play, both ends included; a version is ${CHALLENGE_VERSION.rule}.`,
    rules: [
      {
        condition: (value) =>
          `alltrue([for preference in ${value} : contains(${JSON.stringify(CHALLENGE_TYPES)}, preference.type)])`,
        message: `A challenge type is ${CHALLENGE_TYPE.rule}.`,
      },
      ...['minimum', 'maximum'].map((end) => ({
        condition: (value: string) =>
          `alltrue([for versions in ${value}[*].versions : try(versions.${end}, null) == null || ${matches(`versions.${end}`, CHALLENGE_VERSION.pattern)}])`,
        message: `A ${end} version is ${CHALLENGE_VERSION.rule}.`,
      })),
    ],
  },
  bucketName: {
    type: 'string',
    whenNull:
      'a unique name that the AWS provider generates: `liveness-`, the name of the pool, shortened to fit, and a suffix',
    rules: [
      {
        condition: (value) =>
          matches(value, `^[a-z0-9][a-z0-9.-]{${MIN_BUCKET_NAME_LENGTH - 2},${MAX_BUCKET_NAME_LENGTH - 2}}[a-z0-9]$`),
        message:
          `A bucket name is ${MIN_BUCKET_NAME_LENGTH} to ${MAX_BUCKET_NAME_LENGTH} lower-case letters, digits, ` +
          'dots and hyphens, of which the first and the last are a letter or a digit.',
      },
      {
        condition: (value) => `!strcontains(${value}, "..") && !${matches(value, '^[0-9]+([.][0-9]+){3}$')}`,
        message: 'A bucket name has no two adjacent dots and does not look like an IP address.',
      },
      {
        condition: (value) =>
          `!anytrue([for part in ${JSON.stringify(RESERVED_BUCKET_NAME_PREFIXES)} : startswith(${value}, part)])`,
        message: `S3 reserves bucket names that start with ${RESERVED_BUCKET_NAME_PREFIXES.join(', ')}.`,
      },
      {
        condition: (value) =>
          `!anytrue([for part in ${JSON.stringify(RESERVED_BUCKET_NAME_SUFFIXES)} : endswith(${value}, part)])`,
        message: `S3 reserves bucket names that end with ${RESERVED_BUCKET_NAME_SUFFIXES.join(', ')}.`,
      },
    ],
  },
  imagePrefix: {
    type: 'string',
    whenNull:
      '`liveness/<name>/`, with a hyphen for every run of characters in the name other than letters, digits, dots, hyphens, underscores and slashes',
    rules: [
      {
        condition: (value) =>
          `length(${value}) <= ${MAX_S3_KEY_PREFIX_LENGTH} && ${matches(value, `^${S3_KEY_PREFIX.pattern}$`)}`,
        message: `A key prefix is ${S3_KEY_PREFIX.rule}.`,
      },
    ],
  },
  imageRetentionDays: {
    type: 'number',
    rules: [wholeNumber('The retention of images in days', 1, MAX_IMAGE_RETENTION_DAYS)],
  },
  versioning: { type: 'bool' },
  serverAccessLogsBucketName: { type: 'string' },
  serverAccessLogsPrefix: {
    type: 'string',
    more: 'It has no effect without `server_access_logs_bucket_name`.',
  },
  forceDestroy: { type: 'bool' },
  encryptionKeyDescription: { type: 'string', whenNull: '`Face Liveness images of` and the name of the pool' },
  alias: {
    type: 'string',
    rules: [
      {
        condition: (value) => matches(withoutAliasPrefix(value), `^${KEY_ALIAS_CHARACTERS}+$`),
        message: 'An alias consists of letters, digits, slashes, underscores and hyphens.',
      },
      {
        condition: (value) => `length("alias/\${${withoutAliasPrefix(value)}}") <= ${MAX_KEY_ALIAS_LENGTH}`,
        message: `An alias has at most ${MAX_KEY_ALIAS_LENGTH} characters, alias/ included.`,
      },
      {
        condition: (value) => `!startswith(${withoutAliasPrefix(value)}, "aws/")`,
        message: 'AWS reserves aliases that start with alias/aws/.',
      },
    ],
  },
  encryptionKeyAdministrators: {
    type: 'list(string)',
    default: [],
    rules: [
      {
        condition: (value) => `alltrue([for arn in ${value} : ${matches('arn', IAM_PRINCIPAL_ARN.source)}])`,
        message:
          'A key administrator is the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/security.',
      },
    ],
  },
  encryptionKeyDeletionWindowInDays: {
    type: 'number',
    rules: [wholeNumber('The waiting period in days', KEY_DELETION_WINDOW_DAYS.min, KEY_DELETION_WINDOW_DAYS.max)],
  },
  tags: {
    type: 'map(string)',
    default: {},
    rules: [
      {
        condition: (value) => `length(${value}) <= ${MAX_TAGS}`,
        message: `A resource has at most ${MAX_TAGS} tags.`,
      },
      {
        condition: (value) =>
          `alltrue([for key, text in ${value} : key != "" && length(key) <= ${MAX_TAG_KEY_LENGTH} && length(text) <= ${MAX_TAG_VALUE_LENGTH}])`,
        message: `A tag key has 1 to ${MAX_TAG_KEY_LENGTH} characters, and a tag value at most ${MAX_TAG_VALUE_LENGTH}.`,
      },
      {
        condition: (value) => `!anytrue([for key in keys(${value}) : startswith(lower(key), "aws:")])`,
        message: 'AWS reserves tag keys that start with aws:.',
      },
    ],
  },

  bucket: {
    leftOut: 'for an existing bucket, use the data source `faceliveness_session_pool` instead of the module',
  },
  encryptionKey: { leftOut: 'as for `bucket`' },
  keyPrefix: { leftOut: 'the bucket of the module is for images alone' },
  storage: { leftOut: 'as for `bucket`' },
  rekognitionServiceAccess: {
    leftOut: 'it would add conditions to two policies, and few organizations need it',
  },
  preventDestroy: { leftOut: 'the value of `prevent_destroy` must be a literal' },
  managed: { leftOut: 'the sessions of the module are a data source' },
  outputs: { leftOut: 'a module has its outputs' },
  checks: {
    leftOut: 'a `check` block cannot depend on a variable. `on_unusable = "warn"` warns about the same sessions',
  },
  awsProvider: { leftOut: 'use the `providers` argument of the `module` block' },
  livenessProvider: { leftOut: 'as for `awsProvider`' },
  livenessProviderSource: { leftOut: 'the source of a provider must be a literal' },
};

function wholeNumber(what: string, min: number, max: number): Rule {
  return {
    condition: (value) => `${value} >= ${min} && ${value} <= ${max} && floor(${value}) == ${value}`,
    message: `${what} is a whole number from ${min} to ${max}.`,
  };
}

function matches(value: string, pattern: string | undefined): string {
  return `can(regex(${JSON.stringify(pattern)}, ${value}))`;
}

function withoutAliasPrefix(value: string): string {
  return `trimprefix(${value}, "alias/")`;
}

function code(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}
