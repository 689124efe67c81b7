import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FACE_LIVENESS } from '../../../harness/face-liveness';
import { LocalProcess } from '../../../harness/machine/processes';
import type { startEmulator } from '../../../src/emulator';
import { emulators } from '../support/emulator';

const start = emulators();
const project = resolve(import.meta.dirname, '../../..');
const html = readFileSync(join(project, 'src/emulator/page/page.html'), 'utf8');

async function pageOf(url: string): Promise<string> {
  return await (await fetch(url)).text();
}

describe('the page', () => {
  test('is at the root, even if the admin API requires a token', async () => {
    const emulator = await start({ adminToken: 'sesame' });
    expect(await pageOf(emulator.url)).toBe(html);
    const head = await fetch(emulator.url, { method: 'HEAD' });
    expect(head.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(html)));
    expect(await head.text()).toBe('');
  });

  test('is not served to clients of AWS', async () => {
    const { url } = await start();
    for (const [name, value] of [
      ['Authorization', 'AWS4-HMAC-SHA256'],
      ['X-Amz-Date', '20260101T000000Z'],
    ] as const) {
      const response = await fetch(url, { headers: new Headers([[name, value]]) });
      expect({ status: response.status, text: await response.text() }).toMatchObject({
        status: 403,
        text: expect.stringMatching(/^<(AccessDenied|MissingAuthenticationToken)Exception>/),
      });
    }
    expect((await fetch(`${url}/?X-Amz-Signature=0`)).status).toBe(403);
  });

  test('cannot load resources or be framed by other pages', async () => {
    const { headers } = await fetch((await start()).url);
    const policy = headers.get('content-security-policy')?.split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'none'",
      ]),
    );
    expect(policy?.join()).not.toMatch(/unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('has one script, one style and no external resources', () => {
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).not.toMatch(/\s(src|on\w+)="|https?:|innerHTML|insertAdjacentHTML/);
  });

  test('is served by the built command', async () => {
    const command = await LocalProcess.start(FACE_LIVENESS, ['emulator']);
    try {
      const [, url = ''] = await command.waitForLine(/listening on (http:\S+)/, 20_000);
      expect(await pageOf(url)).toBe(html);
    } finally {
      await command.stop();
    }
  });

  test('is served by the built library', async () => {
    const library = createRequire(import.meta.url)('cdktf-face-liveness/emulator') as {
      readonly startEmulator: typeof startEmulator;
    };
    const emulator = await library.startEmulator();
    try {
      expect(await pageOf(emulator.url)).toBe(html);
    } finally {
      await emulator.close();
    }
  });
});
