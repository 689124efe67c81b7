import { type LivenessSessionPoolProps, OnUnusable } from '../../src/constructs';
import {
  DEFAULT_BUCKET_NAME_PREFIX,
  DEFAULT_KEY_DESCRIPTION,
  IAM_PRINCIPAL_ARN,
  KEY_ALIAS_CHARACTERS,
  KEY_DELETION_WINDOW_DAYS,
  MAX_BUCKET_NAME_LENGTH,
  MAX_BUCKET_NAME_PREFIX_LENGTH,
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
  /** The description without the default. Default: the prop's docstring. */
  readonly description?: string;
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

const { IGNORE, REPORT, WARN, ERROR, REPLACE } = OnUnusable;

/** What the resource of managed sessions, and the data source that reads sessions, can do about unusable ones. */
export const ON_UNUSABLE = { managed: [IGNORE, REPORT, REPLACE], read: [IGNORE, REPORT, WARN, ERROR] } as const;

const notReservedPrefix: Rule = {
  condition: (value) =>
    `!anytrue([for part in ${JSON.stringify(RESERVED_BUCKET_NAME_PREFIXES)} : startswith(${value}, part)])`,
  message: `S3 reserves bucket names that start with ${RESERVED_BUCKET_NAME_PREFIXES.join(', ')}.`,
};

/** The elements that a statement has either as they are or negated, such as `Action` and `NotAction`. */
const ALTERNATIVES = ['Principal', 'Action', 'Resource'];

/** The elements of a statement in the JSON policy language of AWS. */
const STATEMENT_ELEMENTS = ['Sid', 'Effect', ...ALTERNATIVES, ...ALTERNATIVES.map((name) => `Not${name}`), 'Condition'];

const POLICY_LANGUAGE = "Each is an object with the elements of AWS's JSON policy language, such as";

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
  managed: { type: 'bool' },
  onUnusable: {
    type: 'string',
    more: `One of ${code(Object.values(OnUnusable))}.`,
    whenNull: `\`${IGNORE}\`, and with \`managed\` \`${REPLACE}\``,
    rules: [
      {
        condition: (value) => `contains(${JSON.stringify(Object.values(OnUnusable))}, ${value})`,
        message: `The reaction to unusable sessions is one of ${Object.values(OnUnusable).join(', ')}.`,
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
    whenNull: 'a unique name that the AWS provider generates from `bucket_name_prefix`',
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
      notReservedPrefix,
      {
        condition: (value) =>
          `!anytrue([for part in ${JSON.stringify(RESERVED_BUCKET_NAME_SUFFIXES)} : endswith(${value}, part)])`,
        message: `S3 reserves bucket names that end with ${RESERVED_BUCKET_NAME_SUFFIXES.join(', ')}.`,
      },
    ],
  },
  bucketNamePrefix: {
    type: 'string',
    default: DEFAULT_BUCKET_NAME_PREFIX,
    more: 'It has no effect with `bucket_name`.',
    rules: [
      {
        condition: (value) =>
          `${matches(value, `^[a-z0-9][a-z0-9.-]{0,${MAX_BUCKET_NAME_PREFIX_LENGTH - 1}}$`)} && !strcontains(${value}, "..")`,
        message:
          `The start of a bucket name is 1 to ${MAX_BUCKET_NAME_PREFIX_LENGTH} lower-case letters, digits, dots and hyphens, ` +
          'of which the first is a letter or a digit, without two adjacent dots.',
      },
      notReservedPrefix,
    ],
  },
  bucketPolicyStatements: {
    ...policyStatements(['DenyWithoutTls']),
    more:
      `${POLICY_LANGUAGE} \`{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::NAME/*", ` +
      'Condition = { NumericLessThan = { "s3:TlsVersion" = "1.3" } } }`. They can refer to the output `bucket`.',
  },
  imagePrefix: {
    type: 'string',
    description:
      "What the keys of the pool's images in the bucket start with, whole: end it with a slash. At most " +
      `${MAX_S3_KEY_PREFIX_LENGTH} characters without whitespace; a limit of the service.`,
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
    description:
      `After how many days everything in the bucket is deleted: 1 to ${MAX_IMAGE_RETENTION_DAYS}. Incomplete uploads are ` +
      'deleted after one day, and so are old versions. Images of faces are biometric data, which must not stay longer than ' +
      'they are needed, so there is always a limit.',
    rules: [wholeNumber('The retention of images in days', 1, MAX_IMAGE_RETENTION_DAYS)],
  },
  versioning: { type: 'bool' },
  serverAccessLogsBucketName: { type: 'string' },
  serverAccessLogsPrefix: {
    type: 'string',
    more: 'It has no effect without `server_access_logs_bucket_name`.',
  },
  forceDestroy: { type: 'bool' },
  encryptionKeyDescription: { type: 'string', default: DEFAULT_KEY_DESCRIPTION },
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
  encryptionKeyPolicyStatements: {
    ...policyStatements(['AllowAccount', 'AllowAdministrators']),
    more:
      `${POLICY_LANGUAGE} \`{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/audit" }, ` +
      'Action = "kms:Decrypt", Resource = "*" }`.',
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
  keyPrefix: { leftOut: 'the bucket of the module is for one pool, and everything in it expires' },
  lifecycleRules: { leftOut: 'everything in the bucket of the module expires, and the rules would be nested blocks' },
  storage: { leftOut: 'as for `bucket`' },
  rekognitionServiceAccess: {
    leftOut:
      'few organizations need it; `bucket_policy_statements` and `encryption_key_policy_statements` can allow it',
  },
  preventDestroy: { leftOut: 'the value of `prevent_destroy` must be a literal' },
  outputs: { leftOut: 'a module has its outputs' },
  checks: {
    leftOut: 'a `check` block cannot depend on a variable. `on_unusable = "warn"` warns about the same sessions',
  },
  awsProvider: { leftOut: 'use the `providers` argument of the `module` block' },
  livenessProvider: { leftOut: 'as for `awsProvider`' },
  livenessProviderSource: { leftOut: 'the source of a provider must be a literal' },
};

/**
 * A list of policy statements. An object type would drop misspelt elements without a word, such as a condition.
 *
 * @param reserved the ids of the statements that the policy has already
 */
function policyStatements(reserved: readonly string[]): VariableProp {
  const rule = (condition: string, message: string): Rule => ({
    condition: (value) => `try(alltrue([for statement in ${value} : ${condition}]), false)`,
    message,
  });
  return {
    type: 'any',
    default: [],
    rules: [
      rule(
        `length(setsubtract(keys(statement), ${JSON.stringify(STATEMENT_ELEMENTS)})) == 0`,
        `A statement is an object with the elements ${STATEMENT_ELEMENTS.join(', ')}.`,
      ),
      rule('contains(["Allow", "Deny"], statement.Effect)', 'The Effect of a statement is Allow or Deny.'),
      rule(
        `alltrue([for name in ${JSON.stringify(ALTERNATIVES)} : can(statement[name]) != can(statement["Not\${name}"])])`,
        `A statement has one of ${ALTERNATIVES.map((name) => `${name} and Not${name}`).join(', one of ')}.`,
      ),
      rule(
        `!contains(${JSON.stringify(reserved)}, try(statement.Sid, ""))`,
        `The policy has a statement with the Sid ${reserved.join(', and one with ')} already.`,
      ),
    ],
  };
}

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
