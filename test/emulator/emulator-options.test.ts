import { describe, expect, test } from 'vitest';
import { type EmulatorOptions, InvalidInputError, startEmulator } from '../../src/emulator';
import { emulators } from './support/emulator';

const start = emulators();

/** The number of sockets that this process listens on. */
function listening(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'TCPServerWrap').length;
}

describe('startEmulator refuses the options', () => {
  test.for<[unknown, string]>([
    [null, 'null is not an object; a set of options is an object with host, port, '],
    [{ repaly: 'new' }, 'unknown option "repaly"; known options: host, port, '],
    [
      { host: '' },
      'host: "" does not have the form of a host; a host is an address of this machine, such as 127.0.0.1 or ::1, without brackets. Write it like 127',
    ],
    [{ host: ' ' }, 'host: " " does not have the form of a host; a host is an address'],
    [{ host: '[::1]' }, 'host: "[::1]" does not have the form of a host; a host is an address'],
    [{ host: null }, 'host: null is not a string; a host is an address'],
    [{ host: 5 }, 'host: 5 is not a string; a host is an address'],
    [{ port: 'x' }, 'port: "x" is not a whole number; a port is a whole number from 0 to 65535'],
    [{ port: 65_536 }, 'port: 65536 is too large'],
    [{ port: 1.5 }, 'port: 1.5 is not a whole number'],
    [
      { sessionTtlSeconds: 0 },
      'sessionTtlSeconds: 0 is too small; a time in seconds is a number from 0.001 to 1000000000',
    ],
    [{ sessionTtlSeconds: 1e99 }, 'sessionTtlSeconds: 1e+99 is too large'],
    [{ tokenMemorySeconds: Number.POSITIVE_INFINITY }, 'tokenMemorySeconds: Infinity is too large'],
    [
      { requestTimeoutSeconds: Number.NaN },
      'requestTimeoutSeconds: NaN is not a number; a time in seconds is a number from 0.001 to 86400',
    ],
    [
      { transactionsPerSecond: -1 },
      'transactionsPerSecond: -1 is too small; a rate in transactions per second is a number from 0.001 to 1000000000',
    ],
    [{ transactionsPerSecond: 0.0001 }, 'transactionsPerSecond: 0.0001 is too small'],
    [
      { operationTransactionsPerSecond: { Foo: 1 } },
      'operationTransactionsPerSecond: unknown operation "Foo"; known operations: CreateFaceLivenessSession, Start',
    ],
    [
      { operationTransactionsPerSecond: { CreateFaceLivenessSession: '3' } },
      'operationTransactionsPerSecond.CreateFaceLivenessSession: "3" is not a number',
    ],
    [{ replay: 'foo' }, 'replay: "foo" is not a replay behaviour; a replay behaviour is one of same, new'],
    [
      { mismatch: 'foo' },
      'mismatch: "foo" is not a mismatch behaviour; a mismatch behaviour is one of error, same, new',
    ],
    [
      { quotaError: 'foo' },
      'quotaError: "foo" is not a quota error; a quota error is one of throttling, provisioned-throughput',
    ],
    [
      { faults: { kind: 'slow' } },
      'faults: an object is not a list; a list of faults is a list of which each element is a fault',
    ],
    [{ faults: [{ kind: 'slow', rates: 1 }] }, 'faults[0]: unknown member "rates"'],
    [{ seed: 1.5 }, 'seed: 1.5 is not a whole number; a seed is a whole number.'],
    [
      { s3Endpoint: 'nope' },
      's3Endpoint: "nope" is not the URL of a service; the URL of a service is an HTTP or HTTPS URL, such as http://127.0.0.1:5000',
    ],
    [{ rekognitionEndpoint: '127.0.0.1:5000' }, 'rekognitionEndpoint: "127.0.0.1:5000" is not the URL of a service'],
    [{ kmsEndpoint: 'ftp://127.0.0.1' }, 'kmsEndpoint: "ftp://127.0.0.1" is not the URL of a service'],
    [{ clock: 5 }, 'clock: 5 is not a clock; a clock is a function'],
    [
      { credentials: 'id:secret' },
      'credentials: "id:secret" is not a list of credentials; a list of credentials is an array',
    ],
    [
      { credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } },
      'credentials: an object is not a list of credentials',
    ],
    [{ credentials: [null] }, 'credentials[0].accessKeyId: an access key id is missing'],
    [
      { credentials: [{ accessKeyId: '', secretAccessKey: 'secret' }] },
      'credentials[0].accessKeyId: "" does not have the form of an access key id; an access key id is a text that is not',
    ],
    [
      { credentials: [{ accessKeyId: 'id', secretAccessKey: '' }] },
      'credentials[0].secretAccessKey: the value received does not have the form of a secret access key',
    ],
    [
      {
        credentials: [
          { accessKeyId: 'id', secretAccessKey: 'one' },
          { accessKeyId: 'id', secretAccessKey: 'two' },
        ],
      },
      'two credentials have the access key id "id"; an access key id has one secret. Remove one of them',
    ],
    [
      { defaultRegion: 'mars' },
      'defaultRegion: "mars" does not have the form of an AWS region; an AWS region is the name of an AWS region, such',
    ],
    [{ allowUnsigned: 'no' }, 'allowUnsigned: "no" is not a boolean; a boolean is true or false'],
  ])('%j', async ([options, message]) => {
    const before = listening();
    const failure = await startEmulator(options as EmulatorOptions).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(failure).toBeInstanceOf(RangeError);
    expect(String(failure)).toContain(message);
    expect(listening()).toBe(before);
  });

  test.for(['', 'two words', 'tök en'])('the admin token %j, without repeating it', async (adminToken) => {
    const failure = await startEmulator({ adminToken }).catch((error: Error) => error.message);
    expect(failure).toBe(
      'adminToken: the value received does not have the form of an admin token; an admin token is one or more visible ' +
        'ASCII characters without blanks, to fit in a header. Correct it',
    );
  });
});

