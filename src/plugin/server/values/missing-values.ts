import { AttributePath } from '../../attribute-path';
import type { CtyType } from '../../cty/type';
import { type CtyValue, isUnknown } from '../../cty/value';
import type { Diagnostics } from '../../diagnostics';
import type { Attributes, NestingMode, SchemaType } from '../../schema/attributes';
import { BLOCK_SHAPES, type Blocks, type Schema } from '../../schema/schema';

type Values = { readonly [name: string]: CtyValue };

/** Where a value stands: for Terraform, and for people. They differ in sets, whose elements Terraform can't address. */
interface Place {
  readonly path: AttributePath;
  readonly text: string;
  readonly inSet: boolean;
}

/**
 * Reports null where the schema promises a value: required attributes, and elements of collections. Terraform refuses
 * a required argument that is left out, and lets `name = null` pass. With this, a provider's code gets the types that
 * its schema declares.
 */
export function reportMissingValues(schema: Schema, config: Values, diagnostics: Diagnostics): void {
  new MissingValues(diagnostics).checkMembers(schema, config, undefined);
}

/** Does the same for a value that stands by itself, such as a function's argument. It may be null as a whole. */
export function reportMissingElements(
  type: SchemaType<unknown>,
  value: CtyValue,
  name: string,
  diagnostics: Diagnostics,
): void {
  if (value !== null) new MissingValues(diagnostics).checkValue(type, value, root(name));
}

/** What values have inside: attributes, and perhaps blocks. */
interface Members {
  readonly attributes: Attributes;
  readonly blocks?: Blocks;
}

class MissingValues {
  constructor(private readonly diagnostics: Diagnostics) {}

  /** @param parent where the values stand; undefined for a whole configuration. */
  checkMembers({ attributes, blocks = {} }: Members, values: Values, parent: Place | undefined): void {
    const at = (name: string) => (parent ? attributeOf(parent, name) : root(name));
    for (const [name, { type, mode }] of Object.entries(attributes)) {
      const value = values[name] ?? null;
      if (value !== null) {
        this.checkValue(type, value, at(name));
      } else if (mode === 'required' || mode === 'requiredWriteOnly') {
        const { text, path } = at(name);
        this.diagnostics.error('Missing required argument', `${text} is null; it must have a value. Set it.`, path);
      }
    }
    for (const [name, block] of Object.entries(blocks)) {
      const value = values[name] ?? null;
      if (value !== null) this.checkNested(BLOCK_SHAPES[block.nesting], block, value, at(name));
    }
  }

  checkValue({ cty, nested }: SchemaType<unknown>, value: CtyValue, place: Place): void {
    if (nested) this.checkNested(nested.mode, nested, value, place);
    else this.checkElements(cty, value, place);
  }

  private checkNested(mode: NestingMode, members: Members, value: CtyValue, place: Place): void {
    if (isUnknown(value)) return;
    if (mode === 'single') this.checkMembers(members, value as Values, place);
    else this.eachElement(mode, value, place, (element, at) => this.checkMembers(members, element as Values, at));
  }

  private checkElements(type: CtyType, value: CtyValue, place: Place): void {
    if (typeof type === 'string' || isUnknown(value)) return;
    const [kind, inner] = type;
    if (kind !== 'tuple' && kind !== 'object') {
      this.eachElement(kind, value, place, (element, at) => this.checkElements(inner, element, at));
      return;
    }
    // Members of a structure can be null, but not what is in them.
    for (const [name, member] of Object.entries(inner)) {
      const memberValue = (value as Values)[name] ?? null;
      const at = kind === 'tuple' ? elementOf(place, 'list', name) : attributeOf(place, name);
      if (memberValue !== null) this.checkElements(member, memberValue, at);
    }
  }

  /** Visits the known elements of a collection, and reports those that are null. */
  private eachElement(
    kind: 'list' | 'set' | 'map',
    value: CtyValue,
    place: Place,
    visit: (element: CtyValue, place: Place) => void,
  ): void {
    if (isUnknown(value)) return;
    for (const [key, element] of Object.entries(value as Values)) {
      const at = elementOf(place, kind, key);
      if (element === null) {
        const { text, path } = at;
        const detail = `${text} is null; it must have a value. Set it, or leave it out.`;
        this.diagnostics.error('Missing element', detail, path);
      } else if (!isUnknown(element)) {
        visit(element, at);
      }
    }
  }
}

function root(name: string): Place {
  return { path: AttributePath.of(name), text: name, inSet: false };
}

function attributeOf({ path, text, inSet }: Place, name: string): Place {
  return { path: inSet ? path : path.attribute(name), text: `${text}.${name}`, inSet };
}

function elementOf({ path, text, inSet }: Place, kind: 'list' | 'set' | 'map', key: string): Place {
  if (kind === 'set') return { path, text: `${text}[*]`, inSet: true };
  return {
    path: inSet ? path : kind === 'list' ? path.index(Number(key)) : path.key(key),
    text: `${text}[${kind === 'list' ? key : JSON.stringify(key)}]`,
    inSet,
  };
}
