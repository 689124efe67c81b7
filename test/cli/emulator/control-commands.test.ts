import { describe, expect, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import { emulators, send } from '../../emulator/support/emulator';
import { emulatorCommand } from './support';

const start = emulators();

describe('face-liveness emulator', () => {
  test('clock moves the time, and reset removes sessions', async () => {
    const emulator = await start();
    const env = { AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    await send(emulator);
    expect(await emulatorCommand(['clock', '--advance', '180'], env)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Z\n$/),
    });
    expect(emulator.sessions()).toMatchObject([{ status: 'EXPIRED' }]);
    expect(await emulatorCommand(['reset'], env)).toMatchObject({ code: 0, stdout: '' });
    expect(emulator.sessions()).toEqual([]);
  });

  test('fault adds and clears faults', async () => {
    const emulator = await start({ seed: 7 });
    const added = await emulatorCommand(['fault', 'throttle:rate=0.1', 'reset:count=3', '--url', emulator.url]);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(added.stdout)).toMatchObject({
      seed: 7,
      faults: [
        { kind: 'throttle', rate: 0.1 },
        { kind: 'reset', count: 3 },
      ],
    });
    expect(emulator.faults.list().map(({ kind }) => kind)).toEqual(['throttle', 'reset']);
    await emulatorCommand(['fault', '--clear', 'slow', '--url', emulator.url]);
    expect(emulator.faults.list().map(({ kind }) => kind)).toEqual(['slow']);
    expect(await emulatorCommand(['fault', 'flood', '--url', emulator.url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('kind: "flood" is not a kind of fault; a kind of fault is one of throttle'),
    });
  });

  test('quotas changes quotas, and state prints the state', async () => {
    const emulator = await start({ transactionsPerSecond: 9 });
    const env = { AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    const changed = await emulatorCommand(['quotas', '--tps', '5', '--tps-start', '7', '--tps-get', 'none'], env);
    expect(changed).toMatchObject({ code: 0, stderr: '' });
    const quotas = { CreateFaceLivenessSession: 5, StartFaceLivenessSession: 7, GetFaceLivenessSessionResults: null };
    expect(JSON.parse(changed.stdout)).toEqual(quotas);
    expect(JSON.parse((await emulatorCommand(['quotas'], env)).stdout)).toEqual(quotas);
    expect(JSON.parse((await emulatorCommand(['state'], env)).stdout)).toMatchObject({ quotas, faults: [], tokens: 0 });
    expect(await emulatorCommand(['quotas', '--tps', '0'], env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('It must be a number from 0.001 to 1000000000.'),
    });
  });
});

describe('a subcommand of face-liveness emulator', () => {
  test('takes the admin token before it, after it or from the environment', async () => {
    const { url } = await start({ adminToken: 'sesame' });
    const FACELIVENESS_EMULATOR_ADMIN_TOKEN = 'sesame';
    const codes = [
      await emulatorCommand(['reset', '--url', url, '--admin-token', 'sesame']),
      await emulatorCommand(['--admin-token', 'sesame', 'reset', '--url', url]),
      await emulatorCommand(['reset', '--url', url], { FACELIVENESS_EMULATOR_ADMIN_TOKEN }),
    ].map(({ code, stderr }) => `${code}${stderr}`);
    expect(codes).toEqual(['0', '0', '0']);
  });

  test.for([
    [[], 'none'],
    [['--admin-token', 'simsalabim'], 'another one'],
  ] as const)('fails with the options %j and describes how to set the token', async ([options, given]) => {
    const { url } = await start({ adminToken: 'sesame' });
    expect(await emulatorCommand(['reset', '--url', url, ...options])).toMatchObject({
      code: 1,
      stderr:
        `error: the emulator at ${url} requires an admin token, and ${given} was given. Set the token that it was started ` +
        'with, with --admin-token or FACELIVENESS_EMULATOR_ADMIN_TOKEN.\n',
    });
  });

  test('fails with an invalid token', async () => {
    const { url } = await start();
    expect(await emulatorCommand(['reset', '--url', url, '--admin-token', 'tök en'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^error: the admin token, from --admin-token or [A-Z_]+, is invalid; it is one or more visible ASCII characters/,
      ),
    });
  });

  test('fails after an option for starting an emulator', async () => {
    const { url } = await start();
    expect(await emulatorCommand(['--tps', '5', 'reset', '--url', url])).toMatchObject({
      code: 1,
      stderr:
        "error: --tps is an option for starting an emulator, and 'reset' is for a running one. Remove the option.\n",
    });
  });

  test('fails when no emulator answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await emulatorCommand(['reset', '--url', url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`error: no emulator answers at ${url}: ECONNREFUSED.`),
    });
  });
});
