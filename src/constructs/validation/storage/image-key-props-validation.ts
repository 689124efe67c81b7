import type { IValidation } from 'constructs';
import {
  KEY_ALIAS_CHARACTERS,
  KEY_DELETION_WINDOW_DAYS,
  MAX_KEY_ALIAS_LENGTH,
  MAX_KEY_DESCRIPTION_LENGTH,
} from '../../limits';
import { iamPrincipalArnError } from '../../policies/arns';
import type { LivenessPolicyStatement } from '../../policies/policy-statement';
import { type PropTypes, typeErrors, wellTyped } from '../types';
import { isKnown, tagErrors, templateErrors, wholeNumberError } from '../values';
import { statementErrors } from './statement-errors';

/** The props of a key that are checked. */
interface CheckedKeyProps {
  readonly encryptionKeyDescription?: string;
  readonly alias?: string;
  readonly encryptionKeyAdministrators?: readonly string[];
  readonly encryptionKeyPolicyStatements?: readonly LivenessPolicyStatement[];
  readonly encryptionKeyDeletionWindowInDays?: number;
  readonly rekognitionServiceAccess?: boolean;
  readonly preventDestroy?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The types of the props of a key, besides numbers and constructs. */
export const KEY_PROPS: PropTypes<CheckedKeyProps> = {
  encryptionKeyDescription: 'string',
  alias: 'string',
  encryptionKeyAdministrators: 'list of strings',
  encryptionKeyPolicyStatements: 'literal list of objects',
  rekognitionServiceAccess: 'literal boolean',
  preventDestroy: 'literal boolean',
  tags: 'map of strings',
};

/** Reports each prop of a key that KMS would refuse. */
export class ImageKeyPropsValidation implements IValidation {
  constructor(private readonly props: CheckedKeyProps) {}

  public validate(): string[] {
    const props = wellTyped(this.props, KEY_PROPS);
    const { alias, encryptionKeyAdministrators, encryptionKeyDeletionWindowInDays, tags } = props;
    return [
      ...typeErrors(this.props, KEY_PROPS),
      ...named('alias', alias === undefined ? undefined : aliasError(alias, 'new')),
      ...administratorsOf(encryptionKeyAdministrators).flatMap((arn, index) =>
        named(`encryptionKeyAdministrators[${index}]`, iamPrincipalArnError(arn)),
      ),
      ...named(
        'encryptionKeyDeletionWindowInDays',
        wholeNumberError(encryptionKeyDeletionWindowInDays, 'the window', KEY_DELETION_WINDOW_DAYS),
      ),
      ...descriptionErrors(props.encryptionKeyDescription),
      ...statementErrors('encryptionKeyPolicyStatements', props.encryptionKeyPolicyStatements),
      ...tagErrors(tags),
    ];
  }
}

/**
 * The error in an alias, with or without its `alias/`, as a clause; undefined when it is valid or not known. An alias with
 * the prefix `alias/aws/` can exist but cannot be created.
 */
export function aliasError(alias: string, which: 'new' | 'existing'): string | undefined {
  if (!isKnown(alias)) return undefined;
  const name = alias.replace(/^alias\//, '');
  const shown = JSON.stringify(alias);
  const rule = `an alias has at most ${MAX_KEY_ALIAS_LENGTH} characters with its "alias/", which are letters, digits, slashes, underscores and hyphens`;
  if (name === '') return `${shown} is empty; ${rule}. Name it`;
  const allowed = new RegExp(KEY_ALIAS_CHARACTERS);
  const wrong = [...new Set([...name].filter((character) => !allowed.test(character)))];
  if (wrong.length > 0)
    return `${shown} contains ${wrong.map((c) => JSON.stringify(c)).join(', ')}; ${rule}. Change it`;
  const length = 'alias/'.length + name.length;
  if (length > MAX_KEY_ALIAS_LENGTH) return `it has ${length} characters; ${rule}. Shorten it`;
  if (which === 'new' && name.startsWith('aws/')) {
    return `${shown} starts with "alias/aws/", which AWS keeps for its own keys. Name it otherwise`;
  }
  return undefined;
}

function descriptionErrors(description: string | undefined): string[] {
  if (description === undefined || !isKnown(description)) return [];
  const { length } = [...description];
  return length > MAX_KEY_DESCRIPTION_LENGTH
    ? [
        `invalid encryptionKeyDescription: it has ${length} characters; the description of a key has at most ` +
          `${MAX_KEY_DESCRIPTION_LENGTH}. Shorten it`,
      ]
    : templateErrors('encryptionKeyDescription', description);
}

function administratorsOf(arns: readonly string[] | undefined): readonly string[] {
  return arns !== undefined && isKnown(arns) ? arns : [];
}

function named(prop: string, error: string | undefined): string[] {
  return error === undefined ? [] : [`invalid ${prop}: ${error}`];
}
