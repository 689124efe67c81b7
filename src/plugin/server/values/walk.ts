import { AttributePath } from '../../attribute-path';
import { type CtyValue, isUnknown, record } from '../../cty/value';
import type { Attribute, AttributeMode, Attributes, NestingMode, SchemaType } from '../../schema/attributes';
import { BLOCK_SHAPES, type Block, type Blocks } from '../../schema/schema';
import type { Validator } from '../../schema/validators';

/** The members of an object by name. */
export type Values = { readonly [name: string]: CtyValue };

/** The attributes and blocks of a schema, of a block or of a nested attribute. */
export interface Members {
  readonly attributes: Attributes;
  readonly blocks?: Blocks;
  /** Validators of the object. */
  readonly validators?: readonly Validator<never>[];
}

/** A value that a walk reaches, and its place. */
export interface Visited {
  readonly value: CtyValue;
  /** The values at the same place of the other objects; undefined where they have no such place, and inside sets. */
  readonly others: readonly (CtyValue | undefined)[];
  /** The path for diagnostics. It ends at the outermost set: Terraform cannot address the elements of a set. */
  readonly path: AttributePath;
  /** The whole path for messages, with `[*]` for an element of a set: `rules[*].name`. */
  readonly text: string;
  readonly inSet: boolean;
}

/** The callbacks of a walk. */
export interface Visitor {
  /** Visits an attribute. Returns its new value, or undefined to leave it and to visit the values inside it. */
  attribute?(attribute: Attribute<unknown, unknown, AttributeMode>, visited: Visited): CtyValue | undefined;
  /** Visits the value of a block: for a list, a set or a map, that of all blocks together. */
  block?(block: Block, visited: Visited): void;
  /** Visits an object that is known, before its members: the whole one, a nested one, or that of a block. */
  object?(members: Members, visited: Visited): void;
  /** Visits an element of a list, set or map. */
  element?(visited: Visited, acceptsNull: boolean): void;
  /** Visits a known value of a plain type: that of an attribute, and the values inside it. */
  plain?(type: SchemaType<unknown>, visited: Visited): void;
}

/**
 * Visits the attributes of an object and the elements of its collections, at every depth and in the schema's order.
 * @param others objects of the same schema to compare with; null for an object that does not exist.
 * @returns the object with the new values of its attributes.
 */
export function walk(
  members: Members,
  values: Values,
  visitor: Visitor,
  others: readonly (Values | null)[] = [],
): Values {
  return new Walk(visitor).object(members, rootOf(values, others));
}

/** The place of a whole object, where a walk begins. */
export function rootOf(value: CtyValue, others: readonly (CtyValue | null)[] = []): Visited {
  return { value, others: others.map((other) => other ?? undefined), path: AttributePath.of(), text: '', inSet: false };
}

/** Visits the values inside a value that is not part of an object, such as a function's argument. */
export function walkValue(type: SchemaType<unknown>, value: CtyValue, name: string, visitor: Visitor): void {
  new Walk(visitor).inside(type, memberOf(rootOf({ [name]: value }), name));
}

/** Visits the values inside a block. Returns the value of the block with the new values of its attributes. */
export function walkBlock(block: Block, visited: Visited, visitor: Visitor): CtyValue {
  return new Walk(visitor).nested(BLOCK_SHAPES[block.nesting], block, visited);
}

class Walk {
  constructor(private readonly visitor: Visitor) {}

  object(members: Members, object: Visited): Values {
    const { attributes, blocks = {} } = members;
    this.visitor.object?.(members, object);
    return record([
      ...Object.entries(attributes).map(([name, attribute]) => {
        const member = memberOf(object, name);
        const replaced = this.visitor.attribute?.(attribute, member);
        return [name, replaced === undefined ? this.inside(attribute.type, member) : replaced] as const;
      }),
      ...Object.entries(blocks).map(([name, block]) => {
        const member = memberOf(object, name);
        this.visitor.block?.(block, member);
        return [name, this.nested(BLOCK_SHAPES[block.nesting], block, member)] as const;
      }),
    ]);
  }

  inside(type: SchemaType<unknown>, visited: Visited): CtyValue {
    const { nested } = type.details;
    if (nested) return this.nested(nested.mode, nested, visited);
    if (this.visitor.element || this.visitor.plain) this.plain(type, visited);
    return visited.value;
  }

  nested(mode: NestingMode, members: Members, visited: Visited): CtyValue {
    const { value } = visited;
    if (value === null || isUnknown(value)) return value;
    if (mode === 'single') return this.object(members, visited);
    const elements = Object.keys(value).map((key): readonly [string, CtyValue] => {
      const element = elementOf(visited, mode, key);
      this.visitor.element?.(element, false);
      return [key, element.value === null || isUnknown(element.value) ? element.value : this.object(members, element)];
    });
    return mode === 'map' ? record(elements) : elements.map(([, element]) => element);
  }

  /** Visits a value of a plain type, and the values inside it. */
  private plain(type: SchemaType<unknown>, visited: Visited): void {
    const { value } = visited;
    if (value === null || isUnknown(value)) return;
    this.visitor.plain?.(type, visited);
    const { element, members = {} } = type.details;
    const [kind] = type.cty;
    for (const [key, member] of Object.entries(members)) {
      this.plain(member, kind === 'tuple' ? elementOf(visited, 'list', key) : memberOf(visited, key));
    }
    if (element === undefined || !(kind === 'list' || kind === 'set' || kind === 'map')) return;
    for (const key of Object.keys(value)) {
      const visitedElement = elementOf(visited, kind, key);
      this.visitor.element?.(visitedElement, element.details.acceptsNull ?? false);
      this.plain(element, visitedElement);
    }
  }
}

/** The place of a member of an object. */
export function memberOf({ value, others, path, text, inSet }: Visited, name: string): Visited {
  return {
    value: (value as Values)[name] ?? null,
    others: others.map((other) => valueAt(other, name)),
    path: inSet ? path : path.attribute(name),
    text: text === '' ? name : `${text}.${name}`,
    inSet,
  };
}

/** The place of an element of a list, set or map. */
export function elementOf(
  { value, others, path, text, inSet }: Visited,
  mode: 'list' | 'set' | 'map',
  key: string,
): Visited {
  const step = mode === 'set' ? '*' : mode === 'list' ? key : JSON.stringify(key);
  const element = { value: (value as Values)[key] ?? null, text: `${text}[${step}]` };
  // Nothing tells which elements of two sets correspond.
  if (mode === 'set') return { ...element, others: others.map(() => undefined), path, inSet: true };
  return {
    ...element,
    others: others.map((other) => valueAt(other, key)),
    path: inSet ? path : mode === 'list' ? path.index(Number(key)) : path.key(key),
    inSet,
  };
}

function valueAt(value: CtyValue | undefined, key: string): CtyValue | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || isUnknown(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Values)[key] : undefined;
}
