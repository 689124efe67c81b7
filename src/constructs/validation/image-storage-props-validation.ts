import type { IValidation } from 'constructs';
import { requestErrors } from './request-errors';

/** Props of a new key. */
const KEY_PROPS = [
  'encryptionKeyDescription',
  'alias',
  'encryptionKeyAdministrators',
  'encryptionKeyDeletionWindowInDays',
] as const;

/** Props of a new bucket. */
const BUCKET_PROPS = [
  'bucketName',
  'imageRetentionDays',
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
  readonly keyPrefix?: string;
};

/** Reports contradictions in the props of a storage. The key and the bucket check their own props. */
export class ImageStoragePropsValidation implements IValidation {
  constructor(private readonly props: StorageProps) {}

  public validate(): string[] {
    const { bucket, encryptionKey, keyPrefix } = this.props;
    return [
      ...(encryptionKey === undefined ? [] : this.withoutEffect(KEY_PROPS, 'a key that exists', 'encryptionKey')),
      ...(bucket === undefined ? [] : this.withoutEffect(BUCKET_PROPS, 'a bucket that exists', 'bucket')),
      ...(bucket === undefined || encryptionKey === undefined
        ? []
        : this.withoutEffect(COMMON_PROPS, 'a bucket and a key that exist', 'bucket or encryptionKey')),
      // A new bucket checks it.
      ...(bucket === undefined ? [] : requestErrors({ OutputConfig: { S3KeyPrefix: keyPrefix } })),
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
