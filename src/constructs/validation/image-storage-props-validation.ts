import type { IValidation } from 'constructs';
import { requestErrors } from './request-errors';

/** What only a key that is made here has. */
const KEY_PROPS = ['keyDescription', 'keyAlias', 'keyAdministrators', 'keyDeletionWindowInDays'] as const;

/** What only a bucket that is made here has. */
const BUCKET_PROPS = [
  'bucketName',
  'imageRetentionDays',
  'versioning',
  'serverAccessLogsBucketName',
  'serverAccessLogsPrefix',
  'forceDestroy',
] as const;

/** What anything that is made here has. */
const COMMON_PROPS = ['rekognitionServiceAccess', 'preventDestroy', 'tags'] as const;

/** All that is about what a storage makes, and so has no effect where it exists. */
export const MADE_STORAGE_PROPS = ['bucket', 'key', ...KEY_PROPS, ...BUCKET_PROPS, ...COMMON_PROPS] as const;

/** All of these, and the prefix. */
type StorageProps = Readonly<Partial<Record<(typeof MADE_STORAGE_PROPS)[number], unknown>>> & {
  readonly keyPrefix?: string;
};

/** Finds what contradicts itself in a storage's props. The key and the bucket look at what is theirs. */
export class ImageStoragePropsValidation implements IValidation {
  constructor(private readonly props: StorageProps) {}

  public validate(): string[] {
    const { bucket, key, keyPrefix } = this.props;
    return [
      ...(key === undefined ? [] : this.withoutEffect(KEY_PROPS, 'a key that exists', 'key')),
      ...(bucket === undefined ? [] : this.withoutEffect(BUCKET_PROPS, 'a bucket that exists', 'bucket')),
      ...(bucket === undefined || key === undefined
        ? []
        : this.withoutEffect(COMMON_PROPS, 'a bucket and a key that exist', 'bucket or key')),
      // A bucket that is made looks at this itself.
      ...(bucket === undefined ? [] : requestErrors({ OutputConfig: { S3KeyPrefix: keyPrefix } })),
    ];
  }

  private withoutEffect(names: readonly (keyof StorageProps)[], what: string, prop: string): string[] {
    return propsWithoutEffect(this.props, names, what, prop);
  }
}

/** Finds props that are given beside one that leaves them without effect. */
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
