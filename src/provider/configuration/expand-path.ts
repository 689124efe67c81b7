import { homedir } from 'node:os';
import { join } from 'node:path';

/** A path as users write it: with ~ for the home directory, and environment variables as in a shell. */
export function expandPath(path: string): string {
  const home = path.replace(/^~(?=$|\/)/, () => process.env.HOME || homedir());
  const expanded = home.replace(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (_, braced: string | undefined, bare: string | undefined) => process.env[braced ?? bare ?? ''] ?? '',
  );
  return join(expanded);
}
