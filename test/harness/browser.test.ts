import { describe, expect, test } from 'vitest';
import { executableOf, findBrowser } from '../../harness/browser';
import { executables, temporaryDirectory } from './support/temporary';

const LINUX = { os: 'linux', arch: 'x64' };
const MAC = { os: 'darwin', arch: 'arm64' };

const chrome = (name: string) => `${executables({ [name]: "echo 'Chromium 150.0.1.2 built on this'" })}/${name}`;

describe('findBrowser', () => {
  test('finds the one that npm ci installs', async () => {
    expect(await findBrowser({ PATH: '' }, LINUX)).toEqual({
      executable: undefined,
      description: expect.stringMatching(/^\d+\.\d+\.\d+ from @sparticuz\/chromium$/),
    });
  });

  test.for([LINUX, MAC])('finds the one that CHROME_PATH names, on $os', async (platform) => {
    const executable = chrome('my-chrome');
    expect(await findBrowser({ CHROME_PATH: executable }, platform)).toEqual({
      executable,
      description: `150.0.1.2 from ${executable}`,
    });
  });

  test('finds an installed one on platforms that the package does not support', async () => {
    const executable = chrome('chromium-browser');
    const PATH = executable.slice(0, executable.lastIndexOf('/'));
    expect(await findBrowser({ PATH }, MAC)).toMatchObject({ executable });
    expect(await findBrowser({ PATH }, { os: 'linux', arch: 'arm64' })).toMatchObject({ executable });
  });

  test('fails when CHROME_PATH names a missing file', async () => {
    await expect(findBrowser({ CHROME_PATH: '/no/such/chrome' }, LINUX)).rejects.toThrow(
      'CHROME_PATH is /no/such/chrome, which is not an executable: install Chrome (https://www.google.com/chrome;',
    );
  });

  test('fails when CHROME_PATH names a directory', async () => {
    await expect(findBrowser({ CHROME_PATH: temporaryDirectory() }, LINUX)).rejects.toThrow(
      'which is not an executable',
    );
  });

  test.runIf(process.platform === 'linux')('fails when none is installed, and says how to get one', async () => {
    await expect(findBrowser({ PATH: temporaryDirectory() }, MAC)).rejects.toThrow(
      'no Chrome or Chromium found: install Chrome (https://www.google.com/chrome; on macOS: brew install --cask ' +
        'google-chrome), or set CHROME_PATH to the executable of a Chrome or Chromium',
    );
  });
});

test('an installed browser is not unpacked', async () => {
  expect(await executableOf({ executable: '/some/chrome', description: '' }, '/nowhere')).toBe('/some/chrome');
});