test('an undefined option is as if left out, and credentials can have members that are not used', async () => {
  const undefinedOptions = Object.fromEntries(
    ['host', 'port', 'replay', 'clock', 'seed', 'credentials', 'tokenMemorySeconds'].map((name) => [name, undefined]),
  );
  await start(undefinedOptions);
  const fromSdk = { accessKeyId: 'id', secretAccessKey: 'secret', accountId: '111122223333', $source: {} };
  await start({ credentials: [fromSdk] });
});

test('the limits themselves are accepted', async () => {
  await start({
    sessionTtlSeconds: 1e9,
    tokenMemorySeconds: 1e9,
    transactionsPerSecond: 0.001,
    requestTimeoutSeconds: 0.5,
  });
});

describe('a running emulator', () => {
  test.for<[unknown, string]>([
    [
      { CreateFaceLivenessSession: '3' },
      'CreateFaceLivenessSession: "3" is not a quota; a quota is a number from 0.001',
    ],
    [{ CreateFaceLivenessSession: 0.0001 }, 'CreateFaceLivenessSession: 0.0001 is not a quota'],
    [{ Foo: 1 }, 'unknown operation "Foo"'],
    [undefined, 'undefined is not an object; a set of quotas is an object with'],
  ])('refuses the quotas %j', async ([rates, message]) => {
    const emulator = await start({ transactionsPerSecond: 9 });
    expect(() => emulator.setQuotas(rates as never)).toThrow(InvalidInputError);
    expect(() => emulator.setQuotas(rates as never)).toThrow(message);
    expect(emulator.state().quotas.CreateFaceLivenessSession).toBe(9);
  });

  test.for([-1, 1e18, Number.NaN, Number.POSITIVE_INFINITY, '1'])(
    'refuses to move its clock by %j seconds',
    async (seconds) => {
      const emulator = await start();
      expect(() => emulator.advanceClock(seconds as number)).toThrow(InvalidInputError);
      expect(emulator.state().now.getTime()).toBeLessThan(Date.now() + 1000);
    },
  );

  test('limits the total that its clock is moved', async () => {
    const emulator = await start();
    emulator.advanceClock(9e8);
    expect(() => emulator.advanceClock(2e8)).toThrow(
      'advanceSeconds: 200000000 is too large; an advance of the clock is a number from 0 to 100000000.',
    );
    emulator.advanceClock(1e8);
    expect(emulator.state().now.getTime()).toBeGreaterThan(Date.now() + 0.99e12);
  });

  test('closes at the end of an await using', async () => {
    const emulator = await startEmulator();
    await emulator[Symbol.asyncDispose]();
    await expect(fetch(emulator.url)).rejects.toThrow();
  });
});
