import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT } from '../project/committed-files';

/**
 * Makes a clone of this checkout, with changes that are not committed yet: the files that git knows, and the packages that
 * `npm ci` has installed here.
 */
export function cloneProject(directory: string): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  for (const path of files.split('\0').filter((each) => each !== '' && existsSync(join(PROJECT, each)))) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    copyFileSync(join(PROJECT, path), join(directory, path));
  }
  // Hard links: through a symbolic link, the paths of packages would be those of this checkout.
  execFileSync('cp', ['-R', '-P', '-l', join(PROJECT, 'node_modules'), directory]);
}
