import { describe, expect, test } from 'vitest';
import { emulators, send } from '../../emulator/support/emulator';
import { emulatorCommand } from './support';

const start = emulators();

async function withSession(
  request: object = {},
): Promise<{ url: string; id: string; statuses: () => string[]; results: () => unknown }> {
  const emulator = await start();
  const { text } = await send(emulator, { body: JSON.stringify(request) });
  return {
    url: emulator.url,
    id: JSON.parse(text).SessionId,
    statuses: () => emulator.sessions().map(({ status }) => status),
    results: () => emulator.sessions()[0]?.results,
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

  test('complete sets the feedback', async () => {
    const { url, id, results } = await withSession();
    const codes = ['LOW_LIGHTING_DETECTED', 'FACE_NOT_VISIBLE'];
    const options = [...codes.flatMap((code) => ['--feedback', code]), '--url', url];
    expect(await emulatorCommand(['complete', id, ...options])).toMatchObject({ code: 0, stderr: '' });
    expect(results()).toMatchObject({
      Feedback: codes.map((Code) => ({ Code, Message: expect.stringMatching(/\.$/) })),
    });
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
    ['the session id is empty', [''], 'The session id is empty. Check that its variable is set.'],
  ])('complete fails when %s', async ([, options, message]) => {
    const { code, stderr } = await emulatorCommand(['complete', ...options]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
  });
});
