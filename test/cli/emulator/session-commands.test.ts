import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { emulators, requestHeaders, send } from '../../emulator/support/emulator';
import { emulatorCommand } from './support';

const start = emulators();

async function withSession(request: object = {}) {
  const emulator = await start();
  const { text } = await send(emulator, { body: JSON.stringify(request) });
  return {
    url: emulator.url,
    id: JSON.parse(text).SessionId,
    statuses: () => emulator.sessions().map(({ status }) => status),
    results: () => emulator.sessions()[0]?.results,
    scenarios: () => emulator.scenarios(),
    service: async (): Promise<unknown> => {
      const headers = requestHeaders('GetFaceLivenessSessionResults');
      const answer = await send(emulator, { headers, body: JSON.stringify({ SessionId: JSON.parse(text).SessionId }) });
      return JSON.parse(answer.text);
    },
  };
}

/** A file of eight bytes that begins as a JPEG does. */
function jpegFile(name: string): { readonly path: string; readonly base64: string } {
  const folder = mkdtempSync(join(tmpdir(), 'face-liveness-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, `${name}.jpg`);
  const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(name.padEnd(5))]);
  writeFileSync(path, bytes);
  return { path, base64: bytes.toString('base64') };
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

  test.for([
    ['FaceMovementChallenge', '1.0.0'],
    ['FaceMovementAndLightChallenge:1.2.3', '1.2.3'],
  ] as const)('complete sets the audit images and the challenge %s', async ([challenge, Version]) => {
    const { url, id, results } = await withSession({ Settings: { AuditImagesLimit: 3 } });
    const options = ['--audit-images', '1', '--challenge', challenge, '--url', url];
    expect(await emulatorCommand(['complete', id, ...options])).toMatchObject({ code: 0, stderr: '' });
    expect(results()).toMatchObject({
      AuditImages: { length: 1 },
      Challenge: { Type: challenge.replace(/:.*/, ''), Version },
    });
  });

  test('complete sets the feedback, the SDK and images of files with their boxes', async () => {
    const { url, id, service } = await withSession({ Settings: { AuditImagesLimit: 2 } });
    const codes = ['LOW_LIGHTING_DETECTED', 'FACE_NOT_VISIBLE'];
    const [one, other] = [jpegFile('one'), jpegFile('other')];
    const completed = await emulatorCommand([
      ...['complete', id, '--url', url, '--sdk-type', 'AmplifyJavaScript'],
      ...codes.flatMap((code) => ['--feedback', code]),
      ...['--reference-image', one.path, '--reference-box', '0.5,0.75,-0.25,0.5'],
      ...['--audit-image', other.path, '--audit-image', one.path, '--audit-box', '0.25,0.5,1,0'],
    ]);
    expect(completed).toMatchObject({ code: 0, stderr: '' });
    expect(completed.stdout).not.toContain(one.base64);
    expect(await service()).toMatchObject({
      Status: 'SUCCEEDED',
      Feedback: codes.map((Code) => ({ Code, Message: expect.stringMatching(/\.$/) })),
      Metadata: { SDKType: 'AmplifyJavaScript' },
      ReferenceImage: { Bytes: one.base64, BoundingBox: { Width: 0.5, Height: 0.75, Left: -0.25, Top: 0.5 } },
      AuditImages: [
        { Bytes: other.base64, BoundingBox: { Width: 0.25, Height: 0.5, Left: 1, Top: 0 } },
        { Bytes: one.base64, BoundingBox: { Width: 1, Height: 1, Left: 0, Top: 0 } },
      ],
    });
  });

  test('complete leaves out the reference image, or fails the session', async () => {
    const { url, id, service, statuses } = await withSession();
    expect(await emulatorCommand(['complete', id, '--no-reference-image', '--url', url])).toMatchObject({ code: 0 });
    expect(await service()).not.toHaveProperty('ReferenceImage');
    const failed = await withSession();
    expect(await emulatorCommand(['complete', failed.id, '--fails', '--url', failed.url])).toMatchObject({ code: 0 });
    expect([...statuses(), ...failed.statuses()]).toEqual(['SUCCEEDED', 'FAILED']);
  });

  test('scenario sets, prints and clears scenarios', async () => {
    const { url, id, scenarios } = await withSession();
    const scenario = async (...options: string[]) => await emulatorCommand(['scenario', '--url', url, ...options]);
    const { path } = jpegFile('face');
    expect(await scenario('--confidence', '20', '--disconnect', 'before-end', '--delay', '250')).toMatchObject({
      code: 0,
    });
    expect(await scenario('--session', id, '--reference-image', path)).toMatchObject({ code: 0 });
    const set = await scenario('--token', 'a-token', '--fails');
    const all = [
      { scenario: { confidence: 20, disconnect: 'before-end', delayMs: 250 } },
      { sessionId: id, scenario: { referenceImage: { jpegBytes: 8 } } },
      { clientRequestToken: 'a-token', scenario: { fails: true } },
    ];
    expect(JSON.parse(set.stdout)).toEqual({ scenarios: all });
    expect(scenarios()).toEqual(all);
    expect(JSON.parse((await scenario('--clear', '--token', 'a-token')).stdout)).toEqual({
      scenarios: all.slice(0, 2),
    });
    expect(JSON.parse((await scenario('--clear')).stdout)).toEqual({ scenarios: [] });
    expect(JSON.parse((await scenario()).stdout)).toEqual({ scenarios: [] });
  });

  test('sessions lists all sessions, or those with one status', async () => {
    const { url, id } = await withSession();
    expect((await emulatorCommand(['sessions', '--url', url])).stdout).toContain(`${id}\tCREATED\t`);
    expect((await emulatorCommand(['sessions', '--status', 'EXPIRED', '--url', url])).stdout).toBe('');
  });

  test.for<[string, string[], string]>([
    ['there is no URL', ['id'], 'error: no URL is given. Set the URL that the emulator prints with --url'],
    ['the URL is invalid', ['id', '--url', 'here'], 'error: "here" is not a URL'],
    ['the confidence is too high', ['id', '--confidence', '101'], 'It must be a number from 0 to 100.'],
    ['there are too many images', ['id', '--audit-images', '5'], 'It must be a whole number from 0 to 4.'],
    ['there is no such challenge', ['id', '--challenge', 'Dance'], 'It must start with one of FaceMovementAndLight'],
    ['there is no such feedback', ['id', '--feedback', 'DARK'], 'It must be one of EYES_CLOSED_DETECTED, FACE_NOT_'],
    [
      'a box has another form',
      ['id', '--reference-box', '1,1,0'],
      'It must be WIDTH,HEIGHT,LEFT,TOP, ratios of the size',
    ],
    ['an image is missing', ['id', '--audit-image', '/does-not-exist.jpg'], 'It cannot be read: ENOENT.'],
    ['an image is endless', ['id', '--reference-image', '/dev/zero'], 'It must be a JPEG of at most 204800 bytes.'],
    ['the session id is empty', [''], 'The session id is empty. Check that its variable is set.'],
  ])('complete fails when %s', async ([, options, message]) => {
    const { code, stderr } = await emulatorCommand(['complete', ...options]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
  });
});
