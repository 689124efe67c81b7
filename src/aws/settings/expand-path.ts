import { join } from 'node:path';
import { DiagnosticError } from '../../plugin';
import { homeDirectory } from '../files/shared-files';

/**
 * Replaces environment variables (`$NAME`, `${NAME}`) with their values, then `~` with the home directory.
 *
 * @throws DiagnosticError for `~` without a home directory
 */
export function expandPath(path: string): string {
  const expanded = path.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced: string | undefined, bare: string | undefined) => process.env[braced ?? bare ?? ''] ?? '',
  );
  if (!/^~($|[/\\])/.test(expanded)) return expanded;
  const home = homeDirectory();
  if (home !== undefined) return join(home, expanded.slice(1));
  throw new DiagnosticError(
    'Home directory not found',
    `The path ${JSON.stringify(path)} begins with ~, and there is no home directory: HOME is not set, and the ` +
      'current user has none. Set HOME, or use an absolute path.',
  );
}
