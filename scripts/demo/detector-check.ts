import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { findBrowser, launchBrowser } from '../../harness/browser';
import { LocalProcess, run } from '../../harness/machine/processes';
import { routeFaceLiveness } from '../../src/emulator/playwright';
import { DemoError, type DeployedPool } from './cdktf';

const root = resolve(__dirname, '../..');
const application = join(root, 'examples/react');

/** What a check in a browser needs. */
export interface DetectorCheck {
  /** The environment of the application's backend: credentials and the endpoints of AWS services. */
  readonly env: Readonly<Record<string, string>>;
  /** The URL of the local Rekognition. */
  readonly emulator: string;
  /** The pool whose bucket and key the check uses. */
  readonly pool: DeployedPool;
  /** The file for a picture of the page during the check. */
  readonly picture: string;
  /** Prints a line. */
  readonly line: (text: string) => void;
}

/** Why no browser can be started, and how to get one; undefined if one is installed. */
export async function missingBrowser(): Promise<string | undefined> {
  return await findBrowser().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/**
 * Starts the application in `examples/react`, and has a headless Chromium complete a check in it.
 *
 * @throws DemoError when the page does not say that the check succeeded
 */
export async function completeDetectorCheck({ env, emulator, pool, picture, line }: DetectorCheck): Promise<void> {
  line('building the application in examples/react');
  const { code, stderr } = await run('npm', ['run', '--silent', 'build'], { cwd: application, timeout: 120_000 });
  if (code !== 0) throw new DemoError(`The application cannot be built: ${stderr}`);
  const server = await LocalProcess.start(join(root, 'node_modules/.bin/tsx'), [join(application, 'server/main.ts')], {
    env: {
      ...process.env,
      ...env,
      PORT: '0',
      LIVENESS_BUCKET: pool.bucket,
      LIVENESS_IMAGE_PREFIX: pool.imagePrefix,
      LIVENESS_KMS_KEY_ID: pool.keyArn,
    },
  });
  const directory = mkdtempSync(join(tmpdir(), 'faceliveness-browser-'));
  try {
    const [url = ''] = await server.waitForLine(/http:\S+$/, 60_000);
    const browser = await launchBrowser({ directory, camera: true });
    try {
      const page = await browser.newPage();
      await routeFaceLiveness(page, emulator);
      await page.goto(url);
      await completeCheck(page, picture, line);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function completeCheck(page: Page, picture: string, line: (text: string) => void): Promise<void> {
  await page.getByRole('button', { name: 'Start the check' }).click();
  await page.getByRole('button', { name: 'Start video check' }).click();
  await page.getByText('Hold still').first().waitFor();
  await page.screenshot({ path: picture });
  const text = await page.locator('[role=status], [role=alert]').innerText();
  line(`the page says: ${text}`);
  if (!text.startsWith('You are a live person')) throw new DemoError(`The check must succeed; the page says: ${text}`);
}
