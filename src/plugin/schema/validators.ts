import type { AttributePath } from '../attribute-path';
import { type CtyNumber, isWhole } from '../cty/number';
import { isUnknown, type Unknown } from '../cty/value';
import type { Diagnostics } from '../diagnostics';

/** A rule for a value of type `T`. Validators stand in the `validators` of attributes, nested attributes, blocks and schemas. */
export interface Validator<T> {
  /** The attributes and blocks that a validator of an object names. Each must be in the schema. */
  readonly names?: readonly string[];
  /**
   * Reports the errors of a value that is known and not null. Inside it, anything may be unknown. It is called for each
   * validation: at `terraform validate`, and again with the values that have become known.
   */
  validate(value: T, context: ValidatorContext): void;
}

/** The place of a value that is validated. */
export interface ValidatorContext {
  /** The path for diagnostics. It ends at the outermost set, because Terraform cannot address the elements of a set. */
  readonly path: AttributePath;
  /** The whole path for messages, with `[*]` for an element of a set: `rules[*].name`. Empty for a whole configuration. */
  readonly name: string;
  /** Collects errors and warnings for the user. */
  readonly diagnostics: Diagnostics;
  /** A value of this place for messages: strings in quotes, long ones shortened, and no sensitive ones. */
  show(value: unknown): string;
  /** The place of a member of the object at this place. */
  attribute(name: string): ValidatorContext;
  /** The place of an element of the collection at this place: by index of a list or set, or by key of a map. */
  element(key: string | number): ValidatorContext;
}

/**
 * Makes a validator.
 * @param describe returns the error of a value: the value, the rule, and what to do; undefined for a valid one.
 */
export function validator<T>(describe: (value: T, context: ValidatorContext) => string | undefined): Validator<T> {
  return {
    validate(value, context) {
      const detail = describe(value, context);
      if (detail === undefined) return;
      // The elements of a set have no name that would help.
      const name = context.name.replace(/(\[\*\])+$/, '');
      context.diagnostics.error(`Invalid ${name}`, detail, context.path);
    },
  };
}

/** Accepts some strings. */
export function oneOf(...values: readonly string[]): Validator<string> {
  return validator((value, { show }) =>
    values.includes(value) ? undefined : `${show(value)} is not one of ${values.join(', ')}. Use one of these.`,
  );
}

/**
 * Accepts strings that match a regular expression.
 * @param error the end of a message that begins with the value: `is not a host name. Write it like www.example.com.`
 */
export function pattern(expression: RegExp, error: string): Validator<string> {
  // With the flags g and y, test() would go on where the last match ended.
  const { source, flags } = expression;
  const stateless = new RegExp(source, flags.replace(/[gy]/g, ''));
  return validator((value, { show }) => (stateless.test(value) ? undefined : `${show(value)} ${error}`));
}

/** Accepts strings of `min` to `max` characters (Unicode code points). */
export function lengthBetween(min: number, max: number): Validator<string> {
  return validator((value, { show }) => {
    const { length } = [...value];
    if (length >= min && length <= max) return undefined;
    return `${show(value)} has ${count(length, 'character')}; it must have ${amount(min, max)}. Change it.`;
  });
}

/** Accepts numbers from `min` to `max`, either of which can be infinite. */
export function between(min: number, max: number): Validator<CtyNumber> {
  return validator((value, { show }) =>
    Number(value) >= min && Number(value) <= max
      ? undefined
      : `${show(value)} was given; it must be a number of ${range(min, max)}. Change it.`,
  );
}

/** Accepts whole numbers of any size. Prefer the type `integer`, which also makes the value a JavaScript number. */
export const wholeNumber: Validator<CtyNumber> = validator((value, { show }) =>
  isWhole(value) ? undefined : `${show(value)} was given; it must be a whole number. Change it.`,
);

/** Accepts lists, sets and maps of `min` to `max` elements. */
export function sizeBetween(min: number, max: number): Validator<object> {
  return validator((value) => {
    const { length } = Object.keys(value);
    if (length >= min && length <= max) return undefined;
    return `There are ${count(length, 'element')}; there must be ${amount(min, max)}. Change their number.`;
  });
}

