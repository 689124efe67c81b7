import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Downloads Debian packages into a directory with apt, from the repositories configured on this machine. Neither apt's
 * lists nor the installed packages are changed.
 *
 * @param packages names, such as `musl`, or names with versions, such as `musl=1.2.3-1`
 * @param architecture Debian's name, such as `arm64`
 * @throws Error when apt is missing, or does not find a package
 */
export function fetchDebianPackages(packages: readonly string[], architecture: string, directory: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'apt-'));
  try {
    for (const name of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(scratch, name), { recursive: true });
    const settings = {
      'APT::Architecture': architecture,
      'APT::Architectures': architecture,
      'APT::Sandbox::User': '',
      'Dir::Cache': join(scratch, 'cache'),
      'Dir::State': scratch,
      'Dir::State::lists': join(scratch, 'lists'),
      'Dir::State::status': '/dev/null',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    execFileSync('apt-get', [...options, 'update'], { cwd: scratch, stdio: 'pipe' });
    execFileSync('apt-get', [...options, 'download', ...packages], { cwd: directory, stdio: 'pipe' });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
