import type { CtyNumber } from './number';
import type { CtyType } from './type';

/** What is known of a value that is not known yet. Everything is optional; lengths count elements. */
export interface Refinement {
  readonly notNull?: boolean;
  readonly prefix?: string;
  readonly min?: NumberBound;
  readonly max?: NumberBound;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** An end of a range of numbers. */
export interface NumberBound {
  readonly value: CtyNumber;
  readonly inclusive: boolean;
}

/** A value that Terraform will know only after an apply. */
export class Unknown {
  constructor(readonly refinement: Refinement = {}) {}
}

/** A value of a type that only the value itself tells. */
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

/** Tells an unknown value from a known one. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** Tells whether nothing in the value, at any depth, is unknown. */
export function isWhollyKnown(value: CtyValue): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (value instanceof Unknown) return false;
  if (value instanceof DynamicValue) return isWhollyKnown(value.value);
  return Object.values(value as Record<string, CtyValue>).every(isWhollyKnown);
}

/** A record that can hold any key, `__proto__` included. */
export function record<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const result: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) result[key] = value;
  return result;
}
