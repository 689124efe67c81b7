import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { CreateFaceLivenessSessionCommand, GetFaceLivenessSessionResultsCommand } from '@aws-sdk/client-rekognition';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { FACE_LIVENESS } from '../../../harness/face-liveness';
import type { Emulator } from '../../../src/emulator';
import { emulators, requestHeaders, sdk, send } from '../../emulator/support/emulator';

const start = emulators();
const children: ChildProcess[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
  }
});

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `face-liveness emulator` as a process of its own. */
function run(...options: string[]) {
  const child = spawn(FACE_LIVENESS, ['emulator', ...options]);
  children.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => {
    output.stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    output.stderr += data.toString();
  });
  const exit = once(child, 'close').then(([code, signal]): Exit => ({ code, signal, ...output }));
  const firstLine = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  return { child, exit, firstLine };
}

/** A client of the emulator that printed a line with its URL. */
function client(line: string, region?: string) {
  const url = line.replace('face-liveness emulator listening on ', '');
  return sdk({ url } as Emulator, region === undefined ? {} : { region });
}

describe('face-liveness emulator', () => {
  it('logs requests, starts its clock at a time, and repeats ids', async () => {
    const { child, exit, firstLine } = run('--log', '--clock', '2026-01-01T01:00:00+01:00', '--seed', '7');
    const { SessionId } = await client(await firstLine).send(new CreateFaceLivenessSessionCommand());
    child.kill();
    const { stderr } = await exit;
    expect(SessionId).toBe('9fc5a7d9-f8ce-4cd9-960c-d957b850ac14');
    expect(JSON.parse(stderr)).toMatchObject({
      time: expect.stringMatching(/^2026-01-01T00:0/),
      operation: 'CreateFaceLivenessSession',
      status: 200,
    });
  });

  it.each(['yesterday', '2026-13-01T00:00:00Z', '2026-01-01T00:00:00'])('refuses the clock %s', async (time) => {
    const { code, stderr } = await run('--clock', time).exit;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('such as 2026-01-01T00:00:00Z') });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('prints its URL, answers, and exits with status 0 on %s', async (signal) => {
    const { child, exit, firstLine } = run();
    const line = await firstLine;
    expect(line).toMatch(/^face-liveness emulator listening on http:\/\/127\.0\.0\.1:\d+$/);
    const { SessionId } = await client(line).send(new CreateFaceLivenessSessionCommand());
    expect(SessionId).toHaveLength(36);

    child.kill(signal);
    expect(await exit).toEqual({ code: 0, signal: null, stdout: `${line}\n`, stderr: '' });
  });

  it('applies its options', async () => {
    const probe = await start();
    const { port } = probe;
    await probe.close();
    const options = ['--host', 'localhost', '--port', String(port), '--tps', '1', '--session-ttl', '0.001'];
    const { firstLine } = run(...options, '--replay', 'new', '--mismatch', 'same');
    const line = await firstLine;
    expect(line).toBe(`face-liveness emulator listening on http://localhost:${port}`);

    const create = (region: string) =>
      client(line, region).send(new CreateFaceLivenessSessionCommand({ ClientRequestToken: 'token' }));
    const { SessionId } = await create('us-east-1');
    await expect(create('us-east-1')).rejects.toMatchObject({ name: 'ThrottlingException' });
    const results = await client(line).send(new GetFaceLivenessSessionResultsCommand({ SessionId }));
    expect(results.Status).toBe('EXPIRED');
  });

  it('verifies signatures with the credentials it is given', async () => {
    const { firstLine } = run('--credentials', 'AKIDONE:one', '--credentials', 'ASIATWO:two:token');
    const url = (await firstLine).replace('face-liveness emulator listening on ', '');
    const create = async (accessKeyId: string, secretAccessKey: string, sessionToken?: string) => {
      const client = sdk({ url } as Emulator, { credentials: { accessKeyId, secretAccessKey, sessionToken } });
      return (await client.send(new CreateFaceLivenessSessionCommand())).SessionId;
    };
    expect(await create('AKIDONE', 'one')).toHaveLength(36);
    expect(await create('ASIATWO', 'two', 'token')).toHaveLength(36);
    await expect(create('AKIDONE', 'two')).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(create('ASIATWO', 'two')).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('accepts requests without a signature with --allow-unsigned', async () => {
    const { firstLine } = run('--allow-unsigned', '--default-region', 'eu-central-1');
    const url = (await firstLine).replace('face-liveness emulator listening on ', '');
    const { Authorization: _, ...headers } = requestHeaders();
    // The answer shows that the request is for a region without Face Liveness.
    expect((await send({ url } as Emulator, { headers })).text).toBe('{"__type":"AccessDeniedException"}');
  });

  it.each([
    ['--replay', 'new', false],
    ['--replay', 'same', true],
    ['--mismatch', 'new', false],
    ['--mismatch', 'same', true],
  ])('with %s %s', async (option, value, same) => {
    const { firstLine } = run('--session-ttl', option === '--replay' ? '0.001' : '180', option, value);
    const service = client(await firstLine);
    const create = async (KmsKeyId: string) =>
      (await service.send(new CreateFaceLivenessSessionCommand({ ClientRequestToken: 'token', KmsKeyId }))).SessionId;

    const first = await create('a');
    const second = await create(option === '--mismatch' ? 'b' : 'a');
    expect(second === first).toBe(same);
  });

  it('stops at once while an answer is delayed', async () => {
    const { child, exit, firstLine } = run('--fault', 'slow:delay=3000000');
    const line = await firstLine;
    const answer = client(line).send(new CreateFaceLivenessSessionCommand());
    const url = `${line.replace(/^.* /, '')}/_emulator/sessions`;
    await expect.poll(async () => await (await fetch(url)).json()).toMatchObject({ sessions: [{ status: 'CREATED' }] });
    child.kill('SIGTERM');
    await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await exit).toMatchObject({ code: 0, stderr: '' });
  });

  it('injects faults, and limits each operation to its own quota', async () => {
    const faults = ['--fault', 'access-denied:count=1', '--fault', 'reset:script=01', '--seed', '7'];
    const quotas = [
      '--tps',
      '100',
      '--tps-create',
      '1',
      '--tps-start',
      '3',
      '--tps-get',
      '0.001',
      '--quota-error',
      'provisioned-throughput',
    ];
    const { firstLine } = run(...faults, ...quotas);
    const line = await firstLine;
    const create = () => client(line).send(new CreateFaceLivenessSessionCommand());
    await expect(create()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await create();
    await expect(create()).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });

    const state = await fetch(`${line.replace(/^.* /, '')}/_emulator/state`);
    expect(await state.json()).toMatchObject({
      quotas: { CreateFaceLivenessSession: 1, StartFaceLivenessSession: 3, GetFaceLivenessSessionResults: 0.001 },
      faults: [
        { kind: 'access-denied', injected: 1 },
        { kind: 'reset', injected: 1 },
      ],
    });
    const { seed } = (await (await fetch(`${line.replace(/^.* /, '')}/_emulator/faults`)).json()) as { seed: number };
    expect(seed).toBe(7);
  });

  it.each([
    ['--port', '65536', 'It must be a whole number from 0 to 65535.'],
    ['--port', '1.5', 'It must be a whole number from 0 to 65535.'],
    ['--port', 'http', 'It must be a whole number from 0 to 65535.'],
    ['--host', '', 'It must be an address of this machine, such as 127.0.0.1 or ::1, without brackets.'],
    ['--tps', '0', 'It must be a number from 0.001 to 1000000000.'],
    ['--tps', '0.0001', 'It must be a number from 0.001 to 1000000000.'],
    ['--tps', 'fast', 'It must be a number from 0.001 to 1000000000.'],
    ['--tps', '', 'It must be a number from 0.001 to 1000000000.'],
    ['--session-ttl', '-1', 'It must be a number from 0.001 to 1000000000.'],
    ['--session-ttl', '1e99', 'It must be a number from 0.001 to 1000000000.'],
    ['--token-memory', 'Infinity', 'It must be a number from 0.001 to 1000000000.'],
    ['--s3-endpoint', 'nope', 'It must be an HTTP or HTTPS URL, such as http://127.0.0.1:5000.'],
    ['--replay', 'old', 'Allowed choices are same, new.'],
    ['--mismatch', 'maybe', 'Allowed choices are error, same, new.'],
    ['--after-expiry', 'gone', 'Allowed choices are expired, not-found, kept.'],
    ['--tps-create', '0', 'It must be a number from 0.001 to 1000000000.'],
    ['--tps-get', '-1', 'It must be a number from 0.001 to 1000000000.'],
    ['--quota-error', 'none', 'Allowed choices are throttling, provisioned-throughput.'],
    ['--fault', 'throttle:rate=2', 'rate: 2 is too large; the rate of a fault is a number from 0 to 1. Use 1 or less.'],
    [
      '--fault',
      'throttle:rate=0.1,rate=0.9',
      'rate is given twice; each parameter of a fault can be given once. Remove one of them.',
    ],
    ['--seed', '1.5', 'It must be a whole number.'],
    ['--default-region', 'mars', 'It must be the name of an AWS region, such as us-east-1.'],
  ])('refuses %s %s', async (option, value, message) => {
    const { code, stdout, stderr } = await run(`${option}=${value}`).exit;
    expect(stderr).toMatch(
      new RegExp(`^error: option '${option} <[^>]+>' argument '${value}' is invalid. ${message}\n$`),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('fails when the port is in use', async () => {
    const { port } = await start();
    expect(await run('--port', String(port)).exit).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr:
        `error: cannot listen on 127.0.0.1 port ${port}: the port is in use. ` +
        'Stop the process that uses it, or choose another port, or 0 for any free port.\n',
    });
  });

  it.each(['192.0.2.1', 'nowhere.invalid'])('fails when the address is not one of this machine: %s', async (host) => {
    const { code, stderr } = await run('--host', host, '--admin-token', 'sesame').exit;
    expect(stderr).toBe(
      `error: cannot listen on ${host} port 0: this machine does not have that address. Choose another host.\n`,
    );
    expect(code).toBe(1);
  });

  it('refuses two secrets of one access key id', async () => {
    const { code, stderr } = await run('--credentials', 'AKID:one', '--credentials', 'AKID:two').exit;
    expect(stderr).toBe(
      'error: two credentials have the access key id "AKID"; an access key id has one secret. Remove one of them.\n',
    );
    expect(code).toBe(1);
  });

  it('answers as --after-expiry says, and starts with the scenario of --scenario', async () => {
    const scenario = { confidence: 20, disconnect: 'at-start' };
    const { firstLine } = run(
      ...['--session-ttl', '0.001', '--after-expiry', 'not-found', '--scenario', JSON.stringify(scenario)],
    );
    const line = await firstLine;
    const { SessionId } = await client(line).send(new CreateFaceLivenessSessionCommand());
    await expect(client(line).send(new GetFaceLivenessSessionResultsCommand({ SessionId }))).rejects.toThrow(
      'Session not found.',
    );
    const answer = await fetch(`${line.replace(/.* /, '')}/_emulator/scenarios`);
    expect(await answer.json()).toEqual({ scenarios: [{ scenario }] });
  });

  it.each([
    ['{"referenceImage": {"jpeg": "c2VjcmV0"}}', 'referenceImage.jpeg: the value received is not a JPEG image; '],
    ['{"c2VjcmV0', 'it is not JSON. Write it like {"confidence": 20}, in quotes of the shell.'],
  ])('refuses the scenario %s without repeating it', async (scenario, message) => {
    const { code, stderr } = await run('--scenario', scenario).exit;
    expect(stderr).toContain(`error: invalid --scenario: ${message}`);
    expect(stderr).not.toContain('c2VjcmV0');
    expect(code).toBe(1);
  });

  it.each(['AKID', 'AKID:', ':secret'])('refuses the credentials %s without repeating them', async (credentials) => {
    const { code, stderr } = await run('--credentials', credentials).exit;
    expect(stderr).toBe(
      'error: the access key id or the secret of --credentials is missing; credentials are both, with a colon between them. ' +
        'Give both.\n',
    );
    expect(code).toBe(1);
  });

  it.each([
    ['', 'is empty'],
    ['tök en', 'is invalid'],
  ])('refuses the admin token %j of the option and of the environment without repeating it', async (token, found) => {
    const expected = {
      code: 1,
      signal: null,
      stdout: '',
      stderr:
        `error: the admin token, from --admin-token or FACELIVENESS_EMULATOR_ADMIN_TOKEN, ${found}; it is one or more ` +
        'visible ASCII characters without blanks, to fit in a header. Change it, or leave both out for an emulator without ' +
        'an admin token.\n',
    };
    expect(await run('--admin-token', token).exit).toEqual(expected);
    vi.stubEnv('FACELIVENESS_EMULATOR_ADMIN_TOKEN', token);
    expect(await run().exit).toEqual(expected);
  });

  it('warns if other machines can reach it and no token is required', async () => {
    const open = run('--host', '0.0.0.0');
    await open.firstLine;
    open.child.kill('SIGTERM');
    expect((await open.exit).stderr).toBe(
      'warning: everyone who can reach 0.0.0.0 can use the admin API and its page. To protect them, set --admin-token or ' +
        'FACELIVENESS_EMULATOR_ADMIN_TOKEN.\n',
    );
    const closed = run('--host', '0.0.0.0', '--admin-token', 'sesame');
    await closed.firstLine;
    closed.child.kill('SIGTERM');
    expect((await closed.exit).stderr).toBe('');
  });

  it('lists the known commands when a command is unknown', async () => {
    expect(await run('status').exit).toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        "error: unknown command 'status'; known commands for a running emulator: start, complete, fail, sessions, scenario, " +
        'clock, fault, quotas, state, reset. Correct it, or remove it to start an emulator.\n',
    });
  });
});

