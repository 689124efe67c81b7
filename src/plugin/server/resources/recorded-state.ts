import type { AttributePath } from '../../attribute-path';
import { assertType, describeKind } from '../../cty/msgpack';
import { ExactNumber } from '../../cty/number';
import type { CtyType } from '../../cty/type';
import { type CtyValue, DynamicValue, isUnknown, isWhollyKnown, record } from '../../cty/value';
import { type Attribute, type AttributeMode, isRequired, isWriteOnly, type NestingMode } from '../../schema/attributes';
import { BLOCK_SHAPES, type Block, type Schema, schemaType } from '../../schema/schema';
import { elementOf, type Members, memberOf, rootOf, type Values, type Visited } from '../values/walk';
import { isSame } from './planned-state';

/** An error in a new state that the provider's code returned. */
export interface StateError {
  readonly path: AttributePath;
  /** The member, what was returned, and the rule. */
  readonly detail: string;
}

/** What Terraform can record of a new state that the provider's code returned. */
export interface RecordedState {
  /** The state, with the planned or prior value, or null, in the place of what is invalid. */
  readonly state: Values;
  /** What is unknown, missing, not of its type, or not in the schema. */
  readonly errors: readonly StateError[];
  /** What differs from its planned value. It is recorded as it was returned. */
  readonly deviations: readonly StateError[];
}

/** Makes a state that Terraform can record of anything that the provider's code returned, so that nothing created is lost. */
export function recordedState(
  returned: unknown,
  schema: Schema,
  plannedState: Values,
  priorState: Values | null,
): RecordedState {
  const recording = new Recording();
  const state = recording.whole(schema, rootOf(returned as CtyValue, [plannedState, priorState]));
  return { state, errors: recording.errors, deviations: recording.deviations };
}

/** Walks through a returned state, of which nothing is certain. The others of each place are its planned and prior value. */
class Recording {
  readonly errors: StateError[] = [];
  readonly deviations: StateError[] = [];

  whole(schema: Schema, root: Visited): Values {
    if (isObject(root.value)) return this.object(schema, root, false);
    // The planned state of a resource that exists is an object.
    return this.replaced(
      { ...root, text: 'the new state' },
      `is not an object but ${describeKind(root.value)}`,
    ) as Values;
  }

  private object({ attributes, blocks = {} }: Members, object: Visited, sensitive: boolean): Values {
    for (const name of Object.keys(object.value as Values)) {
      if (Object.hasOwn(attributes, name) || Object.hasOwn(blocks, name)) continue;
      const { path, text } = memberOf(object, name);
      this.errors.push({ path, detail: `${text} is not in the schema` });
    }
    return record([
      ...Object.entries(attributes).map(
        ([name, attribute]) => [name, this.attribute(attribute, memberOf(object, name), sensitive)] as const,
      ),
      ...Object.entries(blocks).map(
        ([name, block]) => [name, this.block(block, memberOf(object, name), sensitive)] as const,
      ),
    ]);
  }

  private attribute(
    { type: { cty, details }, mode, options }: Attribute<unknown, unknown, AttributeMode>,
    visited: Visited,
    inSensitive: boolean,
  ): CtyValue {
    const sensitive = inSensitive || (options.sensitive ?? false);
    if (isWriteOnly(mode)) return null;
    if (visited.value === null && isRequired(mode))
      return this.replaced(visited, 'is null, and the schema requires it');
    const { nested } = details;
    return nested ? this.nested(nested.mode, nested, visited, sensitive) : this.plain(cty, visited, sensitive);
  }

  private block(block: Block, visited: Visited, sensitive: boolean): CtyValue {
    const shape = BLOCK_SHAPES[block.nesting];
    if (visited.value !== null || block.nesting === 'single') return this.nested(shape, block, visited, sensitive);
    const value = this.replaced(visited, 'is null, and the schema requires it');
    return value ?? (shape === 'list' || shape === 'set' ? [] : {});
  }

