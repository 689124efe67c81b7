import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Fetches packages into a directory, by apt, from the repositories that this machine is set up with. Neither apt's lists nor
 * the packages of the machine are changed.
 *
 * @param packages names, such as `musl`, or names and versions, such as `musl=1.2.3-1`
 * @param architecture in Debian's words, such as `arm64`
 * @throws Error where apt is not there, or does not find one of them
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
