import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser as RunningBrowser } from 'playwright-core';
import { findOnPath, isExecutable } from './machine/executables';
import { ExecutableNotFoundError, run } from './machine/processes';

/** Read as a file, because the package does not export it. */
const PACKAGED_MANIFEST = resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium/package.json');

/** The places of Chrome on macOS and Windows. */
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

const HOW_TO_GET_IT =
  'install Chrome (https://www.google.com/chrome; on macOS: brew install --cask google-chrome), or set CHROME_PATH to the ' +
  'executable of a Chrome or Chromium';

/** Nothing that asks for more than a plain machine has, or calls home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A camera that shows a test pattern, which pages may use without asking. */
const CAMERA_ARGUMENTS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** A Chromium for tests and demo. */
export interface Browser {
  /** The executable; undefined for the one that `npm ci` installs packed. */
  readonly executable: string | undefined;
  /** The version and the origin, for messages. */
  readonly description: string;
}

/** The platform, for tests of other platforms. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
}

/**
 * Finds a Chromium: the executable that CHROME_PATH names; otherwise the one of the npm package @sparticuz/chromium on Linux
 * x64, and an installed one on other platforms.
 *
 * @throws Error that says how to install Chromium, when there is none
 */
export async function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  { os, arch }: Platform = { os: process.platform, arch: process.arch },
): Promise<Browser> {
  const { CHROME_PATH: named } = env;
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`CHROME_PATH is ${named}, which is not an executable: ${HOW_TO_GET_IT}`);
    return await installed(named);
  }
  if (os === 'linux' && arch === 'x64') {
    const { version } = JSON.parse(readFileSync(PACKAGED_MANIFEST, 'utf8')) as { readonly version: string };
    return { executable: undefined, description: `${version} from @sparticuz/chromium` };
  }
  const found = findOnPath(COMMANDS, env) ?? USUAL_PLACES.find(isExecutable);
  if (found === undefined) throw new Error(`no Chrome or Chromium found: ${HOW_TO_GET_IT}`);
  return await installed(found);
}

/**
 * The executable of a browser, unpacked if necessary.
 *
 * @param directory an empty directory for the executable, which the caller removes after the browser has ended
 */
export async function executableOf({ executable }: Browser, directory: string): Promise<string> {
  if (executable !== undefined) return executable;
  // The package unpacks into the temporary directory of its process.
  const program = "require('@sparticuz/chromium').executablePath().then((path) => process.stdout.write(path))";
  const { code, stdout, stderr } = await run(process.execPath, ['-e', program], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: directory },
    timeout: 120_000,
  });
  if (code !== 0 || !existsSync(stdout)) throw new Error(`@sparticuz/chromium cannot be unpacked: ${stderr.trim()}`);
  return stdout;
}

/** How a browser is launched. */
export interface LaunchOptions {
  /** The executable. Default: that of the browser that is found, unpacked into the directory if necessary. */
  readonly executable?: string;
  /** An empty directory for the browser's files, which the caller removes after the browser has ended. */
  readonly directory: string;
  /** Whether the browser has a camera. Default: false. */
  readonly camera?: boolean;
  /** More arguments. Default: none. */
  readonly args?: readonly string[];
}

/**
 * Launches a headless Chromium.
 *
 * @throws Error that says how to install Chromium, when there is none
 */
export async function launchBrowser({
  executable,
  directory,
  camera = false,
  args = [],
}: LaunchOptions): Promise<RunningBrowser> {
  return await chromium.launch({
    executablePath: executable ?? (await executableOf(await findBrowser(), directory)),
    args: [...ARGUMENTS, ...(camera ? CAMERA_ARGUMENTS : []), ...args],
    env: { ...process.env, TMPDIR: directory } as Record<string, string>,
  });
}

async function installed(executable: string): Promise<Browser> {
  try {
    const { stdout } = await run(executable, ['--version'], { timeout: 60_000 });
    const [version = 'of unknown version'] = /\d+(\.\d+)+/.exec(stdout) ?? [];
    return { executable, description: `${version} from ${executable}` };
  } catch (error) {
    throw error instanceof ExecutableNotFoundError
      ? new Error(`${executable} cannot be started: ${HOW_TO_GET_IT}`)
      : error;
  }
}
