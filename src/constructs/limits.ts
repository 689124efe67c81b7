/** Limits of AWS and Terraform that constructs check at synthesis, with their sources, and the defaults of the constructs. */

/*
 * Names of buckets: "General purpose bucket naming rules" in the user guide of Amazon S3.
 */

/** The fewest characters of a bucket name. */
export const MIN_BUCKET_NAME_LENGTH = 3;

/** The most characters of a bucket name. */
export const MAX_BUCKET_NAME_LENGTH = 63;

/** Prefixes that S3 reserves: no bucket name starts with one. */
export const RESERVED_BUCKET_NAME_PREFIXES: readonly string[] = ['xn--', 'sthree-', 'amzn-s3-demo-'];

/** Suffixes that S3 reserves: no bucket name ends with one. */
export const RESERVED_BUCKET_NAME_SUFFIXES: readonly string[] = [
  '-s3alias',
  '--ol-s3',
  '.mrap',
  '--x-s3',
  '--table-s3',
];

/** The start of the generated names of buckets. It is constant, because another one replaces a bucket. */
export const DEFAULT_BUCKET_NAME_PREFIX = 'liveness-';

/** The most characters of `bucket_prefix`: the AWS provider appends 26 characters that make the name unique. */
export const MAX_BUCKET_NAME_PREFIX_LENGTH = MAX_BUCKET_NAME_LENGTH - 26;

/*
 * Images. The service's limits of the key prefix are in src/liveness/create-session-request.ts.
 */

/** The key prefix of the images of all pools in a bucket. */
export const DEFAULT_KEY_PREFIX = 'liveness/';

/** The number of days after which images are deleted by default. */
export const DEFAULT_IMAGE_RETENTION_DAYS = 30;

/** The most days that images are kept: one hundred years. S3 itself accepts any positive 32-bit integer. */
export const MAX_IMAGE_RETENTION_DAYS = 36_500;

/** The most characters of the id of a lifecycle rule: LifecycleRule in the API reference of Amazon S3. */
export const MAX_LIFECYCLE_RULE_ID_LENGTH = 255;

/*
 * Keys: CreateKey, CreateAlias and ScheduleKeyDeletion in the API reference of AWS KMS.
 */

/** The default description of a key. */
export const DEFAULT_KEY_DESCRIPTION = 'Face Liveness images';

/** The most characters of the description of a key. */
export const MAX_KEY_DESCRIPTION_LENGTH = 8192;

/** The most characters of a key alias, `alias/` included. */
export const MAX_KEY_ALIAS_LENGTH = 256;

/** The characters of a key alias, as a character class of a regular expression. */
export const KEY_ALIAS_CHARACTERS = '[A-Za-z0-9/_-]';

/** The waiting period of a deleted key, in days. */
export const KEY_DELETION_WINDOW_DAYS = { min: 7, max: 30 } as const;

/*
 * Tags: "Tag naming limits and requirements" in the user guide of Tagging AWS Resources.
 */

/** The most tags of a resource. */
export const MAX_TAGS = 50;

/** The most characters of a tag key. */
export const MAX_TAG_KEY_LENGTH = 128;

/** The most characters of a tag value. */
export const MAX_TAG_VALUE_LENGTH = 256;

/*
 * Policies: "IAM and AWS STS quotas" in the user guide of IAM. White space does not count.
 */

/** The most characters of all inline policies of a role. */
export const MAX_ROLE_POLICY_LENGTH = 10_240;

/** The most characters of a managed policy. */
export const MAX_MANAGED_POLICY_LENGTH = 6144;

/*
 * ARNs: "Resource types" of KMS, S3 and IAM in the Service Authorization Reference.
 */

/** The start of the ARN of every bucket. Face Liveness is offered in the partition `aws` only. */
export const BUCKET_ARN_PREFIX = 'arn:aws:s3:::';

/** The ARN of a bucket. Names from before 2018 can be longer than those of new buckets, in us-east-1. */
export const BUCKET_ARN = /^arn:aws[a-z-]*:s3:::[0-9A-Za-z._-]{3,255}$/;

/** The ARN of a KMS key. The id of a key is a UUID; that of a multi-Region key is `mrk-` and 32 digits. */
export const KMS_KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/([0-9a-f-]{36}|mrk-[0-9a-f]{32})$/;

/** The ARN of an IAM role or user, with any path, or of an account. */
export const IAM_PRINCIPAL_ARN = /^arn:aws[a-z-]*:iam::\d{12}:(root|(role|user)\/[!-~]+)$/;

/** The ARN of an IAM role, user or group, with any path: its account, its kind and its name. */
export const IDENTITY_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):(role|user|group)\/(?:[!-~]*\/)?([\w+=,.@-]{1,128})$/;
