import type { IValidation } from 'constructs';
import { poolSizeError } from '../../liveness/pool';
import type { ChallengePreference } from '../pool/challenge-preference';
import { OnUnusable } from '../pool/on-unusable';
import { MADE_STORAGE_PROPS, propsWithoutEffect } from './image-storage-props-validation';
import { isKnown } from './known';
import { asClause, requestErrors } from './request-errors';

/** The values of a pool that have limits or must fit each other, defaults included. */
interface LimitedPoolProps extends Readonly<Partial<Record<(typeof MADE_STORAGE_PROPS)[number], unknown>>> {
  /** What Terraform calls the pool, from its id. */
  readonly logicalName: string;
  readonly name: string;
  readonly size: number;
  readonly keyPrefix: string;
  readonly auditImagesLimit?: number | undefined;
  readonly challengePreferences?: readonly ChallengePreference[] | undefined;
  readonly onUnusable?: OnUnusable | undefined;
  readonly checks?: boolean | undefined;
  readonly storage?: { readonly keyPrefix: string } | undefined;
}

/** Finds everything in a pool's props that the service or the provider would reject. Tokens are left to them. */
export class PoolPropsValidation implements IValidation {
  constructor(private readonly props: LimitedPoolProps) {}

  public validate(): string[] {
    return [
      ...this.idErrors(),
      ...this.nameErrors(),
      ...this.sizeErrors(),
      ...this.requestErrors(),
      ...this.storageErrors(),
      ...this.checksErrors(),
    ];
  }

  /** The outputs are called after it. */
  private idErrors(): string[] {
    const { logicalName } = this.props;
    return /^[A-Za-z_]/.test(logicalName)
      ? []
      : [
          `invalid id: Terraform would call the pool ${JSON.stringify(logicalName)}, and a name there starts with a letter ` +
            'from A to Z or an underscore. Change the id to start with one',
        ];
  }

  private nameErrors(): string[] {
    return this.props.name === ''
      ? ['invalid name: "" is empty; the tokens of the sessions are derived from it. Give it a value, or leave it out']
      : [];
  }

  private sizeErrors(): string[] {
    const { size } = this.props;
    const error = isKnown(size) ? poolSizeError(size) : undefined;
    return error === undefined ? [] : [`invalid size: ${asClause(error)}`];
  }

  private requestErrors(): string[] {
    const { keyPrefix, auditImagesLimit, challengePreferences, storage } = this.props;
    return requestErrors({
      // A storage that the pool makes has the same prefix, and looks at it itself.
      OutputConfig: { S3KeyPrefix: storage && keyPrefix },
      AuditImagesLimit: auditImagesLimit,
      ChallengePreferences: challengePreferences?.map(({ type, versions }) => ({
        Type: type,
        Versions: { Minimum: versions?.minimum, Maximum: versions?.maximum },
      })),
    });
  }

  private storageErrors(): string[] {
    const { storage, keyPrefix } = this.props;
    if (storage === undefined) return [];
    const errors = propsWithoutEffect(this.props, MADE_STORAGE_PROPS, 'a storage that is shared', 'storage');
    if (isKnown(keyPrefix) && isKnown(storage.keyPrefix) && !keyPrefix.startsWith(storage.keyPrefix)) {
      errors.push(
        `invalid keyPrefix: ${JSON.stringify(keyPrefix)} does not start with ${JSON.stringify(storage.keyPrefix)}, the ` +
          'prefix of the storage, which its retention and permissions are about. Start with that, or leave it out',
      );
    }
    return errors;
  }

  private checksErrors(): string[] {
    return this.props.checks && this.props.onUnusable === OnUnusable.IGNORE
      ? [
          'invalid onUnusable: with OnUnusable.IGNORE nobody asks whether sessions can be used, so checks can not tell. ' +
            'Use OnUnusable.REPORT or OnUnusable.ROTATE, or leave checks out',
        ]
      : [];
  }
}
