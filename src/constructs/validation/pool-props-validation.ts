import type { IValidation } from 'constructs';
import { asClause } from '../../liveness/describe-shape-error';
import { poolSizeError } from '../../liveness/pool';
import { type ChallengePreference, OnUnusable } from '../pool/session-options';
import { NEW_STORAGE_PROPS, propsWithoutEffect } from './image-storage-props-validation';
import { requestErrors } from './request-errors';
import { isKnown } from './values';

/** The props of a pool that have limits or must fit each other, with defaults applied. */
interface LimitedPoolProps extends Readonly<Partial<Record<(typeof NEW_STORAGE_PROPS)[number], unknown>>> {
  /** The pool's name in Terraform, derived from its id. */
  readonly logicalName: string;
  readonly name: string;
  readonly size: number;
  readonly imagePrefix: string;
  readonly auditImagesLimit?: number | undefined;
  readonly challengePreferences?: readonly ChallengePreference[] | undefined;
  readonly onUnusable?: OnUnusable | undefined;
  readonly checks?: boolean | undefined;
  readonly storage?: { readonly keyPrefix: string } | undefined;
}

/** Reports each prop of a pool that the service or the provider would reject. Tokens are not checked. */
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

  /** Names of outputs start with the pool's name. */
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
    const { imagePrefix, auditImagesLimit, challengePreferences } = this.props;
    return requestErrors({
      OutputConfig: { S3KeyPrefix: imagePrefix },
      AuditImagesLimit: auditImagesLimit,
      ChallengePreferences: challengePreferences?.map(({ type, versions }) => ({
        Type: type,
        Versions: { Minimum: versions?.minimum, Maximum: versions?.maximum },
      })),
    });
  }

  private storageErrors(): string[] {
    const { storage, imagePrefix } = this.props;
    if (storage === undefined) return [];
    const errors = propsWithoutEffect(this.props, NEW_STORAGE_PROPS, 'a storage that is shared', 'storage');
    if (isKnown(imagePrefix) && isKnown(storage.keyPrefix) && !imagePrefix.startsWith(storage.keyPrefix)) {
      errors.push(
        `invalid imagePrefix: ${JSON.stringify(imagePrefix)} does not start with ${JSON.stringify(storage.keyPrefix)}, the ` +
          'prefix of the storage, which its retention and permissions are about. Start with that, or leave it out',
      );
    }
    return errors;
  }

  private checksErrors(): string[] {
    return this.props.checks && this.props.onUnusable === OnUnusable.IGNORE
      ? [
          'invalid onUnusable: with OnUnusable.IGNORE the status of sessions is not read, so checks cannot use it. ' +
            'Use OnUnusable.REPORT, or leave checks out',
        ]
      : [];
  }
}
