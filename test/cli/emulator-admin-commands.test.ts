import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/local/ports';
import { type RunResult, run } from '../../scripts/local/processes';
import { emulators, send } from '../emulator/support';

const start = emulators();

/** Runs the built command beside the emulator of this process. */
async function emulatorCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
  const command = resolve('dist/cli/face-liveness.js');
  return await run(process.execPath, [command, 'emulator', ...args], { env: { PATH: process.env.PATH, ...env } });
}

async function withSession(): Promise<{ url: string; id: string; statuses: () => string[] }> {
  const emulator = await start();
  const { text } = await send(emulator);
  return {
    url: emulator.url,
    id: JSON.parse(text).SessionId,
    statuses: () => emulator.sessions().map(({ status }) => status),
  };
}

describe('face-liveness emulator', () => {
  test('start, complete and fail move sessions', async () => {
    const { url, id, statuses } = await withSession();
    const env = { AWS_ENDPOINT_URL_REKOGNITION: url };
    expect(await emulatorCommand(['start', id], env)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`^${id}\tIN_PROGRESS\tus-east-1\ttest\t\\S+Z\n$`)),
    });
    const completed = await emulatorCommand(['complete', id, '--confidence', '42', '--url', url]);
    expect(completed).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(completed.stdout)).toMatchObject({ status: 'SUCCEEDED', results: { Confidence: 42 } });
    expect(statuses()).toEqual(['SUCCEEDED']);

    expect(await emulatorCommand(['fail', id, '--url', url])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^error: session ${id} is SUCCEEDED; .+\\.\n$`)),
    });
  });

  test('sessions lists, clock moves the time, reset forgets', async () => {
    const { url, id } = await withSession();
    expect((await emulatorCommand(['sessions', '--url', url])).stdout).toContain(`${id}\tCREATED\t`);
    await emulatorCommand(['clock', '--advance', '180', '--url', url]);
    expect((await emulatorCommand(['sessions', '--status', 'EXPIRED', '--url', url])).stdout).toContain(id);
    expect(await emulatorCommand(['reset', '--url', url])).toMatchObject({ code: 0, stdout: '' });
    expect(await emulatorCommand(['sessions', '--url', url])).toMatchObject({ code: 0, stdout: '' });
  });

  test('is told the token that closes it', async () => {
    const { url } = await start({ adminToken: 'sesame' });
    expect(await emulatorCommand(['reset', '--url', url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error: there is no Authorization header; the admin API'),
    });
    const byOption = await emulatorCommand(['reset', '--url', url, '--admin-token', 'sesame']);
    const byVariable = await emulatorCommand(['reset', '--url', url], {
      FACELIVENESS_EMULATOR_ADMIN_TOKEN: 'sesame',
    });
    expect([byOption.code, byVariable.code]).toEqual([0, 0]);
  });

  test.for<[string, string[], string]>([
    ['there is no URL', [], 'error: no URL is given; give the emulator'],
    ['the URL is none', ['--url', 'here'], 'error: "here" is no URL'],
    ['the confidence is too high', ['--confidence', '101', '--url', 'http://x'], 'It must be a number from 0 to 100.'],
  ])('fails when %s', async ([, options, message]) => {
    const { code, stderr } = await emulatorCommand(['complete', 'id', ...options]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
  });

  test('fails when no emulator answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await emulatorCommand(['reset', '--url', url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`error: no emulator answers at ${url}: ECONNREFUSED.`),
    });
  });
});
