import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../harness/machine/ports';
import { run } from '../../harness/machine/processes';
import { APPLICATION, builtApplication } from '../e2e/detector/application';
import { browserExecutable } from '../support/browser';

const ROOT = resolve(import.meta.dirname, '../..');

/** The files that the page has the reader write, by their names. */
function filesOfPage(): ReadonlyMap<string, string> {
  const page = readFileSync(join(ROOT, 'docs/emulator.md'), 'utf8');
  const [, section = ''] = /^## Testing an application with FaceLivenessDetector\n(.*?)^## /ms.exec(page) ?? [];
  const files = section.matchAll(/^`([\w./]+\.ts)`.*?^```ts\n(.*?)^```$/gms);
  return new Map([...files].map(([, name = '', code = '']) => [name, code]));
}

test('the tests of an application pass in Playwright, against the application in examples/react', async () => {
  // Inside of the package, which finds itself by its name there.
  const directory = mkdtempSync(join(ROOT, 'dist/application-'));
  const scratch = mkdtempSync(join(tmpdir(), 'faceliveness-browser-'));
  try {
    const [build, executable] = [await builtApplication(), await browserExecutable()];
    const [emulatorPort, applicationPort] = [await freePort(), await freePort()];
    const start = `npx tsx ${join(APPLICATION, 'server/main.ts')} ${build}`;
    const files = filesOfPage();
    expect([...files.keys()]).toEqual(['playwright.config.ts', 'e2e/liveness.spec.ts']);
    mkdirSync(join(directory, 'e2e'));
    for (const [name, code] of files) {
      const here = code
        .replaceAll('4567', String(emulatorPort))
        .replaceAll('3000', String(applicationPort))
        .replace("'npm start'", JSON.stringify(start))
        .replace('launchOptions: {', `launchOptions: { executablePath: ${JSON.stringify(executable)},`);
      writeFileSync(join(directory, name), here);
    }
    // The shorter of the challenges.
    const challenge = { LIVENESS_CHALLENGE: 'FaceMovementChallenge' };
    const env = { ...process.env, ...challenge, PORT: String(applicationPort), TMPDIR: scratch };
    const { code, stdout, stderr } = await run(
      join(ROOT, 'node_modules/.bin/playwright'),
      [
        'test',
        '--config',
        join(directory, 'playwright.config.ts'),
        '--output',
        join(scratch, 'results'),
        '--reporter',
        'line',
      ],
      { cwd: directory, env, timeout: 100_000 },
    );
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain('2 passed');
  } finally {
    for (const each of [directory, scratch]) rmSync(each, { recursive: true, force: true });
  }
});
