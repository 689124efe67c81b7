import type { IValidation } from 'constructs';
import { createSessionRequestViolations } from '../../liveness/create-session-request';
import { describeViolation, mostTelling } from '../../liveness/describe-violation';
import { poolSizeError } from '../../liveness/pool';
import type { Path } from '../../liveness/shape';
import type { ChallengePreference } from '../challenge-preference';
import { isKnown } from './known';

/** The values of a pool that have limits, defaults included. */
export interface LimitedPoolProps {
  readonly name: string;
  readonly size: number;
  readonly keyPrefix: string;
  readonly auditImagesLimit?: number | undefined;
  readonly challengePreferences?: readonly ChallengePreference[] | undefined;
}

/** Finds everything in a pool's props that the service or the provider would reject. Tokens are left to them. */
export class PoolPropsValidation implements IValidation {
  constructor(private readonly props: LimitedPoolProps) {}

  public validate(): string[] {
    return [...this.nameErrors(), ...this.sizeErrors(), ...this.requestErrors()];
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
    const { keyPrefix, auditImagesLimit, challengePreferences } = this.props;
    const request = {
      Settings: {
        OutputConfig: { S3KeyPrefix: known(keyPrefix) },
        AuditImagesLimit: known(auditImagesLimit),
        ChallengePreferences: known(challengePreferences)?.map(({ type, versions }) => ({
          Type: known(type),
          Versions: { Minimum: known(versions?.minimum), Maximum: known(versions?.maximum) },
        })),
      },
    };
    return (
      mostTelling(createSessionRequestViolations(request))
        // What is missing here is made by Terraform, or not known yet. The bucket's name is looked at where it is made.
        .filter(({ constraint }) => constraint.kind !== 'required')
        .map((violation) => `invalid ${propPath(violation.path)}: ${asClause(describeViolation(violation))}`)
    );
  }
}

function known<T>(value: T): T | undefined {
  return isKnown(value) ? value : undefined;
}

/** Where a member of the request stands in the props, such as `challengePreferences[0].versions.minimum`. */
function propPath(path: Path): string {
  return path
    .filter((step) => step !== 'Settings' && step !== 'OutputConfig')
    .map((step) =>
      typeof step === 'number' ? `[${step}]` : `.${step === 'S3KeyPrefix' ? 'keyPrefix' : lowerFirst(step)}`,
    )
    .join('')
    .slice(1);
}

/** A sentence as it stands after a colon, among others that have no final period. */
function asClause(sentence: string): string {
  return lowerFirst(sentence.replace(/\.$/, ''));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
