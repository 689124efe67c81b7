import type { IConstruct, IValidation } from 'constructs';
import type { ILivenessImageBucket, ILivenessImageKey } from '../../storage/interfaces';
import { requestErrors } from '../request-errors';
import { templateErrors } from '../values';
import { outsidePrefixErrors } from './prefixes';

/** Props of a new key. */
const KEY_PROPS = [
  'encryptionKeyDescription',
  'alias',
  'encryptionKeyAdministrators',
  'encryptionKeyPolicyStatements',
  'encryptionKeyDeletionWindowInDays',
] as const;

/** Props of a new bucket. */
const BUCKET_PROPS = [
  'bucketName',
  'bucketNamePrefix',
  'imageRetentionDays',
  'lifecycleRules',
  'bucketPolicyStatements',
  'versioning',
  'serverAccessLogsBucketName',
  'serverAccessLogsPrefix',
  'forceDestroy',
] as const;

/** Props of a new key and a new bucket. */
const COMMON_PROPS = ['rekognitionServiceAccess', 'preventDestroy', 'tags'] as const;

/** All props that configure new parts of a storage, and have no effect on an existing one. */
export const NEW_STORAGE_PROPS = ['bucket', 'encryptionKey', ...KEY_PROPS, ...BUCKET_PROPS, ...COMMON_PROPS] as const;

/** These props and the prefix. */
type StorageProps = Readonly<Partial<Record<(typeof NEW_STORAGE_PROPS)[number], unknown>>> & {
  readonly bucket?: ILivenessImageBucket;
  readonly encryptionKey?: ILivenessImageKey;
  readonly keyPrefix?: string;
};

/** Reports contradictions in the props of a storage. The key and the bucket check their own props. */
export class ImageStoragePropsValidation implements IValidation {
  constructor(
    private readonly storage: IConstruct,
    private readonly props: StorageProps,
  ) {}

  public validate(): string[] {
    const { bucket, encryptionKey } = this.props;
    const keyProp = encryptionKey === undefined ? 'bucket' : 'encryptionKey';
    const hasKey = encryptionKey !== undefined || bucket?.encryptionKey !== undefined;
    return [
      ...(hasKey ? this.withoutEffect(KEY_PROPS, 'a key that exists', keyProp) : []),
      ...(bucket === undefined ? [] : this.withoutEffect(BUCKET_PROPS, 'a bucket that exists', 'bucket')),
      ...(bucket !== undefined && hasKey
        ? this.withoutEffect(COMMON_PROPS, 'a bucket and a key that exist', 'bucket or encryptionKey')
        : []),
      ...(bucket === undefined ? [] : [...this.keyErrors(bucket), ...this.prefixErrors(bucket)]),
    ];
  }

  /** Sessions would encrypt with another key than the bucket. */
  private keyErrors(bucket: ILivenessImageBucket): string[] {
    const { encryptionKey: key } = this.props;
    const { encryptionKey: ofBucket } = bucket;
    if (key === undefined || ofBucket === undefined || key === ofBucket || key.keyArn === ofBucket.keyArn) return [];
    return [
      `invalid encryptionKey: ${key.node.path} is another key than ${ofBucket.node.path}, with which the bucket ` +
        `${bucket.node.path} encrypts. Leave it out to use the key of the bucket`,
    ];
  }

  /** A new bucket checks its prefix. */
  private prefixErrors(bucket: ILivenessImageBucket): string[] {
    const { keyPrefix } = this.props;
    if (keyPrefix === undefined) return [];
    return [
      ...requestErrors({ OutputConfig: { S3KeyPrefix: keyPrefix } }),
      ...templateErrors('keyPrefix', keyPrefix),
      ...(bucket.keyPrefix === undefined
        ? []
        : outsidePrefixErrors(this.storage, 'keyPrefix', keyPrefix, bucket.keyPrefix, 'bucket')),
    ];
  }

  private withoutEffect(names: readonly (keyof StorageProps)[], what: string, prop: string): string[] {
    return propsWithoutEffect(this.props, names, what, prop);
  }
}

/** The error for props that have no effect beside another prop. */
export function propsWithoutEffect<T extends object>(
  props: T,
  names: readonly (keyof T & string)[],
  what: string,
  prop: string,
): string[] {
  const given = names.filter((name) => props[name] !== undefined);
  if (given.length === 0) return [];
  const [they, them] = given.length === 1 ? ['it has', 'it'] : ['they have', 'them'];
  return [`invalid ${given.join(', ')}: ${they} no effect on ${what}. Leave ${them} out, or leave out ${prop}`];
}
