import type { Shape } from './shape';

/**
 * Returns a value of the shape with all members, to fill in, as the AWS CLI's `--generate-cli-skeleton` prints it: strings
 * are empty, enumerations have their first value (the AWS CLI takes any), numbers are 0, and lists have one element.
 *
 * @throws TypeError for a custom shape, which no service model has
 */
export function skeleton(shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return shape.enum?.[0] ?? '';
    case 'integer':
    case 'number':
      return 0;
    case 'structure':
      return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, skeleton(member)]));
    case 'list':
      return [skeleton(shape.element)];
    case 'custom':
      throw new TypeError(`no skeleton of ${shape.noun}`);
  }
}
