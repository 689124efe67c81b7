import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { executableOf, findBrowser, launchBrowser } from '../../harness/browser';
import { sharedDirectory } from './shared-directory';

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** Console errors that the test brings about. Default: none. */
  readonly expectedErrors?: RegExp;
  /** Other origins to which the page may send requests. Default: none. */
  readonly otherOrigins?: RegExp;
  /** Called before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** The name of the executable that @sparticuz/chromium unpacks. */
const UNPACKED = 'chromium';

/** The executable of Chromium, unpacked once for all tests. */
export async function browserExecutable(): Promise<string> {
  const browser = await findBrowser();
  if (browser.executable !== undefined) return browser.executable;
  const directory = await sharedDirectory('chromium', async (empty) => {
    expect(await executableOf(browser, empty)).toBe(join(empty, UNPACKED));
  });
  return join(directory, UNPACKED);
}

/**
 * A headless Chromium for the tests of a file. No page may send a request to elsewhere, throw, or write errors to the
 * console: a test in which one does has failed.
 *
 * @param options.camera whether the browser has a camera
 */
export function headlessBrowser({ camera = false } = {}): (url: string, options?: OpenOptions) => Promise<Page> {
  let directory: string;
  let browser: Browser;
  const opened: Page[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'faceliveness-browser-'));
    browser = await launchBrowser({ executable: await browserExecutable(), directory, camera });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.context().close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  return async (url, { expectedErrors, otherOrigins, prepare, ...options } = {}) => {
    const page = await (await browser.newContext(options)).newPage();
    opened.push(page);
    page.setDefaultTimeout(20_000);
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (origin !== new URL(url).origin && !otherOrigins?.test(origin)) complaints.push(`request to ${request.url()}`);
    });
    page.on('pageerror', (error) => complaints.push(`thrown: ${error}`));
    page.on('console', (message) => {
      const expected = expectedErrors?.test(message.text()) ?? false;
      if (!expected && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await prepare?.(page);
    await page.goto(url);
    return page;
  };
}