  private nested(shape: NestingMode, members: Members, visited: Visited, sensitive: boolean): CtyValue {
    const { value } = visited;
    if (isUnknown(value)) return this.replaced(visited, 'is unknown');
    const isArray = shape === 'list' || shape === 'set';
    if (value !== null && !(isArray ? Array.isArray(value) : isObject(value))) {
      return this.replaced(visited, `is not ${isArray ? 'an array' : 'an object'} but ${describeKind(value)}`);
    }
    if (shape === 'single') {
      this.compare(visited, sensitive, (planned) => (planned === null) === (value === null));
      return value && this.object(members, visited, sensitive);
    }
    const elements = Object.keys(value ?? {}).flatMap((key): (readonly [string, CtyValue])[] => {
      const element = elementOf(visited, shape, key);
      const recorded = this.nested('single', members, element, sensitive);
      // An element that is invalid and has no other value is left out.
      return recorded === null && element.value !== null ? [] : [[key, recorded]];
    });
    const recorded = value && (isArray ? elements.map(([, element]) => element) : record(elements));
    this.compare(visited, sensitive, (planned) =>
      shape === 'set' ? agree(planned, recorded, ['set', schemaType(members)]) : haveSameKeys(planned, value),
    );
    return recorded;
  }

  /** An attribute without attributes of its own. */
  private plain(type: CtyType, visited: Visited, sensitive: boolean): CtyValue {
    const { value } = visited;
    try {
      if (!isWhollyKnown(value)) return this.replaced(visited, 'is unknown');
      assertType(value, type);
    } catch (error) {
      return this.replaced(visited, `is invalid: ${(error as Error).message}`);
    }
    this.compare(visited, sensitive, (planned) => agree(planned, value, type));
    return value;
  }

  /** Reports an invalid value. Returns what is known of the planned value, else the prior value, else null. */
  private replaced({ path, text, others: [planned, prior] }: Visited, error: string): CtyValue {
    this.errors.push({ path, detail: `${text} ${error}` });
    return planned === undefined || isUnknown(planned) ? (prior ?? null) : withoutUnknowns(planned);
  }

  /** Compares a valid value with its planned one, if that is known. */
  private compare(
    { value, path, text, others: [planned] }: Visited,
    sensitive: boolean,
    agrees: (planned: CtyValue) => boolean,
  ): void {
    if (planned === undefined || isUnknown(planned) || agrees(planned)) return;
    const areShown = !sensitive && [value, planned].every((one) => one === null || typeof one !== 'object');
    const detail = areShown
      ? `is ${JSON.stringify(value)}, and ${JSON.stringify(planned)} was planned`
      : 'is not the value that was planned';
    this.deviations.push({ path, detail: `${text} ${detail}` });
  }
}

/** Whether a value can be an object: a value of the schema's other types, or a null, cannot. */
function isObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(isUnknown(value) || value instanceof DynamicValue || value instanceof ExactNumber);
}

/** Whether a value is one that a plan allows: what is known in the plan is the same. */
function agree(planned: CtyValue, actual: CtyValue, type: CtyType): boolean {
  if (isUnknown(planned)) return true;
  if (planned instanceof DynamicValue && actual instanceof DynamicValue) {
    return agree(planned.value, actual.value, actual.type);
  }
  if (planned === null || actual === null || typeof type === 'string') return isSame(planned, actual);
  const [kind, inner] = type;
  const member = (value: CtyValue, key: string) => (value as Values)[key] ?? null;
  switch (kind) {
    case 'object':
      return Object.entries(inner).every(([name, one]) => agree(member(planned, name), member(actual, name), one));
    case 'tuple':
      return inner.every((one, index) => agree(member(planned, String(index)), member(actual, String(index)), one));
    case 'set': {
      // Nothing tells which elements correspond while some are unknown.
      if (!isWhollyKnown(planned)) return true;
      const [ones, others] = [planned, actual] as readonly (readonly CtyValue[])[];
      const includes = (list: readonly CtyValue[] = [], one: CtyValue) =>
        list.some((other) => agree(one, other, inner));
      return (ones ?? []).every((one) => includes(others, one)) && (others ?? []).every((one) => includes(ones, one));
    }
    default:
      return (
        haveSameKeys(planned, actual) &&
        Object.keys(planned).every((key) => agree(member(planned, key), member(actual, key), inner))
      );
  }
}

/** Whether two lists have the same length, or two maps the same keys, or both are null. */
function haveSameKeys(one: CtyValue, other: CtyValue): boolean {
  if (one === null || other === null) return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other as Values, key));
}

/** A value with null in the place of what is unknown. */
function withoutUnknowns(value: CtyValue): CtyValue {
  if (isUnknown(value)) return null;
  if (value === null || typeof value !== 'object' || value instanceof ExactNumber) return value;
  if (value instanceof DynamicValue) return new DynamicValue(value.type, withoutUnknowns(value.value));
  if (Array.isArray(value)) return value.map(withoutUnknowns);
  return record(Object.entries(value as Values).map(([key, member]) => [key, withoutUnknowns(member)]));
}
