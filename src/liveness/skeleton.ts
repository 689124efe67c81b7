import type { Shape } from './shape';

/**
 * A value of the shape with every member there and none filled in, to be edited: what the AWS CLI's
 * `--generate-cli-skeleton` prints. Strings are empty, those with a choice have the first one (there, any), numbers are
 * 0, and lists have one element.
 */
export function skeleton(shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return shape.enum?.[0] ?? '';
    case 'integer':
      return 0;
    case 'structure':
      return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, skeleton(member)]));
    case 'list':
      return [skeleton(shape.element)];
  }
}
