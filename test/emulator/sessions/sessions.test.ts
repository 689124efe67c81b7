import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
  GetFaceLivenessSessionResultsCommand,
} from '@aws-sdk/client-rekognition';
import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator';
import { emulators, FakeClock, sdk, send } from '../support/emulator';

const start = emulators();

async function setUp(options: EmulatorOptions = {}) {
  const clock = new FakeClock();
  const emulator = await start({ clock: clock.tell, ...options });
  const client = sdk(emulator);
  return {
    clock,
    create: async (input: CreateFaceLivenessSessionCommandInput = { ClientRequestToken: 'token' }) =>
      (await client.send(new CreateFaceLivenessSessionCommand(input))).SessionId,
    statusOf: async (SessionId: string | undefined) =>
      (await client.send(new GetFaceLivenessSessionResultsCommand({ SessionId }))).Status,
    sessions: () => emulator.sessions(),
  };
}

describe('the life of a session', () => {
  it('ends after three minutes', async () => {
    const { clock, create, statusOf, sessions } = await setUp();
    const id = await create();

    clock.advance(179.999);
    expect(await statusOf(id)).toBe('CREATED');
    clock.advance(0.001);
    expect(await statusOf(id)).toBe('EXPIRED');
    expect(sessions()).toMatchObject([{ sessionId: id, status: 'EXPIRED' }]);
  });

  it('ends after sessionTtlSeconds', async () => {
    const { clock, create, statusOf } = await setUp({ sessionTtlSeconds: 5 });
    const id = await create();

    clock.advance(4.999);
    expect(await statusOf(id)).toBe('CREATED');
    clock.advance(0.001);
    expect(await statusOf(id)).toBe('EXPIRED');
  });

  it('is not renewed when the token is used again', async () => {
    const { clock, create, statusOf } = await setUp();
    const id = await create();
    clock.advance(100);
    await create();
    clock.advance(80);
    expect(await statusOf(id)).toBe('EXPIRED');
  });
});

describe('a session at the end of its lifetime', () => {
  const EXPIRED = { Status: 'EXPIRED' };
  const NOT_FOUND = { name: 'SessionNotFoundException', message: 'Session not found.' };

  it.each<[EmulatorOptions, object, object, object]>([
    [{}, EXPIRED, EXPIRED, EXPIRED],
    [{ afterExpiry: 'expired' }, EXPIRED, EXPIRED, EXPIRED],
    [{ afterExpiry: 'not-found' }, NOT_FOUND, NOT_FOUND, NOT_FOUND],
    [{ afterExpiry: 'kept' }, { Status: 'SUCCEEDED', Confidence: 97 }, { Status: 'FAILED' }, EXPIRED],
  ])('has with %j an answer if it succeeded, failed or was not used', async (options, ...expected) => {
    const clock = new FakeClock();
    const emulator = await start({ clock: clock.tell, ...options });
    const client = sdk(emulator);
    const create = async () => (await client.send(new CreateFaceLivenessSessionCommand({}))).SessionId ?? '';
    const ids = [await create(), await create(), await create()] as const;
    await emulator.completeSession(ids[0], { confidence: 97 });
    emulator.failSession(ids[1]);
    const answers = () =>
      Promise.all(
        ids.map((SessionId) =>
          client.send(new GetFaceLivenessSessionResultsCommand({ SessionId })).then(
            ({ Status, Confidence, ReferenceImage, Challenge }) => ({
              Status,
              ...(Confidence !== undefined && { Confidence }),
              hasData: ReferenceImage !== undefined || Challenge !== undefined,
            }),
            ({ name, message }) => ({ name, message }),
          ),
        ),
      );
    clock.advance(179.999);
    expect(await answers()).toEqual([
      { Status: 'SUCCEEDED', Confidence: 97, hasData: true },
      { Status: 'FAILED', hasData: false },
      { Status: 'CREATED', hasData: false },
    ]);
    clock.advance(0.001);
    expect(await answers()).toEqual(
      expected.map((answer) =>
        'Status' in answer ? { ...answer, hasData: 'Confidence' in answer } : expect.objectContaining(answer),
      ),
    );
    const isKept = options.afterExpiry === 'kept';
    expect(emulator.state().sessions).toMatchObject({ SUCCEEDED: isKept ? 1 : 0, EXPIRED: isKept ? 1 : 3 });
  });

  it('is still returned by its token, and shown by the emulator, when the service does not find it', async () => {
    const emulator = await start({ afterExpiry: 'not-found' });
    const client = sdk(emulator);
    const { SessionId = '' } = await client.send(new CreateFaceLivenessSessionCommand({ ClientRequestToken: 'token' }));
    emulator.advanceClock(180);
    const again = await client.send(new CreateFaceLivenessSessionCommand({ ClientRequestToken: 'token' }));
    expect(again.SessionId).toBe(SessionId);
    // The admin API still knows it.
    expect(emulator.sessions()).toMatchObject([{ sessionId: SessionId, status: 'EXPIRED', answered: 2 }]);
  });
});

