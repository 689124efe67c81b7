import { describe, expect, test } from 'vitest';
import { type EmulatorOptions, InvalidInputError, startEmulator } from '../../src/emulator';
import { emulators } from './support/emulator';

const start = emulators();

/** How many sockets this process listens on. */
function listening(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'TCPServerWrap').length;
}

describe('an emulator does not start with', () => {
  test.for<[unknown, string]>([
    [null, 'what is asked for is null; give an object with host, port'],
    [{ repaly: 'new' }, '"repaly" is not known; there is host, port, '],
    [{ host: '' }, 'host is ""; it is an address of this machine, such as 127.0.0.1. Change it'],
    [{ host: ' ' }, 'host is " "; it is an address'],
    [{ host: 5 }, 'host is 5; it is an address'],
    [{ port: 'x' }, 'port is "x"; it is a whole number from 0 to 65535'],
    [{ port: 65_536 }, 'port is 65536'],
    [{ port: 1.5 }, 'port is 1.5'],
    [{ sessionTtlSeconds: 0 }, 'sessionTtlSeconds is 0; it is a number from 0.001 to 1000000000'],
    [{ sessionTtlSeconds: 1e99 }, 'sessionTtlSeconds is 1e+99'],
    [{ tokenMemorySeconds: Number.POSITIVE_INFINITY }, 'tokenMemorySeconds is Infinity'],
    [{ requestTimeoutSeconds: Number.NaN }, 'requestTimeoutSeconds is NaN; it is a number from 0.001 to 86400'],
    [{ transactionsPerSecond: -1 }, 'transactionsPerSecond is -1; it is a number from 0.001 to 1000000000'],
    [{ transactionsPerSecond: 0.0001 }, 'transactionsPerSecond is 0.0001'],
    [{ operationTransactionsPerSecond: { Foo: 1 } }, '"Foo" is not known; there is CreateFaceLivenessSession, Get'],
    [
      { operationTransactionsPerSecond: { CreateFaceLivenessSession: '3' } },
      'CreateFaceLivenessSession is "3"; it is a number',
    ],
    [{ replay: 'foo' }, 'replay is "foo"; it is one of same, new'],
    [{ mismatch: 'foo' }, 'mismatch is "foo"; it is one of error, same, new'],
    [{ quotaError: 'foo' }, 'quotaError is "foo"; it is one of throttling, provisioned-throughput'],
    [{ faults: { kind: 'slow' } }, 'faults is an object; it is an array'],
    [{ faults: [{ kind: 'slow', rates: 1 }] }, '"rates" is not known'],
    [{ seed: 1.5 }, 'seed is 1.5; it is a whole number'],
    [{ s3Endpoint: 'nope' }, 's3Endpoint is "nope"; it is a URL, such as http://127.0.0.1:5000'],
    [{ kmsEndpoint: 'ftp://127.0.0.1' }, 'kmsEndpoint is "ftp://127.0.0.1"; it is a URL'],
    [{ clock: 5 }, 'clock is 5; it is a function'],
    [{ credentials: 'id:secret' }, 'credentials is "id:secret"; it is an array'],
    [{ credentials: [null] }, 'accessKeyId is missing; it is a text'],
    [
      { credentials: [{ accessKeyId: '', secretAccessKey: 'secret' }] },
      'accessKeyId is ""; it is a text with something',
    ],
    [
      { credentials: [{ accessKeyId: 'id', secretAccessKey: '' }] },
      'secretAccessKey is not what it has to be; it is a text with something in it',
    ],
    [
      {
        credentials: [
          { accessKeyId: 'id', secretAccessKey: 'one' },
          { accessKeyId: 'id', secretAccessKey: 'two' },
        ],
      },
      'there are two credentials with the access key id "id"; each has one secret. Leave one out',
    ],
    [{ defaultRegion: 'mars' }, 'defaultRegion is "mars"; it is the name of a region of AWS'],
    [{ allowUnsigned: 'no' }, 'allowUnsigned is "no"; it is true or false'],
  ])('%j', async ([options, message]) => {
    const before = listening();
    const failure = await startEmulator(options as EmulatorOptions).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(failure).toBeInstanceOf(RangeError);
    expect(String(failure)).toContain(message);
    expect(listening()).toBe(before);
  });

  test.for(['', 'two words', 'tök en'])('the admin token %j, which is not repeated', async (adminToken) => {
    const failure = await startEmulator({ adminToken }).catch((error: Error) => error.message);
    expect(failure).toBe(
      'adminToken is not what it has to be; it is a text of one or more visible ASCII characters, without blanks, to fit ' +
        'in a header. Change it',
    );
  });
});

test('what is undefined is as if it were not there, and credentials may have more than is used', async () => {
  const undefinedOptions = Object.fromEntries(
    ['host', 'port', 'replay', 'clock', 'seed', 'credentials', 'tokenMemorySeconds'].map((name) => [name, undefined]),
  );
  await start(undefinedOptions);
  const fromSdk = { accessKeyId: 'id', secretAccessKey: 'secret', accountId: '111122223333', $source: {} };
  await start({ credentials: [fromSdk] });
});

test('the bounds themselves are taken', async () => {
  await start({
    sessionTtlSeconds: 1e9,
    tokenMemorySeconds: 1e9,
    transactionsPerSecond: 0.001,
    requestTimeoutSeconds: 0.5,
  });
});

describe('a running emulator', () => {
  test.for<[unknown, string]>([
    [{ CreateFaceLivenessSession: '3' }, 'CreateFaceLivenessSession is "3"; it is a number from 0.001'],
    [{ CreateFaceLivenessSession: 0.0001 }, 'CreateFaceLivenessSession is 0.0001'],
    [{ Foo: 1 }, '"Foo" is not known'],
    [undefined, 'what is to be changed is undefined; give an object'],
  ])('does not take the quotas %j', async ([rates, message]) => {
    const emulator = await start({ transactionsPerSecond: 9 });
    expect(() => emulator.setQuotas(rates as never)).toThrow(InvalidInputError);
    expect(() => emulator.setQuotas(rates as never)).toThrow(message);
    expect(emulator.state().quotas.CreateFaceLivenessSession).toBe(9);
  });

  test.for([-1, 1e18, Number.NaN, Number.POSITIVE_INFINITY, '1'])('is not moved by %j seconds', async (seconds) => {
    const emulator = await start();
    expect(() => emulator.advanceClock(seconds as number)).toThrow(InvalidInputError);
    expect(emulator.state().now.getTime()).toBeLessThan(Date.now() + 1000);
  });

  test('is moved by so much altogether', async () => {
    const emulator = await start();
    emulator.advanceClock(9e8);
    expect(() => emulator.advanceClock(2e8)).toThrow('advanceSeconds is 200000000; it is a number from 0 to 100000000');
    emulator.advanceClock(1e8);
    expect(emulator.state().now.getTime()).toBeGreaterThan(Date.now() + 0.99e12);
  });

  test('ends with what says await using', async () => {
    const emulator = await startEmulator();
    await emulator[Symbol.asyncDispose]();
    await expect(fetch(emulator.url)).rejects.toThrow();
  });
});
