/** The command of the npm package: starts the executable, which npm installs as an optional dependency per platform. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { NODE_PLATFORM, PLATFORMS, startedFile, terraformPlatform } from './platforms';

const RELEASES = 'https://github.com/cdktf-face-liveness/cdktf-face-liveness/releases';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const onWindows = process.platform === 'win32';

function findExecutable(): string {
  const file = startedFile(version, terraformPlatform());
  // The output of the build, in a clone of the repository.
  const built = join(__dirname, '../platforms', NODE_PLATFORM, file);
  if (existsSync(built)) return built;
  try {
    return join(dirname(require.resolve(`@cdktf-face-liveness/${NODE_PLATFORM}/package.json`)), file);
  } catch {
    const isSupported = PLATFORMS.some((platform) => platform === NODE_PLATFORM);
    return fail(
      isSupported
        ? `the package @cdktf-face-liveness/${NODE_PLATFORM} is not installed. It is an optional dependency of ` +
            'cdktf-face-liveness. Install cdktf-face-liveness again on this platform, without options that omit optional ' +
            `dependencies, such as --omit=optional. Or download the executable from ${RELEASES}.`
        : `cdktf-face-liveness has no executable for ${NODE_PLATFORM}. It has executables for ${PLATFORMS.join(', ')}.`,
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

// This process ends when the executable ends, and in the same way. On Windows, the console signals both processes, and
// kill() would terminate the executable.
for (const name of SIGNALS) process.on(name, () => onWindows || child.kill(name));
child.once('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const name of SIGNALS) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
