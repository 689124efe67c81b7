import {
  CREATE_SESSION_REQUEST,
  type CreateFaceLivenessSessionRequest,
  createSessionRequestErrors,
} from './create-session-request';
import { describeShapeError, mostTelling } from './describe-shape-error';
import type { Path, Shape } from './shape';
import { withoutUnset } from './unset';

/** What a JSON text holds that was written for the AWS CLI's `--cli-input-json`. */
export interface CliInput {
  /** The request that it describes, which can be sent when there are no problems. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** Where empty strings were taken for members that nobody filled in, such as `Settings.OutputConfig.S3Bucket`. */
  readonly blanks: readonly string[];
  /** Everything that is wrong with it, in sentences that start with the place. */
  readonly problems: readonly string[];
}

/**
 * Reads the input of CreateFaceLivenessSession as the AWS CLI takes it, in which the skeleton has an empty string for
 * everything that can be filled in. Where the service accepts no empty string, one means that the member is not set;
 * the AWS CLI stops there. An output configuration of which nothing is filled in is none.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function readCliInput(json: string): CliInput {
  const blanks: Path[] = [];
  const filled = withoutBlanks(CREATE_SESSION_REQUEST, JSON.parse(json), [], blanks);
  const problems = [
    ...mostTelling(createSessionRequestErrors(filled)).map(
      (each) => `${placeOf(each.path)}: ${describeShapeError(each)}`,
    ),
    ...brokenStrings(filled).map((path) => `${placeOf(path)}: ${BROKEN_STRING}`),
  ];
  const request = (withoutUnset(filled) ?? {}) as CreateFaceLivenessSessionRequest;
  return { request, blanks: blanks.map(placeOf), problems };
}

/** Leaves out what nobody filled in, and notes where. The whole, and elements of a list, stay. */
function withoutBlanks(shape: Shape, value: unknown, path: Path, blanks: Path[]): unknown {
  if (shape.type === 'string' && value === '' && shape.minLength) {
    blanks.push(path);
    return undefined;
  }
  if (shape.type === 'list' && Array.isArray(value)) {
    return value.map((element, index) => withoutBlanks(shape.element, element, [...path, index], blanks));
  }
  if (shape.type !== 'structure' || !isRecord(value)) return value;

  const before = blanks.length;
  const members = Object.entries(value)
    .map(([name, member]): [string, unknown] => {
      const known = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
      return [name, known ? withoutBlanks(known, member, [...path, name], blanks) : member];
    })
    .filter(([, member]) => member !== undefined);
  // Beside a blank, a string that may be empty is one as well.
  const nothing = blanks.length > before && members.every(([, member]) => member === '');
  if (!nothing || typeof (path.at(-1) ?? 0) === 'number') return Object.fromEntries(members);
  blanks.push(...members.map(([name]) => [...path, name]));
  return undefined;
}

const BROKEN_STRING =
  'it contains half of a surrogate pair, which is no character. Write the character itself, or both halves.';

/** Strings that have no form in UTF-8. JSON can write them with its escapes, and neither hash nor service takes them. */
function brokenStrings(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((element, index) => brokenStrings(element, [...path, index]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => brokenStrings(member, [...path, name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Such as `Settings.ChallengePreferences[0].Type`. */
function placeOf(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '') || 'The whole';
}
