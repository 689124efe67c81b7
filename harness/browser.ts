import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findOnPath, isExecutable } from './machine/executables';
import { ExecutableNotFoundError, run } from './machine/processes';

/** Can't be imported: the package doesn't export it. */
const PACKAGED_MANIFEST = resolve(import.meta.dirname, '../node_modules/@sparticuz/chromium/package.json');

/** Where Chrome's installer puts it on macOS and Windows. */
const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];

const HOW_TO_GET_IT =
  'install Chrome (https://www.google.com/chrome; on macOS: brew install --cask google-chrome), or set CHROME_PATH to the ' +
  'executable of a Chrome or Chromium';

/** A Chromium that the emulator's page can be tested in. */
export interface Browser {
  /** The executable; undefined for the one that comes with `npm ci`, which has to be unpacked first. */
  readonly executable: string | undefined;
  /** Its version and where it comes from, for people. */
  readonly description: string;
}

/** The platform that is looked on, for tests of others. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
}

/**
 * Finds a Chromium: the one that CHROME_PATH names; without it the one of the package @sparticuz/chromium, which is for
 * Linux on x64; elsewhere one that is installed. Where there is none, fails with a message that says how to get it.
 */
export async function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  { os, arch }: Platform = { os: process.platform, arch: process.arch },
): Promise<Browser> {
  const { CHROME_PATH: named } = env;
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`CHROME_PATH is ${named}, which is no executable: ${HOW_TO_GET_IT}`);
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
 * The executable of a browser, unpacked into the directory where it has to be.
 *
 * @param directory an empty one; whoever made it removes it when the browser has ended
 */
export async function executableOf({ executable }: Browser, directory: string): Promise<string> {
  if (executable !== undefined) return executable;
  // The package unpacks into the temporary directory of the process, whichever that is.
  const program = "require('@sparticuz/chromium').executablePath().then((path) => process.stdout.write(path))";
  const { code, stdout, stderr } = await run(process.execPath, ['-e', program], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: directory },
    timeout: 120_000,
  });
  if (code !== 0 || !existsSync(stdout)) throw new Error(`@sparticuz/chromium can't be unpacked: ${stderr.trim()}`);
  return stdout;
}

async function installed(executable: string): Promise<Browser> {
  try {
    const { stdout } = await run(executable, ['--version'], { timeout: 60_000 });
    const [version = 'of unknown version'] = /\d+(\.\d+)+/.exec(stdout) ?? [];
    return { executable, description: `${version} from ${executable}` };
  } catch (error) {
    throw error instanceof ExecutableNotFoundError ? new Error(`${executable} can't be run: ${HOW_TO_GET_IT}`) : error;
  }
}
