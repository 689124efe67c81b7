import { homedir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../plugin';

/**
 * Replaces `~` with the home directory, and environment variables (`$NAME`, `${NAME}`) with their values.
 *
 * @throws DiagnosticError for `~` without a home directory
 */
export function expandPath(path: string): string {
  const home = path.replace(/^~(?=$|\/)/, () => homeDirectory(path));
  const expanded = home.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced: string | undefined, bare: string | undefined) => process.env[braced ?? bare ?? ''] ?? '',
  );
  return join(expanded);
}

function homeDirectory(path: string): string {
  try {
    return process.env.HOME || homedir();
  } catch {
    throw new DiagnosticError(
      'Home directory not found',
      `The path ${JSON.stringify(path)} begins with ~, and there is no home directory: HOME is not set, and the ` +
        'current user has none. Set HOME, or use an absolute path.',
    );
  }
}
