/** One step into a value: an attribute's name, an element of a list or tuple, or a key of a map. */
export type AttributePathStep = { readonly attribute: string } | { readonly index: number } | { readonly key: string };

/**
 * Where in a configuration something is, for diagnostics. Terraform shows the line that the path leads to, or where the
 * value around it begins. Elements of a set can't be addressed: a path ends at the set.
 */
export class AttributePath {
  private constructor(readonly steps: readonly AttributePathStep[]) {}

  /** The path of nested attributes and elements: `AttributePath.of('settings', 'preferences', 0, 'type')`. */
  static of(...steps: readonly (string | number)[]): AttributePath {
    return new AttributePath(steps.map((step) => (typeof step === 'number' ? { index: step } : { attribute: step })));
  }

  /** The attribute `name` of what this path leads to. */
  attribute(name: string): AttributePath {
    return new AttributePath([...this.steps, { attribute: name }]);
  }

  /** The element number `index` (from 0) of what this path leads to. */
  index(index: number): AttributePath {
    return new AttributePath([...this.steps, { index }]);
  }

  /** The element under `key` of the map that this path leads to. */
  key(key: string): AttributePath {
    return new AttributePath([...this.steps, { key }]);
  }

  /** As one would write it in HCL: `settings.preferences[0].type`. */
  toString(): string {
    return this.steps
      .map((step, position) => {
        if ('attribute' in step) return position === 0 ? step.attribute : `.${step.attribute}`;
        return 'index' in step ? `[${step.index}]` : `[${JSON.stringify(step.key)}]`;
      })
      .join('');
  }
}
