import {
  AccessDeniedException,
  CreateFaceLivenessSessionCommand,
  GetFaceLivenessSessionResultsCommand,
  SessionNotFoundException,
  ThrottlingException,
} from '@aws-sdk/client-rekognition';
import { describe, expect, it } from 'vitest';
import type { CreateFaceLivenessSessionRequest } from '../../../src/liveness/create-session-request';
import { emulators, FakeClock, sdk } from '../support/emulator';

const start = emulators();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('the AWS SDK for JavaScript', () => {
  it('creates a session and gets its results', async () => {
    const client = sdk(await start());

    const created = await client.send(new CreateFaceLivenessSessionCommand({}));
    expect(created.SessionId).toMatch(UUID);
    expect(created.$metadata).toMatchObject({ httpStatusCode: 200, requestId: expect.stringMatching(UUID) });

    const results = await client.send(new GetFaceLivenessSessionResultsCommand({ SessionId: created.SessionId }));
    expect(results).toMatchObject({ SessionId: created.SessionId, Status: 'CREATED' });
  });

  it('gets the same session for the same token, and a new one without a token', async () => {
    const emulator = await start();
    const create = async (token?: string) =>
      (await sdk(emulator).send(new CreateFaceLivenessSessionCommand({ ClientRequestToken: token }))).SessionId;

    const first = await create('a');
    expect(await create('a')).toBe(first);
    const others = [await create('b'), await create(), await create()];
    expect(new Set([first, ...others]).size).toBe(4);
    expect(emulator.sessions()).toHaveLength(4);
  });

  it('sends all parameters, which the emulator returns', async () => {
    const emulator = await start({ clock: new FakeClock().tell });
    const request = {
      KmsKeyId: 'alias/liveness',
      ClientRequestToken: 'slot-0',
      Settings: {
        OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'kiosk/' },
        AuditImagesLimit: 4,
        ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0', Maximum: '2.0.0' } }],
      },
    } satisfies CreateFaceLivenessSessionRequest;

    const client = sdk(emulator, { region: 'eu-west-1', accessKeyId: 'ASIAQNZGKIQY56JQ7WML' });
    const { SessionId } = await client.send(new CreateFaceLivenessSessionCommand(request));

    expect(emulator.sessions()).toEqual([
      {
        sessionId: SessionId,
        status: 'CREATED',
        region: 'eu-west-1',
        account: '029608264753',
        createdAt: new Date('2026-01-01T00:00:00Z'),
        expiresAt: new Date('2026-01-01T00:03:00Z'),
        answered: 1,
        request,
      },
    ]);
  });

  it('finds neither tokens nor sessions of another region or account', async () => {
    const emulator = await start();
    const clients = [
      sdk(emulator),
      sdk(emulator, { region: 'us-west-2' }),
      sdk(emulator, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }),
    ];
    const create = new CreateFaceLivenessSessionCommand({ ClientRequestToken: 'token' });
    const ids = await Promise.all(clients.map(async (client) => (await client.send(create)).SessionId));
    expect(new Set(ids).size).toBe(3);

    for (const [i, client] of clients.entries()) {
      for (const [j, SessionId] of ids.entries()) {
        const results = client.send(new GetFaceLivenessSessionResultsCommand({ SessionId }));
        if (i === j) {
          expect(await results).toMatchObject({ SessionId });
        } else {
          await expect(results).rejects.toThrow(SessionNotFoundException);
        }
      }
    }
  });

  it('gets an error when a session does not exist', async () => {
    const SessionId = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const results = sdk(await start()).send(new GetFaceLivenessSessionResultsCommand({ SessionId }));
    await expect(results).rejects.toThrow(SessionNotFoundException);
    await expect(results).rejects.toMatchObject({ message: 'Session not found.', $metadata: { httpStatusCode: 400 } });
  });

  it('is denied access in a region without Face Liveness, without a message', async () => {
    const emulator = await start();
    const client = sdk(emulator, { region: 'eu-central-1' });
    await expect(client.send(new CreateFaceLivenessSessionCommand())).rejects.toThrow(AccessDeniedException);
    await expect(
      client.send(new GetFaceLivenessSessionResultsCommand({ SessionId: '0f8fad5b-d9cb-469f-a165-70867728950e' })),
    ).rejects.toThrow(AccessDeniedException);
    expect(emulator.sessions()).toEqual([]);
  });

  it('gets the errors of its parameters', async () => {
    const client = sdk(await start());
    await expect(
      client.send(new CreateFaceLivenessSessionCommand({ Settings: { AuditImagesLimit: 5 } })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value '5' at 'settings.auditImagesLimit' failed to satisfy constraint: " +
        'Member must have value less than or equal to 4',
    });
  });

  it('is throttled above the rate, for each operation separately', async () => {
    const clock = new FakeClock();
    const emulator = await start({ transactionsPerSecond: 2, clock: clock.tell });
    const client = sdk(emulator);
    const create = () => client.send(new CreateFaceLivenessSessionCommand());

    const { SessionId } = await create();
    await create();
    await expect(create()).rejects.toThrow(ThrottlingException);
    await expect(create()).rejects.toMatchObject({ message: 'Slow down; sudden increase in rate of requests.' });
    await client.send(new GetFaceLivenessSessionResultsCommand({ SessionId }));
    await sdk(emulator, { region: 'us-west-2' }).send(new CreateFaceLivenessSessionCommand());

    clock.advance(0.5);
    await create();
    await expect(create()).rejects.toThrow(ThrottlingException);
    expect(emulator.calls).toEqual({
      CreateFaceLivenessSession: { succeeded: 4, throttled: 3, failed: 0 },
      StartFaceLivenessSession: { succeeded: 0, throttled: 0, failed: 0 },
      GetFaceLivenessSessionResults: { succeeded: 1, throttled: 0, failed: 0 },
    });
  });

  it('retries after throttling', async () => {
    const clock = new FakeClock();
    const emulator = await start({ transactionsPerSecond: 1, clock: clock.tell });
    const client = sdk(emulator, { maxAttempts: 2 });
    client.middlewareStack.add(
      (next) => async (args) => {
        clock.advance(0.5);
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );

    await client.send(new CreateFaceLivenessSessionCommand());
    const { $metadata } = await client.send(new CreateFaceLivenessSessionCommand());
    expect($metadata.attempts).toBe(2);
    expect(emulator.calls.CreateFaceLivenessSession).toEqual({ succeeded: 2, throttled: 1, failed: 0 });
  });
});
