import { TerraformElement, Token, Tokenization } from 'cdktf';
import type { ILivenessImageBucket, ILivenessImageKey, ILivenessImageStorage } from '../storage/interfaces';
import { isKnown, isPlainObject, shown } from './values';

/** The types of props that JavaScript does not check. Literals must be known at synthesis. */
export type PropType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'literal boolean'
  | 'list of strings'
  | 'literal list of objects'
  | 'map of strings'
  | 'map of lists of strings';

const LITERAL = 'literal ';

/** The types of some props by their names. */
export type PropTypes<T> = Readonly<Partial<Record<keyof T & string, PropType>>>;

const ALLOWED: Readonly<Record<PropType, (value: unknown) => boolean>> = {
  string: isString,
  // Terraform converts a reference in a text.
  number: (value) => typeof value === 'number' || !isKnown(value),
  boolean: (value) => typeof value === 'boolean' || !isKnown(value),
  // Determines which elements there are.
  'literal boolean': (value) => typeof value === 'boolean',
  'list of strings': isListOfStrings,
  // Blocks and statements: Terraform's JSON syntax has no place for a reference to several.
  'literal list of objects': (value) => Array.isArray(value) && value.every(isPlainObject),
  // Functions such as Fn.merge return a token of a text.
  'map of strings': (value) =>
    isPlainObject(value) ? Object.values(value).every(isString) : Token.isUnresolved(value) && !Array.isArray(value),
  'map of lists of strings': (value) => isPlainObject(value) && Object.values(value).every(isListOfStrings),
};

/** The error for each prop of another type, which only an app in JavaScript can give. Tokens are of every type but literals. */
export function typeErrors<T extends object>(props: T, types: PropTypes<T>): string[] {
  return wrongNames(props, types).map((name) => {
    const type = String(types[name]).replace(LITERAL, '');
    return Token.isUnresolved(props[name])
      ? `invalid ${name}: a token was given, and it must be known at synthesis which elements and blocks there are. Give a ${type}`
      : `invalid ${name}: ${shown(props[name])} is not a ${type}. Give it a ${type}, or leave it out`;
  });
}

/** The props without those of another type, for which there are errors. */
export function wellTyped<T extends object>(props: T, types: PropTypes<T>): T {
  const wrong = new Set<string>(wrongNames(props, types));
  return Object.fromEntries(Object.entries(props).filter(([name]) => !wrong.has(name))) as T;
}

function wrongNames<T extends object>(props: T, types: PropTypes<T>): Array<keyof T & string> {
  return (Object.keys(types) as Array<keyof T & string>).filter((name) => {
    const value: unknown = props[name];
    const type = types[name] as PropType;
    if (value === undefined || (isToken(value) && !type.startsWith(LITERAL))) return false;
    return !ALLOWED[type](value);
  });
}

/** A token of a list or a map is a list or a map itself. */
function isToken(value: unknown): boolean {
  return Tokenization.isResolvable(value) || (typeof value !== 'string' && !isKnown(value));
}

function isString(value: unknown): boolean {
  return typeof value === 'string' || Token.isUnresolved(value);
}

function isListOfStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every(isString);
}

/** @throws Error when a value, given for a prop, is not a key */
export function assertKey(prop: string, value: ILivenessImageKey): void {
  assertHas(prop, value, 'keyArn', 'a key: use LivenessImageKey, or one of its methods such as fromKeyArn');
}

/** @throws Error when a value, given for a prop, is not a bucket */
export function assertBucket(prop: string, value: ILivenessImageBucket): void {
  assertHas(
    prop,
    value,
    'bucketName',
    'a bucket: use LivenessImageBucket, or one of its methods such as fromBucketName',
  );
}

/** @throws Error when a value, given for a prop, is not a storage */
export function assertStorage(prop: string, value: ILivenessImageStorage): void {
  assertHas(prop, value, 'keyPrefix', 'a storage: use LivenessImageStorage, or its method fromAttributes');
  assertBucket(`${prop}.bucket`, value.bucket);
  assertKey(`${prop}.encryptionKey`, value.encryptionKey);
}

function assertHas(prop: string, value: unknown, member: string, what: string): void {
  if (typeof value === 'object' && value !== null && typeof Reflect.get(value, member) === 'string') return;
  throw new Error(`invalid ${prop}: ${shown(value)} is not ${what}`);
}

/** @throws Error when the attributes of something that exists are not an object */
export function assertAttributes(value: unknown): void {
  if (!isPlainObject(value)) {
    throw new Error(`invalid attributes: ${shown(value)} is not an object. Give the attributes in one`);
  }
}

/** @throws Error when a value, given for a parameter, is not an element of a type of Terraform's */
export function assertElement(parameter: string, value: unknown, type: string, what: string): void {
  const isOfType = TerraformElement.isTerraformElement(value) && Reflect.get(value, 'terraformResourceType') === type;
  if (!isOfType) throw new Error(`invalid ${parameter}: ${shown(value)} is not ${what}. Pass one of these`);
}