describe('the token of an expired session', () => {
  it.each<[EmulatorOptions]>([[{}], [{ replay: 'same' }]])('returns the same session with %j', async (options) => {
    const { clock, create } = await setUp(options);
    const id = await create();
    clock.advance(180);
    expect(await create()).toBe(id);
  });

  it('returns a new session with replay new, and the same new one from then on', async () => {
    const { clock, create, statusOf } = await setUp({ replay: 'new' });
    const first = await create();
    expect(await create()).toBe(first);

    clock.advance(180);
    const second = await create();
    expect(second).not.toBe(first);
    expect(await create()).toBe(second);
    expect([await statusOf(first), await statusOf(second)]).toEqual(['EXPIRED', 'CREATED']);
  });

  it('can have other parameters with replay new', async () => {
    const { clock, create } = await setUp({ replay: 'new' });
    const first = await create();
    clock.advance(180);
    expect(await create({ ClientRequestToken: 'token', KmsKeyId: 'other' })).not.toBe(first);
  });
});

describe('a token with other parameters', () => {
  const before = { ClientRequestToken: 'token', Settings: { AuditImagesLimit: 1 } };
  const after = { ClientRequestToken: 'token', Settings: { AuditImagesLimit: 2 } };

  it.each<[EmulatorOptions]>([[{}], [{ mismatch: 'error' }]])('is an error with %j', async (options) => {
    const { create, sessions } = await setUp(options);
    const id = await create(before);
    await expect(create(after)).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
      message: 'The ClientRequestToken: token you have supplied is already in use.',
      $metadata: { httpStatusCode: 400 },
    });
    expect(await create(before)).toBe(id);
    expect(sessions()).toHaveLength(1);
  });

  it('returns the same session with mismatch same', async () => {
    const { create, sessions } = await setUp({ mismatch: 'same' });
    const id = await create(before);
    expect(await create(after)).toBe(id);
    expect(sessions()).toMatchObject([{ request: before }]);
  });

  it('returns a new session with mismatch new, and the same new one from then on', async () => {
    const { create } = await setUp({ mismatch: 'new' });
    const first = await create(before);
    const second = await create(after);
    expect(second).not.toBe(first);
    expect(await create(after)).toBe(second);
  });

  it('is not one whose parameters differ only in order or in members that the service ignores', async () => {
    const emulator = await start();
    const bodies = [
      { ClientRequestToken: 'token', KmsKeyId: 'key', Settings: { AuditImagesLimit: 1 } },
      { Settings: { AuditImagesLimit: 1, Unknown: 1 }, Unknown: 1, KmsKeyId: 'key', ClientRequestToken: 'token' },
      { ClientRequestToken: 'token', KmsKeyId: 'key', Settings: { OutputConfig: null, AuditImagesLimit: 1 } },
    ];
    // Over plain HTTP, because the SDK sends only known members.
    const answers = await Promise.all(bodies.map((body) => send(emulator, { body: JSON.stringify(body) })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(emulator.sessions()).toHaveLength(1);
  });
});
