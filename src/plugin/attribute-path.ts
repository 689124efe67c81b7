/** A step into a value: the name of an attribute, the index of an element of a list or tuple, or the key of a map. */
export type AttributePathStep = { readonly attribute: string } | { readonly index: number } | { readonly key: string };

/**
 * The path of a value in a configuration, for diagnostics. Terraform shows the line of the value; up to 1.14, a path that
 * goes deeper than one step into an attribute leads to the head of the block. The elements of a set have no path of their
 * own: a path ends at the set.
 */
export class AttributePath {
  private constructor(readonly steps: readonly AttributePathStep[]) {}

  /** Makes a path of attributes and elements: `AttributePath.of('settings', 'preferences', 0, 'type')`. */
  static of(...steps: readonly (string | number)[]): AttributePath {
    return new AttributePath(steps.map((step) => (typeof step === 'number' ? { index: step } : { attribute: step })));
  }

  /** The path of the attribute `name` in the value at this path. */
  attribute(name: string): AttributePath {
    return new AttributePath([...this.steps, { attribute: name }]);
  }

  /** The path of the element at `index`, from 0, in the list or tuple at this path. */
  index(index: number): AttributePath {
    return new AttributePath([...this.steps, { index }]);
  }

  /** The path of the element at `key` in the map at this path. */
  key(key: string): AttributePath {
    return new AttributePath([...this.steps, { key }]);
  }

  /** The path in HCL: `settings.preferences[0].type`. */
  toString(): string {
    return this.steps
      .map((step, position) => {
        if ('attribute' in step) return position === 0 ? step.attribute : `.${step.attribute}`;
        return 'index' in step ? `[${step.index}]` : `[${JSON.stringify(step.key)}]`;
      })
      .join('');
  }
}
