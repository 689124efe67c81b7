import type { IValidation } from 'constructs';
import {
  MAX_BUCKET_NAME_LENGTH,
  MAX_BUCKET_NAME_PREFIX_LENGTH,
  MAX_IMAGE_RETENTION_DAYS,
  MAX_LIFECYCLE_RULE_ID_LENGTH,
  MIN_BUCKET_NAME_LENGTH,
  RESERVED_BUCKET_NAME_PREFIXES,
  RESERVED_BUCKET_NAME_SUFFIXES,
} from '../../limits';
import type { LivenessPolicyStatement } from '../../policies/policy-statement';
import { IMAGE_RULE_IDS } from '../../storage/image-expiry';
import { requestErrors } from '../request-errors';
import { type PropTypes, typeErrors, wellTyped } from '../types';
import { enumErrors, isKnown, tagErrors, templateErrors, wholeNumberError } from '../values';
import { statementErrors } from './statement-errors';

/** The props of a bucket that are checked. */
interface CheckedBucketProps {
  readonly bucketName?: string;
  readonly bucketNamePrefix?: string;
  readonly keyPrefix?: string;
  readonly imageRetentionDays?: number;
  readonly lifecycleRules?: ReadonlyArray<{ readonly id: string; readonly status: string }>;
  readonly bucketPolicyStatements?: readonly LivenessPolicyStatement[];
  readonly versioning?: boolean;
  readonly serverAccessLogsBucketName?: string;
  readonly serverAccessLogsPrefix?: string;
  readonly forceDestroy?: boolean;
  readonly rekognitionServiceAccess?: boolean;
  readonly preventDestroy?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The types of the props of a bucket, besides numbers and constructs. */
export const BUCKET_PROPS: PropTypes<CheckedBucketProps> = {
  bucketName: 'string',
  bucketNamePrefix: 'string',
  keyPrefix: 'string',
  lifecycleRules: 'literal list of objects',
  bucketPolicyStatements: 'literal list of objects',
  versioning: 'literal boolean',
  serverAccessLogsBucketName: 'string',
  serverAccessLogsPrefix: 'string',
  forceDestroy: 'boolean',
  rekognitionServiceAccess: 'literal boolean',
  preventDestroy: 'literal boolean',
  tags: 'map of strings',
};

/** The states of a lifecycle rule. */
const RuleStatus = { ENABLED: 'Enabled', DISABLED: 'Disabled' } as const;

const LOG_PROPS = { S3Bucket: 'serverAccessLogsBucketName' };

/** Reports each prop of a bucket that S3 or the service would refuse. */
export class ImageBucketPropsValidation implements IValidation {
  private readonly props: CheckedBucketProps;

  constructor(private readonly given: CheckedBucketProps) {
    this.props = wellTyped(given, BUCKET_PROPS);
  }

  public validate(): string[] {
    const { bucketName, bucketNamePrefix, keyPrefix, serverAccessLogsPrefix, tags } = this.props;
    return [
      ...typeErrors(this.given, BUCKET_PROPS),
      ...newBucketNameErrors(bucketName),
      ...bucketNamePrefixErrors(bucketNamePrefix, bucketName),
      ...requestErrors({ OutputConfig: { S3KeyPrefix: keyPrefix } }),
      ...templateErrors('keyPrefix', keyPrefix),
      ...templateErrors('serverAccessLogsPrefix', serverAccessLogsPrefix),
      ...templateErrors('lifecycleRules', this.props.lifecycleRules),
      ...this.retentionErrors(),
      ...this.lifecycleRuleErrors(),
      ...statementErrors('bucketPolicyStatements', this.props.bucketPolicyStatements),
      ...this.accessLogErrors(),
      ...this.destroyErrors(),
      ...tagErrors(tags),
    ];
  }

  private retentionErrors(): string[] {
    const error = wholeNumberError(this.props.imageRetentionDays, 'the retention of images in days', {
      min: 1,
      max: MAX_IMAGE_RETENTION_DAYS,
    });
    return error === undefined ? [] : [`invalid imageRetentionDays: ${error}`];
  }

  private lifecycleRuleErrors(): string[] {
    const rules = this.props.lifecycleRules ?? [];
    return rules.flatMap((rule, index) => {
      // A token, such as a dynamic block.
      if (!isKnown(rule)) return [];
      const place = `lifecycleRules[${index}]`;
      return [
        ...ruleIdErrors(
          `${place}.id`,
          rule.id,
          rules.slice(0, index).map(({ id }) => id),
        ),
        ...enumErrors(`${place}.status`, rule.status ?? null, RuleStatus),
      ];
    });
  }

  private accessLogErrors(): string[] {
    const { serverAccessLogsBucketName: name, serverAccessLogsPrefix: prefix } = this.props;
    if (name !== undefined) return requestErrors({ OutputConfig: { S3Bucket: name } }, LOG_PROPS);
    return prefix !== undefined
      ? [
          `invalid serverAccessLogsPrefix: ${JSON.stringify(prefix)} was given without serverAccessLogsBucketName; ` +
            'without a bucket there are no access logs. Name the bucket, or leave the prefix out',
        ]
      : [];
  }

