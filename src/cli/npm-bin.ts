import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';

/** What npm links as the command: starts the executable, which npm installs as a package for the platform. */
const platform = `${process.platform}-${process.arch}`;
const file = `terraform-provider-faceliveness_v${version}${process.platform === 'win32' ? '.exe' : ''}`;

function findExecutable(): string | undefined {
  // In a clone, the build puts it beside the directory of this file.
  const built = join(__dirname, '..', 'platforms', platform, file);
  if (existsSync(built)) return built;
  try {
    return join(dirname(require.resolve(`@cdktf-face-liveness/${platform}/package.json`)), file);
  } catch {
    return undefined;
  }
}

function fail(message: string): never {
  process.stderr.write(
    `error: ${message} The file can also be had from https://github.com/cdktf-face-liveness/cdktf-face-liveness/releases.\n`,
  );
  process.exit(1);
}

const executable = findExecutable();
if (executable === undefined) {
  fail(
    `the package @cdktf-face-liveness/${platform} is not installed. It is an optional dependency of cdktf-face-liveness: ` +
      'install that without omitting optional dependencies (--omit=optional, --no-optional), on the platform where it ' +
      'runs. There are packages for Linux (x64, arm64), macOS (arm64) and Windows (x64, arm64).',
  );
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const child = spawn(executable, process.argv.slice(2), { stdio: 'inherit' });
child.once('error', (error) => fail(`${executable} cannot be started: ${error.message}.`));
child.once('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const name of SIGNALS) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});

for (const name of SIGNALS) {
  // A terminal sends Ctrl-C to the executable, too, which takes a second one for impatience.
  process.on(name, () => (name === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(name)));
}