describe('while S3 does not answer, face-liveness emulator', () => {
  async function completing() {
    const s3 = createServer();
    await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      s3.close();
      s3.closeAllConnections();
    });
    const { port } = s3.address() as AddressInfo;
    const { child, exit, firstLine } = run('--s3-endpoint', `http://127.0.0.1:${port}`);
    const line = await firstLine;
    const { SessionId } = await client(line).send(
      new CreateFaceLivenessSessionCommand({ Settings: { OutputConfig: { S3Bucket: 'faces' } } }),
    );
    const asked = once(s3, 'request');
    const url = `${line.replace(/^.* /, '')}/_emulator/sessions/${SessionId}`;
    const completion = fetch(`${url}/complete`, { method: 'POST', headers: { 'Content-Type': 'application/json' } });
    await asked;
    return { child, exit, url, completion };
  }

  it('stops at once on a signal', async () => {
    const { child, exit, completion } = await completing();
    const cut = expect(completion).rejects.toThrow();
    const killed = performance.now();
    child.kill('SIGTERM');
    expect(await exit).toMatchObject({ code: 0, stderr: '' });
    expect(performance.now() - killed).toBeLessThan(5000);
    await cut;
  });

  it('fails the session after ten seconds and prints nothing', async () => {
    const { child, exit, url, completion } = await completing();
    const answer = await completion;
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('did not answer within 10 seconds');
    expect(await (await fetch(url)).json()).toMatchObject({ status: 'FAILED' });
    child.kill('SIGTERM');
    expect(await exit).toMatchObject({ code: 0, stderr: '' });
  });
});
