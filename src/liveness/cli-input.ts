import {
  CREATE_SESSION_REQUEST,
  type CreateFaceLivenessSessionRequest,
  createSessionRequestErrors,
} from './create-session-request';
import { describeShapeError, mostTelling } from './describe-shape-error';
import { type Path, pathAsText, type Shape } from './shape';
import { withoutUnset } from './unset';

/** Most levels of objects and lists in an input. A request has five; without a limit, the next steps exhaust the stack. */
const MAX_LEVELS = 100;

/** A request read from JSON that was written for the AWS CLI's `--cli-input-json`. */
export interface CliInput {
  /** The request, which can be sent when there are no errors. */
  readonly request: CreateFaceLivenessSessionRequest;
  /** Paths of empty strings that were read as unset members, such as `Settings.OutputConfig.S3Bucket`. */
  readonly blanks: readonly string[];
  /** All errors of the request, in sentences that start with the path. */
  readonly errors: readonly string[];
}

/**
 * Reads the input of CreateFaceLivenessSession in the form of the AWS CLI, whose skeleton has an empty string for each value
 * to fill in. Where the service does not accept an empty string, one means that the member is not set; the AWS CLI refuses
 * it. An output configuration in which no member is set is left out.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function readCliInput(json: string): CliInput {
  const input: unknown = JSON.parse(json);
  if (isDeeperThan(MAX_LEVELS, input)) return { request: {}, blanks: [], errors: [TOO_DEEP] };
  const blanks: Path[] = [];
  const filled = withoutBlanks(CREATE_SESSION_REQUEST, input, [], blanks);
  const errors = [
    ...mostTelling(createSessionRequestErrors(filled)).map(
      (each) => `${placeOf(each.path)}: ${describeShapeError(each)}`,
    ),
    ...brokenStrings(filled).map((path) => `${placeOf(path)}: ${BROKEN_STRING}`),
  ];
  const request = (withoutUnset(filled) ?? {}) as CreateFaceLivenessSessionRequest;
  return { request, blanks: blanks.map(placeOf), errors };
}

const TOO_DEEP = `The input: its objects and lists are nested more than ${MAX_LEVELS} levels deep; a request has at most 5. Correct it.`;

/** Goes down level by level, because a function that calls itself would exhaust the stack. */
function isDeeperThan(levels: number, value: unknown): boolean {
  let containers = [value].filter(isContainer);
  for (let level = 1; containers.length > 0; level += 1) {
    if (level > levels) return true;
    containers = containers.flatMap((each) => Object.values(each)).filter(isContainer);
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Leaves out unset members and adds their paths to `blanks`. The request itself and elements of a list stay. */
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
  // Beside a blank, an empty string that the service would accept is one as well.
  const nothing = blanks.length > before && members.every(([, member]) => member === '');
  if (!nothing || typeof (path.at(-1) ?? 0) === 'number') return Object.fromEntries(members);
  blanks.push(...members.map(([name]) => [...path, name]));
  return undefined;
}

const BROKEN_STRING =
  'it contains half of a surrogate pair, which is not a character. Write the character itself, or both halves.';

/** Finds strings that UTF-8 cannot encode. JSON can express them by escapes; the hash and the service refuse them. */
function brokenStrings(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((element, index) => brokenStrings(element, [...path, index]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => brokenStrings(member, [...path, name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isContainer(value) && !Array.isArray(value);
}

function placeOf(path: Path): string {
  return pathAsText(path) || 'The input';
}
