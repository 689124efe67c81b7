import { TerraformElement, Tokenization } from 'cdktf';
import type { ILivenessImageBucket } from '../storage/liveness-image-bucket';
import type { ILivenessImageKey } from '../storage/liveness-image-key';
import { isKnown } from './values';

/** The types of props that JavaScript does not check. */
export type PropType = 'text' | 'boolean' | 'list of objects' | 'list of texts' | 'map of texts' | 'map of lists';

/** The types of some props by their names. */
export type PropTypes<T> = Readonly<Partial<Record<keyof T & string, PropType>>>;

interface Rule {
  readonly rule: string;
  readonly allows: (value: unknown) => boolean;
}

const RULES: Readonly<Record<PropType, Rule>> = {
  text: { rule: 'a text', allows: isText },
  boolean: { rule: 'true or false', allows: (value) => typeof value === 'boolean' },
  'list of objects': { rule: 'a list of objects', allows: (value) => Array.isArray(value) && value.every(isObject) },
  'list of texts': { rule: 'a list of texts', allows: (value) => Array.isArray(value) && value.every(isText) },
  'map of texts': {
    rule: 'an object whose values are texts',
    allows: (value) => isObject(value) && Object.values(value).every(isText),
  },
  'map of lists': {
    rule: 'an object whose values are lists',
    allows: (value) => isObject(value) && Object.values(value).every(Array.isArray),
  },
};

/** The error for each prop of another type, which TypeScript would refuse. Tokens are not checked. */
export function typeErrors<T extends object>(props: T, types: PropTypes<T>): string[] {
  return wrongNames(props, types).map((name) => {
    const { rule } = RULES[types[name] as PropType];
    return `invalid ${name}: ${described(props[name])} was received; it is ${rule}. Give that, or leave it out`;
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
    return value !== undefined && !isToken(value) && !RULES[types[name] as PropType].allows(value);
  });
}

/** A token of a list or a map is a list or a map itself. */
function isToken(value: unknown): boolean {
  return Tokenization.isResolvable(value) || (typeof value !== 'string' && !isKnown(value));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || Tokenization.isResolvable(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in a message, without what an object contains. */
function described(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(JSON.stringify(value) ?? value);
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

function assertHas(prop: string, value: unknown, member: string, what: string): void {
  if (isObject(value) && typeof (value as Readonly<Record<string, unknown>>)[member] === 'string') return;
  throw new Error(`invalid ${prop}: ${described(value)} was received; it is ${what}`);
}

/** @throws Error when a value, given for a parameter, is not an element of a type of Terraform's */
export function assertElement(parameter: string, value: unknown, type: string, what: string): void {
  if (isObject(value) && TerraformElement.isTerraformElement(value)) {
    if ((value as { readonly terraformResourceType?: string }).terraformResourceType === type) return;
    throw new Error(`invalid ${parameter}: ${value.node.path} is of another type; it is ${what}. Pass one of these`);
  }
  throw new Error(`invalid ${parameter}: ${described(value)} was received; it is ${what}. Pass one of these`);
}
