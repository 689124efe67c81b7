/** The command as npm links it: starts the executable, which npm installs as a package for the platform. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];
const RELEASES = 'https://github.com/cdktf-face-liveness/cdktf-face-liveness/releases';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const platform = `${process.platform}-${process.arch}`;
const onWindows = process.platform === 'win32';

function findExecutable(): string {
  const file = `terraform-provider-faceliveness_v${version}${onWindows ? '.exe' : ''}`;
  // In a clone, the build writes it here.
  const built = join(__dirname, '../platforms', platform, file);
  if (existsSync(built)) return built;
  try {
    return join(dirname(require.resolve(`@cdktf-face-liveness/${platform}/package.json`)), file);
  } catch {
    return fail(
      PLATFORMS.includes(platform)
        ? `the package @cdktf-face-liveness/${platform} is not installed. It is an optional dependency of ` +
            'cdktf-face-liveness. Install cdktf-face-liveness again on this platform, without options that omit optional ' +
            `dependencies, such as --omit=optional. Or download the executable from ${RELEASES}.`
        : `cdktf-face-liveness has no executable for ${platform}. It has executables for ${PLATFORMS.join(', ')}.`,
    );
  }
}

function fail(message: string): never {
  process.stderr.write(`error: ${message}\n`);
  process.exit(1);
}

const executable = findExecutable();
const child = spawn(executable, process.argv.slice(2), { stdio: 'inherit' });
child.once('error', (error) => fail(`cannot start ${executable}: ${error.message}`));

// This process ends when the executable ends, and in the same way. On Windows, the console tells both processes, and
// kill() would terminate the executable.
for (const name of SIGNALS) process.on(name, () => onWindows || child.kill(name));
child.once('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const name of SIGNALS) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