/** Applies validators to each known element of a list, a set or a map. */
export function valuesAre<T>(
  ...validators: readonly Validator<T>[]
): Validator<readonly (T | Unknown | null)[] | Readonly<Record<string, T | Unknown | null>>> {
  return {
    validate(collection, context) {
      for (const [key, value] of Object.entries(collection)) {
        if (value === null || isUnknown(value)) continue;
        for (const validator of validators) validator.validate(value, context.element(key));
      }
    },
  };
}

/** Applies validators to each key of a map. */
export function keysAre(...validators: readonly Validator<string>[]): Validator<Readonly<Record<string, unknown>>> {
  return {
    validate(map, context) {
      for (const key of Object.keys(map)) {
        for (const validator of validators) validator.validate(key, context.element(key));
      }
    },
  };
}

/** An object of which some members are compared. */
type Members = Readonly<Record<string, unknown>>;

/*
 * The validators below compare attributes and blocks of an object. One counts as set if it is known, not null and not an empty
 * collection, and as missing if it is null or empty. What is unknown counts as neither.
 */

/** Requires exactly one of some attributes and blocks of an object. */
export function exactlyOneOf(...names: readonly string[]): Validator<Members> {
  return combination(names, (set, missing) => {
    if (set.length > 1) return `${allOf(set)} are set; exactly one of them must be. Remove ${othersThanOne(set)}.`;
    return missing.length === names.length
      ? `${noneOf(missing)} is set; exactly one of them must be. Set one.`
      : undefined;
  });
}

/** Requires at least one of some attributes and blocks of an object. */
export function atLeastOneOf(...names: readonly string[]): Validator<Members> {
  return combination(names, (_, missing) =>
    missing.length === names.length ? `${noneOf(missing)} is set; at least one of them must be. Set one.` : undefined,
  );
}

/** Requires all or none of some attributes and blocks of an object. */
export function requiredTogether(...names: readonly string[]): Validator<Members> {
  return combination(names, (set, missing) => {
    if (set.length === 0 || missing.length === 0) return undefined;
    const [are, arent] = [set, missing].map((list) => `${enumerated(list)} ${list.length === 1 ? 'is' : 'are'}`);
    return `${are} set and ${arent} not; they belong together. Set ${names.length === 2 ? 'both' : 'all'}, or none.`;
  });
}

/** Accepts at most one of some attributes and blocks of an object. */
export function conflicting(...names: readonly string[]): Validator<Members> {
  return combination(names, (set) =>
    set.length > 1 ? `${allOf(set)} are set; they cannot be used together. Remove ${othersThanOne(set)}.` : undefined,
  );
}

/** @param describe returns the error, from the full names of those that are set and of those that are missing. */
function combination(
  names: readonly string[],
  describe: (set: readonly string[], missing: readonly string[]) => string | undefined,
): Validator<Members> {
  return {
    names,
    validate(members, context) {
      const named = (list: readonly string[]) => list.map((name) => context.attribute(name).name);
      const isMissing = (value: unknown) =>
        value === null || (typeof value === 'object' && !isUnknown(value) && Object.keys(value).length === 0);
      const known = names.filter((name) => !isUnknown(members[name]));
      const missing = known.filter((name) => isMissing(members[name] ?? null));
      const set = known.filter((name) => !missing.includes(name));
      const detail = describe(named(set), named(missing));
      if (detail === undefined) return;
      const { path } = context.attribute(set.at(-1) ?? names[0] ?? '');
      context.diagnostics.error('Invalid combination of arguments', detail, path);
    },
  };
}

function allOf(names: readonly string[]): string {
  return names.length === 2 ? `Both ${enumerated(names)}` : enumerated(names);
}

function noneOf(names: readonly string[]): string {
  return names.length === 2 ? `Neither ${names.join(' nor ')}` : `None of ${enumerated(names)}`;
}

function othersThanOne({ length }: readonly string[]): string {
  return length === 2 ? 'one' : 'all but one';
}

function enumerated(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A range of numbers of things, in words. */
function amount(min: number, max: number): string {
  return min <= 0 ? `at most ${max}` : range(min, max);
}

function range(min: number, max: number): string {
  if (min === max) return String(min);
  if (max === Number.POSITIVE_INFINITY) return `${min} or more`;
  return min === Number.NEGATIVE_INFINITY ? `${max} or less` : `${min} to ${max}`;
}
