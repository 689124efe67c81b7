import { homedir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../plugin';

/**
 * A path as users write it: with ~ for the home directory, and environment variables as in a shell.
 *
 * @throws DiagnosticError for ~ where there is no home directory
 */
export function expandPath(path: string): string {
  const home = path.replace(/^~(?=$|\/)/, () => homeOf(path));
  const expanded = home.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced: string | undefined, bare: string | undefined) => process.env[braced ?? bare ?? ''] ?? '',
  );
  return join(expanded);
}

function homeOf(path: string): string {
  try {
    return process.env.HOME || homedir();
  } catch {
    throw new DiagnosticError(
      'Home directory not found',
      `The path ${JSON.stringify(path)} begins with ~, and there is no home directory: HOME is not set, and the user who runs ` +
        'this has none. Set HOME, or use an absolute path.',
    );
  }
}
