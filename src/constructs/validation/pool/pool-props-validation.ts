import type { IConstruct, IValidation } from 'constructs';
import { asClause } from '../../../liveness/describe-shape-error';
import { poolSizeError } from '../../../liveness/pool';
import { type ChallengePreference, OnUnusable } from '../../pool/session-options';
import { POOL_PROPS, requestErrors } from '../request-errors';
import { NEW_STORAGE_PROPS, propsWithoutEffect } from '../storage/image-storage-props-validation';
import { outsidePrefixErrors } from '../storage/prefixes';
import { type PropTypes, typeErrors } from '../types';
import { enumErrors, isKnown, isPlainObject, shown, templateErrors } from '../values';

/** The props of a pool that have limits or must fit each other, with defaults applied. */
interface LimitedPoolProps extends Readonly<Partial<Record<(typeof NEW_STORAGE_PROPS)[number], unknown>>> {
  readonly name: string;
  readonly size: number;
  readonly keepers?: unknown;
  readonly imagePrefix: string;
  readonly auditImagesLimit?: number | undefined;
  readonly challengePreferences?: readonly ChallengePreference[] | undefined;
  readonly managed?: boolean | undefined;
  readonly onUnusable?: OnUnusable | undefined;
  readonly checks?: boolean | undefined;
  readonly outputs?: boolean | undefined;
  /** The storage that is shared. */
  readonly storage?: unknown;
  readonly keyPrefix?: unknown;
  /** The key prefix of the storage that is shared, or that the pool made. */
  readonly storagePrefix: string;
}

/** The types of the props of a pool, besides blocks and constructs. */
const TYPES: PropTypes<LimitedPoolProps> = {
  name: 'string',
  size: 'number',
  keepers: 'map of strings',
  imagePrefix: 'string',
  managed: 'literal boolean',
  checks: 'literal boolean',
  outputs: 'literal boolean',
};

/** Texts of a pool that Terraform evaluates, and that have no pattern. */
const TEMPLATES = ['name', 'keepers', 'imagePrefix'] as const;

/** Reports each prop of a pool that the service or the provider would reject. Tokens are not checked. */
export class PoolPropsValidation implements IValidation {
  constructor(
    private readonly pool: IConstruct,
    private readonly props: LimitedPoolProps,
  ) {}

  public validate(): string[] {
    const { props } = this;
    return [
      ...typeErrors(props, TYPES),
      ...this.nameErrors(),
      ...this.sizeErrors(),
      ...TEMPLATES.flatMap((prop) => templateErrors(prop, props[prop])),
      ...this.preferencesErrors(),
      ...this.requestErrors(),
      ...this.storageErrors(),
      ...this.prefixErrors(),
      ...this.onUnusableErrors(),
    ];
  }

  private nameErrors(): string[] {
    return this.props.name === ''
      ? ['invalid name: "" is empty; the tokens of the sessions are derived from it. Give it a value, or leave it out']
      : [];
  }

  private sizeErrors(): string[] {
    const { size } = this.props;
    const error = typeof size === 'number' && isKnown(size) ? poolSizeError(size) : undefined;
    return error === undefined ? [] : [`invalid size: ${asClause(error)}`];
  }

  /** Terraform's JSON syntax has no place for a reference where blocks stand. */
  private preferencesErrors(): string[] {
    const { challengePreferences: preferences } = this.props;
    if (preferences === undefined) return [];
    if (!Array.isArray(preferences) || !isKnown(preferences)) {
      return [
        `invalid challengePreferences: ${shown(preferences)} is not a list that is known ` +
          'at synthesis, and each preference is a block. Give a list',
      ];
    }
    return preferences.flatMap((preference, index) => {
      const place = `challengePreferences[${index}]`;
      if (!isKnown(preference) || !isPlainObject(preference)) return [notAnObject(place, preference)];
      const { versions } = preference;
      if (versions === undefined || (isKnown(versions) && isPlainObject(versions))) return [];
      return [notAnObject(`${place}.versions`, versions)];
    });
  }

  private requestErrors(): string[] {
    const { imagePrefix, auditImagesLimit, challengePreferences: preferences } = this.props;
    return requestErrors(
      {
        OutputConfig: { S3KeyPrefix: typeof imagePrefix === 'string' ? imagePrefix : undefined },
        AuditImagesLimit: auditImagesLimit,
        ChallengePreferences: areObjects(preferences)
          ? preferences.map(({ type, versions }) => ({
              Type: type,
              Versions: { Minimum: versions?.minimum, Maximum: versions?.maximum },
            }))
          : undefined,
      },
      POOL_PROPS,
    );
  }

  private storageErrors(): string[] {
    return this.props.storage === undefined
      ? []
      : propsWithoutEffect(this.props, ['keyPrefix', ...NEW_STORAGE_PROPS], 'a storage that is shared', 'storage');
  }

  /** The retention of a bucket, and permissions for a storage, are about its prefix. */
  private prefixErrors(): string[] {
    const { imagePrefix, storagePrefix, storage, bucket } = this.props;
    if (typeof imagePrefix !== 'string' || typeof storagePrefix !== 'string') return [];
    const isOwnBucket = storage === undefined && bucket === undefined;
    // Everything expires in a bucket of its own, so a prefix that only Terraform knows is right as well.
    if (isOwnBucket && !(isKnown(imagePrefix) && isKnown(storagePrefix))) return [];
    return outsidePrefixErrors(this.pool, 'imagePrefix', imagePrefix, storagePrefix, 'storage');
  }

  private onUnusableErrors(): string[] {
    const { onUnusable, managed, checks } = this.props;
    const invalid = enumErrors('onUnusable', onUnusable, OnUnusable);
    if (invalid.length > 0) return invalid;
    if (checks && onUnusable === OnUnusable.IGNORE) {
      return [
        'invalid onUnusable: with OnUnusable.IGNORE the status of sessions is not read, so checks cannot use it. ' +
          'Use OnUnusable.REPORT, or leave checks out',
      ];
    }
    if (managed && (onUnusable === OnUnusable.WARN || onUnusable === OnUnusable.ERROR)) {
      return [
        `invalid onUnusable: a managed pool cannot use OnUnusable.${onUnusable.toUpperCase()}, since a refresh of a resource ` +
          'gives no warnings or errors about sessions. Use OnUnusable.REPORT with checks, or leave managed out',
      ];
    }
    if (!managed && onUnusable === OnUnusable.REPLACE) {
      return [
        'invalid onUnusable: OnUnusable.REPLACE needs a managed pool; a data source cannot replace sessions. Set managed, or ' +
          'use OnUnusable.REPORT',
      ];
    }
    return [];
  }
}

/** Whether all preferences are what the types say. */
function areObjects(preferences: unknown): preferences is readonly ChallengePreference[] {
  return (
    Array.isArray(preferences) &&
    preferences.every((each) => isPlainObject(each) && (each.versions === undefined || isPlainObject(each.versions)))
  );
}

function notAnObject(place: string, value: unknown): string {
  return (
    `invalid ${place}: ${shown(value)} is not an object that is known at synthesis, and it is a ` +
    'block. Give an object'
  );
}
