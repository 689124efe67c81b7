import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createInterface } from 'node:readline';
import { CreateFaceLivenessSessionCommand, RekognitionClient } from '@aws-sdk/client-rekognition';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { FACE_LIVENESS } from '../../../harness/face-liveness';
import { check, type SeenCheck, TRANSPORTS, type Transport } from './support';

const CREDENTIALS = { accessKeyId: 'AKID', secretAccessKey: 'secret' };

/** A running executable. */
interface Executable {
  readonly child: ChildProcess;
  readonly url: string;
  /** The file of the authority's certificate, and its text. */
  readonly authorityFile: string;
  readonly ca?: string;
}

async function run(...options: string[]): Promise<Executable> {
  const child = spawn(FACE_LIVENESS, ['emulator', '--credentials', 'AKID:secret', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const [, url = '', authorityFile = ''] =
    /listening on ([^ ,]+)(?:, certificate authority in (.+))?$/.exec(line) ?? [];
  return { child, url, authorityFile, ...(authorityFile && { ca: readFileSync(authorityFile, 'utf8') }) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([[], ['--tls']])('the executable with %j', (...options) => {
  let executable: Executable;

  beforeAll(async () => {
    executable = await run(...options);
  });

  afterAll(async () => {
    const { child, authorityFile } = executable;
    child.kill();
    await once(child, 'close');
    expect(existsSync(authorityFile)).toBe(false);
  });

  const agent = () => new Agent(executable.ca === undefined ? {} : { ca: executable.ca });

  async function createSession(ClientRequestToken?: string): Promise<string> {
    const client = new RekognitionClient({
      endpoint: executable.url,
      region: 'us-east-1',
      credentials: CREDENTIALS,
      requestHandler: new NodeHttpHandler({ httpsAgent: agent() }),
    });
    return (await client.send(new CreateFaceLivenessSessionCommand({ ClientRequestToken }))).SessionId ?? '';
  }

  async function streamed(transport: Transport, SessionId: string, secretAccessKey?: string): Promise<SeenCheck> {
    const { url, ca } = executable;
    return await check(url, {
      ...{ transport, SessionId, ...CREDENTIALS },
      ...(secretAccessKey && { secretAccessKey }),
      ...(ca && { ca }),
    });
  }

  test.for(TRANSPORTS)('streams over %s, once for a session', async (transport) => {
    const id = await createSession();
    const { events, error } = await streamed(transport, id);
    expect(error).toBeUndefined();
    expect(events).toEqual(['ChallengeEvent', 'ServerSessionInformationEvent', 'DisconnectionEvent']);
    expect(await streamed(transport, id)).toMatchObject({ events: [], error: { name: 'SessionNotFoundException' } });
  });

  test.for(TRANSPORTS)('verifies signatures over %s', async (transport) => {
    const { error } = await streamed(transport, await createSession(), 'other');
    expect(error).toMatchObject({ name: 'InvalidSignatureException' });
  });
});

describe('the executable', () => {
  let executable: Executable;

  beforeAll(async () => {
    executable = await run('--tps-start', '1000', '--allow-origin', 'https://example.com');
  });

  afterAll(() => {
    executable.child.kill('SIGKILL');
  });

  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${executable.url}/_emulator/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Origin: 'https://example.com' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return await answer.json();
  };

  async function createSession(): Promise<string> {
    const { url: endpoint } = executable;
    const client = new RekognitionClient({ endpoint, region: 'us-east-1', credentials: CREDENTIALS });
    return (await client.send(new CreateFaceLivenessSessionCommand())).SessionId ?? '';
  }

  test.for(
    TRANSPORTS.flatMap(
      (transport) =>
        [
          [transport, { disconnect: 'after-challenge' }, undefined, 2, 'IN_PROGRESS'],
          [transport, { disconnect: 'at-start' }, undefined, 0, 'IN_PROGRESS'],
          [transport, undefined, { kind: 'reset', operation: 'StartFaceLivenessSession', count: 1 }, 0, 'CREATED'],
          [
            transport,
            undefined,
            { kind: 'half-sent', operation: 'StartFaceLivenessSession', count: 1 },
            0,
            'IN_PROGRESS',
          ],
        ] as const,
    ),
  )(
    'cuts a check over %s with the scenario %j and the fault %j',
    async ([transport, scenario, fault, count, status]) => {
      const SessionId = await createSession();
      if (scenario !== undefined) await call('PUT', `scenarios/sessions/${SessionId}`, scenario);
      if (fault !== undefined) await call('POST', 'faults', fault);
      const { events, error } = await check(executable.url, { transport, SessionId, ...CREDENTIALS });
      // The SDK's client takes it for the end of a websocket.
      if (transport !== 'websocket') expect(error).toBeInstanceOf(Error);
      // A cut can overtake the last message.
      expect(events.length).toBeLessThanOrEqual(count);
      expect(events.length).toBeGreaterThanOrEqual(count - 1);
      await expect.poll(() => call('GET', 'state')).toMatchObject({ streams: 0 });
      expect(await call('GET', `sessions/${SessionId}`)).toMatchObject({ status });
    },
  );
});

describe('the command refuses', () => {
  test.for([
    [['--tls-certificate', 'a.pem'], '--tls-certificate is set without --tls-key; a certificate needs its key'],
    [['--tls-key', 'a.pem'], '--tls-key is set without --tls-certificate'],
    [['--tls-certificate', '/nowhere/a.pem', '--tls-key', '/nowhere/b.pem'], 'cannot read /nowhere/a.pem'],
    [['--tls-certificate', 'package.json', '--tls-key', 'package.json'], 'the certificate and the key cannot be used'],
    [['--allow-origin', 'example.com'], 'allowOrigins[0]: "example.com"'],
  ] as const)('%j', async ([options, message]) => {
    const child = spawn(FACE_LIVENESS, ['emulator', ...options]);
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr).toContain(`error: `);
    expect(stderr).toContain(message);
  });
});
