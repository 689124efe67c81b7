import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareVersions } from './executables';
import { ExecutableNotFoundError, run } from './processes';

const MINIMUM_VERSION = '3.11.0';

const HOW_TO_GET_IT =
  'install Python 3.11 or later with its modules venv and ensurepip (https://www.python.org/downloads; ' +
  'on Debian and Ubuntu: apt install python3-venv)';

const root = resolve(__dirname, '../..');

/** A virtual environment and its packages. */
export interface PythonEnvironment {
  readonly directory: string;
  /** The file with all packages, those that others need included, with versions and hashes. */
  readonly requirements: string;
}

/** The Python tools of this project's tests. */
export const PYTHON_ENVIRONMENT: PythonEnvironment = {
  directory: join(root, '.venv'),
  requirements: join(root, 'test/python/requirements.txt'),
};

/**
 * Finds the version of `python3`.
 *
 * @throws Error that says how to install Python, when it is missing, too old or cannot create virtual environments
 */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const program = "import sys, venv, ensurepip; print('.'.join(map(str, sys.version_info[:3])))";
  const { code, stdout, stderr } = await runPython('python3', ['-c', program], env);
  if (code !== 0) {
    throw new Error(
      `python3 cannot create a virtual environment (${stderr.trim().split('\n').at(-1)}): ${HOW_TO_GET_IT}`,
    );
  }
  const version = stdout.trim();
  if (compareVersions(version, MINIMUM_VERSION) < 0) {
    throw new Error(`python3 is version ${version}, too old: ${HOW_TO_GET_IT}`);
  }
  return version;
}

/**
 * Creates a virtual environment with `python3`, and installs its packages with `pip` in its configuration on this machine.
 * Does nothing when the environment has the packages of the current requirements file.
 *
 * @returns whether the environment was created
 * @throws Error with the output of venv or pip when one fails
 */
export async function makePythonEnvironment(
  { directory, requirements }: PythonEnvironment = PYTHON_ENVIRONMENT,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const wanted = readFileSync(requirements, 'utf8');
  const python = join(directory, 'bin/python');
  // A copy of the requirements is written last. The interpreter is a link, whose target can be missing.
  const installed = join(directory, 'requirements.txt');
  if (existsSync(python) && existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return false;

  rmSync(directory, { recursive: true, force: true });
  await succeed('python3', ['-m', 'venv', directory], env);
  // Python compiles the few modules that are imported when they are.
  const options = ['--require-hashes', '--no-deps', '--no-compile', '--disable-pip-version-check', '--quiet'];
  await succeed(python, ['-m', 'pip', 'install', ...options, '--requirement', requirements], env);
  writeFileSync(installed, wanted);
  return true;
}

async function succeed(python: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, stdout, stderr } = await runPython(python, args, env);
  if (code !== 0) throw new Error(`${[python, ...args].join(' ')} failed:\n${stdout}${stderr}`);
}

async function runPython(python: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  try {
    return await run(python, args, { env });
  } catch (error) {
    throw error instanceof ExecutableNotFoundError ? new Error(`${python} not found: ${HOW_TO_GET_IT}`) : error;
  }
}
