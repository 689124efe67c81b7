import type { IValidation } from 'constructs';
import { iamPrincipalArnProblem } from '../policies/arns';
import { isKnown } from './known';
import { tagsProblems } from './tags-problems';
import { wholeNumberProblem } from './whole-number-problem';

/** Of an alias with its `alias/`: a limit of KMS's CreateAlias. */
export const MAX_KEY_ALIAS_LENGTH = 256;

/** What an alias is made of, as a regular expression's class has it. */
export const KEY_ALIAS_CHARACTERS = 'A-Za-z0-9/_-';

/** Of days that a deleted key waits: limits of KMS's ScheduleKeyDeletion. */
export const KEY_DELETION_WINDOW_IN_DAYS = { min: 7, max: 30 } as const;

/** The values of a key that have limits. */
interface LimitedKeyProps {
  readonly keyAlias?: string;
  readonly keyAdministrators?: readonly string[];
  readonly keyDeletionWindowInDays?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Finds everything in a key's props that KMS would refuse. */
export class ImageKeyPropsValidation implements IValidation {
  constructor(private readonly props: LimitedKeyProps) {}

  public validate(): string[] {
    const { keyAlias, keyAdministrators, keyDeletionWindowInDays, tags } = this.props;
    const { min, max } = KEY_DELETION_WINDOW_IN_DAYS;
    return [
      ...named('keyAlias', keyAlias === undefined ? undefined : keyAliasProblem(keyAlias, 'new')),
      ...administratorsOf(keyAdministrators).flatMap((arn, index) =>
        named(`keyAdministrators[${index}]`, iamPrincipalArnProblem(arn)),
      ),
      ...named('keyDeletionWindowInDays', wholeNumberProblem(keyDeletionWindowInDays, 'the window', min, max)),
      ...tagsProblems(tags),
    ];
  }
}

/**
 * What is wrong with the name of an alias, with or without its `alias/`, as a clause; undefined where nothing is or it
 * isn't known. AWS's own aliases exist, but none can be made.
 */
export function keyAliasProblem(alias: string, which: 'new' | 'existing'): string | undefined {
  if (!isKnown(alias)) return undefined;
  const name = alias.replace(/^alias\//, '');
  const shown = JSON.stringify(alias);
  const rule = `an alias has at most ${MAX_KEY_ALIAS_LENGTH} characters with its "alias/", which are letters, digits, slashes, underscores and hyphens`;
  if (name === '') return `${shown} is empty; ${rule}. Name it`;
  const wrong = [...new Set([...name].filter((character) => !new RegExp(`[${KEY_ALIAS_CHARACTERS}]`).test(character)))];
  if (wrong.length > 0)
    return `${shown} contains ${wrong.map((c) => JSON.stringify(c)).join(', ')}; ${rule}. Change it`;
  const length = 'alias/'.length + name.length;
  if (length > MAX_KEY_ALIAS_LENGTH) return `it has ${length} characters; ${rule}. Shorten it`;
  if (which === 'new' && name.startsWith('aws/')) {
    return `${shown} starts with "alias/aws/", which AWS keeps for its own keys. Name it otherwise`;
  }
  return undefined;
}

function administratorsOf(arns: readonly string[] | undefined): readonly string[] {
  return arns !== undefined && isKnown(arns) ? arns : [];
}

function named(prop: string, problem: string | undefined): string[] {
  return problem === undefined ? [] : [`invalid ${prop}: ${problem}`];
}
