import { type LivenessSessionPoolProps, OnUnusable } from '../../src/constructs';
import { IAM_PRINCIPAL_ARN } from '../../src/constructs/policies/arns';
import { MAX_IMAGE_RETENTION_DAYS } from '../../src/constructs/storage/image-retention';
import {
  MAX_BUCKET_NAME_LENGTH,
  MIN_BUCKET_NAME_LENGTH,
  RESERVED_PREFIXES,
  RESERVED_SUFFIXES,
} from '../../src/constructs/validation/bucket-name-errors';
import {
  KEY_ALIAS_CHARACTERS,
  KEY_DELETION_WINDOW_IN_DAYS,
  MAX_KEY_ALIAS_LENGTH,
} from '../../src/constructs/validation/image-key-props-validation';
import { MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH, MAX_TAGS } from '../../src/constructs/validation/tags-problems';
import {
  CHALLENGE_TYPE,
  CHALLENGE_TYPES,
  CHALLENGE_VERSION,
  MAX_AUDIT_IMAGES,
  MAX_S3_KEY_PREFIX_LENGTH,
  S3_KEY_PREFIX,
} from '../../src/liveness/create-session-request';
import { MAX_POOL_SIZE } from '../../src/liveness/pool';

/** What the value of a variable has to fulfil. */
export interface Rule {
  /** Makes the condition, in Terraform's language. */
  readonly condition: (value: string) => string;
  /** Says it in a sentence. */
  readonly message: string;
}

/** A prop of the pool that is a variable of the module. */
export interface VariableProp {
  /** The type, in Terraform's language. */
  readonly type: string;
  /** Whether the variable must be given. Default: no. */
  readonly required?: boolean;
  /** Default: what the prop's docstring has, where that is a value, and otherwise null. */
  readonly default?: unknown;
  /** What null stands for. Default: as the prop's docstring says it. */
  readonly whenNull?: string;
  /** What the prop's docstring leaves to types. */
  readonly more?: string;
  readonly rules?: readonly Rule[];
}

/** A prop of the pool that the module does not have. */
export interface LeftOutProp {
  readonly leftOut: string;
}

/** What becomes of each prop of the pool, in the order in which the module tells of them. */
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
    more: `One of ${code(Object.values(OnUnusable))}.`,
    rules: [
      {
        condition: (value) => `contains(${JSON.stringify(Object.values(OnUnusable))}, ${value})`,
        message: `What to do is one of ${Object.values(OnUnusable).join(', ')}.`,
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
      `The \`type\` of each is one of ${code(CHALLENGE_TYPES)}. With \`versions\`, the client can play only these, both ` +
      `ends included; a version is ${CHALLENGE_VERSION.rule}.`,
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
      'the AWS provider makes up a unique one that starts with `liveness-` and the name of the pool, shortened to fit',
    rules: [
      {
        condition: (value) =>
          matches(value, `^[a-z0-9][a-z0-9.-]{${MIN_BUCKET_NAME_LENGTH - 2},${MAX_BUCKET_NAME_LENGTH - 2}}[a-z0-9]$`),
        message:
          `The name of a bucket is ${MIN_BUCKET_NAME_LENGTH} to ${MAX_BUCKET_NAME_LENGTH} lower-case letters, digits, ` +
          'dots and hyphens, of which the first and the last are a letter or a digit.',
      },
      {
        condition: (value) => `!strcontains(${value}, "..") && !${matches(value, '^[0-9]+([.][0-9]+){3}$')}`,
        message: 'The name of a bucket has no two dots side by side, and does not look like an IP address.',
      },
      {
        condition: (value) =>
          `!anytrue([for part in ${JSON.stringify(RESERVED_PREFIXES)} : startswith(${value}, part)])`,
        message: `S3 keeps names of buckets to itself that start with ${RESERVED_PREFIXES.join(', ')}.`,
      },
      {
        condition: (value) => `!anytrue([for part in ${JSON.stringify(RESERVED_SUFFIXES)} : endswith(${value}, part)])`,
        message: `S3 keeps names of buckets to itself that end with ${RESERVED_SUFFIXES.join(', ')}.`,
      },
    ],
  },
  keyPrefix: {
    type: 'string',
    whenNull:
      '`liveness/<name>/`, with a hyphen for everything in the name but letters, digits, dots, hyphens, underscores and slashes',
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
    more: 'Without `server_access_logs_bucket_name` it has no effect.',
  },
  forceDestroy: { type: 'bool' },
  keyDescription: { type: 'string', whenNull: '`Face Liveness images of` and the name of the pool' },
  keyAlias: {
    type: 'string',
    rules: [
      {
        condition: (value) => matches(withoutAliasPrefix(value), `^[${KEY_ALIAS_CHARACTERS}]+$`),
        message: 'An alias has letters, digits, slashes, underscores and hyphens.',
      },
      {
        condition: (value) => `length("alias/\${${withoutAliasPrefix(value)}}") <= ${MAX_KEY_ALIAS_LENGTH}`,
        message: `An alias has at most ${MAX_KEY_ALIAS_LENGTH} characters with its alias/.`,
      },
      {
        condition: (value) => `!startswith(${withoutAliasPrefix(value)}, "aws/")`,
        message: 'AWS keeps aliases to itself that start with alias/aws/.',
      },
    ],
  },
  keyAdministrators: {
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
  keyDeletionWindowInDays: {
    type: 'number',
    rules: [wholeNumber('The window in days', KEY_DELETION_WINDOW_IN_DAYS.min, KEY_DELETION_WINDOW_IN_DAYS.max)],
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
        message: `The key of a tag has 1 to ${MAX_TAG_KEY_LENGTH} characters, and the value at most ${MAX_TAG_VALUE_LENGTH}.`,
      },
      {
        condition: (value) => `!anytrue([for key in keys(${value}) : startswith(lower(key), "aws:")])`,
        message: 'AWS keeps keys of tags to itself that start with aws:.',
      },
    ],
  },

  bucket: {
    leftOut: 'with a bucket of your own, a pool is the data source `faceliveness_session_pool` and nothing else',
  },
  key: { leftOut: 'as `bucket`' },
  storage: { leftOut: 'as `bucket`' },
  rekognitionServiceAccess: {
    leftOut: 'it would put conditions into two policies, for the rare organization whose rules call for it',
  },
  preventDestroy: { leftOut: 'Terraform takes no variable for `prevent_destroy`' },
  checks: {
    leftOut: 'a `check` block can not depend on a variable. `on_unusable = "warn"` warns of the same sessions',
  },
  awsProvider: { leftOut: 'Terraform has the `providers` argument of `module` blocks for it' },
  livenessProvider: { leftOut: 'as `awsProvider`' },
  livenessProviderSource: { leftOut: 'Terraform takes no variable for the source of a provider' },
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
