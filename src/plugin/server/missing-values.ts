import { AttributePath } from '../attribute-path';
import type { CtyType } from '../cty/type';
import { type CtyValue, isUnknown } from '../cty/value';
import type { Diagnostics } from '../diagnostics';
import type { Attributes, SchemaType } from '../schema/attributes';
import type { Schema } from '../schema/schema';

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
  const checkAttributes = (attributes: Attributes, values: Values, parent: Place | undefined): void => {
    for (const [name, { type, mode }] of Object.entries(attributes)) {
      const place = parent ? attributeOf(parent, name) : root(name);
      const value = values[name] ?? null;
      if (value !== null) {
        checkValue(type, value, place);
      } else if (mode === 'required') {
        const { text, path } = place;
        diagnostics.error('Missing required argument', `${text} is null; it must have a value. Set it.`, path);
      }
    }
  };

  const checkValue = ({ cty, nested }: SchemaType<unknown>, value: CtyValue, place: Place): void => {
    if (isUnknown(value)) return;
    if (!nested) checkElements(cty, value, place);
    else if (nested.mode === 'single') checkAttributes(nested.attributes, value as Values, place);
    else {
      eachElement(nested.mode, value, place, (element, at) =>
        checkAttributes(nested.attributes, element as Values, at),
      );
    }
  };

  const checkElements = (type: CtyType, value: CtyValue, place: Place): void => {
    if (typeof type === 'string') return;
    const [kind, inner] = type;
    if (kind === 'tuple' || kind === 'object') return;
    eachElement(kind, value, place, (element, at) => checkElements(inner, element, at));
  };

  /** Visits the known elements of a collection. */
  const eachElement = (
    kind: 'list' | 'set' | 'map',
    value: CtyValue,
    place: Place,
    visit: (element: CtyValue, place: Place) => void,
  ): void => {
    if (isUnknown(value)) return;
    for (const [key, element] of Object.entries(value as Values)) {
      const at = elementOf(place, kind, key);
      if (element === null) {
        const { text, path } = at;
        diagnostics.error('Missing element', `${text} is null; it must have a value. Set it, or leave it out.`, path);
      } else if (!isUnknown(element)) {
        visit(element, at);
      }
    }
  };

  checkAttributes(schema.attributes, config, undefined);
  for (const [name, { nesting, attributes }] of Object.entries(schema.blocks ?? {})) {
    eachElement(nesting, config[name] ?? [], root(name), (block, at) =>
      checkAttributes(attributes, block as Values, at),
    );
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
