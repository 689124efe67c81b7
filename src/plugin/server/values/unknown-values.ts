import { AttributePath } from '../../attribute-path';
import type { CtyType } from '../../cty/type';
import { type CtyValue, isUnknown, isWhollyKnown } from '../../cty/value';
import { DiagnosticError } from '../../diagnostics';
import { type Schema, schemaType } from '../../schema/schema';
import type { Values } from './walk';

/**
 * Checks that a configuration is wholly known, as the provider's code needs it.
 * @param action what the provider was asked to do, such as `read a random_id`.
 * @throws DiagnosticError with the paths of the unknown values.
 */
export function assertKnown(config: Values, schema: Schema, action: string): void {
  const paths = [...unknownPaths(config, schemaType(schema), AttributePath.of())];
  if (paths.length === 0) return;
  throw new DiagnosticError(
    'Unknown argument',
    `The value of ${paths.join(', ')} is unknown, and the provider needs it to ${action}. Use a value that is known at the ` +
      'latest during the apply.',
    paths[0],
  );
}

/** The paths of the unknown values inside a value. A path ends at the outermost set or value of dynamic type. */
function* unknownPaths(value: CtyValue, type: CtyType, path: AttributePath): Generator<AttributePath> {
  if (isWhollyKnown(value)) return;
  if (isUnknown(value) || typeof type === 'string' || type[0] === 'set') {
    yield path;
    return;
  }
  const [kind, inner] = type;
  for (const [key, member] of Object.entries(value as Values)) {
    switch (kind) {
      case 'object':
        yield* unknownPaths(member, inner[key] ?? 'dynamic', path.attribute(key));
        break;
      case 'map':
        yield* unknownPaths(member, inner, path.key(key));
        break;
      default: {
        const index = Number(key);
        const elementType = kind === 'tuple' ? (inner[index] ?? 'dynamic') : inner;
        yield* unknownPaths(member, elementType, path.index(index));
      }
    }
  }
}