  private destroyErrors(): string[] {
    return this.props.forceDestroy && this.props.preventDestroy
      ? [
          'invalid forceDestroy: it contradicts preventDestroy, with which Terraform never destroys the bucket. ' +
            'Leave one of them out',
        ]
      : [];
  }
}

/** S3 refuses rules without an id here, and two of one id. */
function ruleIdErrors(place: string, id: unknown, before: readonly unknown[]): string[] {
  if (id !== undefined && !isKnown(id)) return [];
  if (typeof id !== 'string' || id === '' || id.length > MAX_LIFECYCLE_RULE_ID_LENGTH) {
    const received =
      typeof id === 'string' && id.length > 0 ? `it has ${id.length} characters` : `${JSON.stringify(id)} was given`;
    return [`invalid ${place}: ${received}; an id has 1 to ${MAX_LIFECYCLE_RULE_ID_LENGTH} characters. Change it`];
  }
  if (IMAGE_RULE_IDS.includes(id)) {
    return [
      `invalid ${place}: ${JSON.stringify(id)} is the id of a rule that every bucket has. Use another id; ` +
        'imageRetentionDays changes the retention',
    ];
  }
  return before.includes(id)
    ? [`invalid ${place}: ${JSON.stringify(id)} is the id of another rule. Use another id`]
    : [];
}

/** Errors in the name of a new bucket. Names of existing buckets follow older, wider rules. */
function newBucketNameErrors(bucketName: string | undefined): string[] {
  const clauses = bucketName !== undefined && isKnown(bucketName) ? bucketNameClauses(bucketName) : [];
  return bucketName === undefined || clauses.length === 0
    ? []
    : [
        `invalid bucketName: ${shown(bucketName)} ${enumerate(clauses)}; the name of a bucket is ` +
          `${MIN_BUCKET_NAME_LENGTH} to ${MAX_BUCKET_NAME_LENGTH} lower-case letters, digits, dots and hyphens, of which ` +
          'the first and the last are a letter or a digit. Change it, or leave it out to have one made up',
      ];
}

/** Errors in the start of a generated name. What follows it is up to the AWS provider. */
function bucketNamePrefixErrors(prefix: string | undefined, bucketName: string | undefined): string[] {
  if (prefix === undefined) return [];
  if (bucketName !== undefined) {
    return ['invalid bucketNamePrefix: it has no effect beside bucketName. Leave one of them out'];
  }
  if (!isKnown(prefix)) return [];
  // Digits in place of what the AWS provider adds.
  const clauses = bucketNameClauses(`${prefix}00`).filter(
    (clause) => !clause.startsWith('has ') || clause.includes('dots'),
  );
  const { length } = [...prefix];
  if (length > MAX_BUCKET_NAME_PREFIX_LENGTH) clauses.unshift(`has ${length} characters`);
  if (clauses.length === 0) return [];
  return [
    `invalid bucketNamePrefix: ${shown(prefix)} ${enumerate(clauses)}; the start of the name of a bucket is at most ` +
      `${MAX_BUCKET_NAME_PREFIX_LENGTH} lower-case letters, digits, dots and hyphens, of which the first is a letter or a ` +
      'digit. Change it, or leave it out',
  ];
}

function bucketNameClauses(name: string): string[] {
  if (name === '') return ['is empty'];
  return [
    ...lengthClauses([...name].length),
    ...characterClauses(name),
    ...['.', '-'].filter((mark) => name.startsWith(mark)).map((mark) => `starts with "${mark}"`),
    ...['.', '-'].filter((mark) => name.endsWith(mark)).map((mark) => `ends with "${mark}"`),
    ...(name.includes('..') ? ['has two dots side by side'] : []),
    ...(/^\d+\.\d+\.\d+\.\d+$/.test(name) ? ['looks like an IP address'] : []),
    ...RESERVED_BUCKET_NAME_PREFIXES.filter((part) => name.startsWith(part)).map((part) => reserved('starts', part)),
    ...RESERVED_BUCKET_NAME_SUFFIXES.filter((part) => name.endsWith(part)).map((part) => reserved('ends', part)),
  ];
}

function lengthClauses(length: number): string[] {
  if (length >= MIN_BUCKET_NAME_LENGTH && length <= MAX_BUCKET_NAME_LENGTH) return [];
  return [`has ${length} ${length === 1 ? 'character' : 'characters'}`];
}

function characterClauses(name: string): string[] {
  const wrong = new Set([...name].filter((character) => !/^[a-z0-9.-]$/.test(character)));
  return wrong.size === 0 ? [] : [`contains ${enumerate([...wrong].map((character) => JSON.stringify(character)))}`];
}

function reserved(verb: string, part: string): string {
  return `${verb} with "${part}", which S3 keeps to itself`;
}

function shown(name: string): string {
  const characters = [...name];
  return JSON.stringify(
    characters.length > MAX_BUCKET_NAME_LENGTH ? `${characters.slice(0, MAX_BUCKET_NAME_LENGTH).join('')}…` : name,
  );
}

function enumerate(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
