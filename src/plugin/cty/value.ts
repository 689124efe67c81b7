import type { CtyNumber, ExactNumber } from './number';
import type { CtyType } from './type';

/** What Terraform knows about an unknown value. */
export interface Refinement {
  readonly notNull?: boolean;
  /** The start of a string. */
  readonly prefix?: string;
  /** The lower bound of a number. */
  readonly min?: NumberBound;
  /** The upper bound of a number. */
  readonly max?: NumberBound;
  /** The minimum number of elements of a collection. */
  readonly minLength?: number;
  /** The maximum number of elements of a collection. */
  readonly maxLength?: number;
}

/** A bound of an unknown number. */
export interface NumberBound {
  readonly value: CtyNumber;
  readonly inclusive: boolean;
}

/** A value that is known only after an apply. */
export class Unknown {
  constructor(readonly refinement: Refinement = {}) {}
}

/** A value of dynamic type, together with its actual type. */
export class DynamicValue {
  constructor(
    readonly type: CtyType,
    readonly value: CtyValue,
  ) {}
}

/** A value of any type. Lists, sets and tuples are arrays; maps and objects are records without a prototype. */
export type CtyValue =
  | null
  | Unknown
  | DynamicValue
  | string
  | boolean
  | CtyNumber
  | readonly CtyValue[]
  | { readonly [key: string]: CtyValue };

/** Values without parts of their own that could be unknown. */
type Scalar = string | number | boolean | null | ExactNumber | DynamicValue;

/** A value that may be unknown, as a whole or in any part. */
export type PossiblyUnknown<T> = Unknown | KnownValue<T>;

/** A value that is known as a whole. Anything inside it may be unknown. */
export type KnownValue<T> = T extends Scalar ? T : UnknownMembers<T>;

/** An object or a collection whose members may be unknown. */
export type UnknownMembers<T> = { readonly [K in keyof T]: PossiblyUnknown<T[K]> };

/** Whether a value is unknown as a whole. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** Whether a value is known in all its parts. */
export function isWhollyKnown(value: CtyValue): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (value instanceof Unknown) return false;
  if (value instanceof DynamicValue) return isWhollyKnown(value.value);
  return Object.values(value as Record<string, CtyValue>).every(isWhollyKnown);
}

/** Makes a record that can hold any key, also `__proto__`. */
export function record<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const result: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) result[key] = value;
  return result;
}
