import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Caller } from '../../src/emulator/auth/authorizer';
import { Sessions } from '../../src/emulator/sessions/sessions';
import type { CreateFaceLivenessSessionRequest } from '../../src/liveness/create-session-request';
import { FakeClock } from './support/emulator';

const MANY = 100_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** A new request object, as if read from the wire, with all members of a pool's requests. */
function request(index: number): CreateFaceLivenessSessionRequest {
  return JSON.parse(
    JSON.stringify({
      ClientRequestToken: `${index}`.padStart(64, '0'),
      KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      Settings: { OutputConfig: { S3Bucket: 'liveness-images', S3KeyPrefix: 'kiosk/' }, AuditImagesLimit: 4 },
    }),
  );
}

/** A new caller object with temporary credentials. */
function caller(): Caller {
  return JSON.parse(
    JSON.stringify({
      account: '111122223333',
      region: 'us-east-1',
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      sessionToken: 't'.repeat(800),
    }),
  );
}

test('a hundred thousand sessions take little memory, and are counted and listed quickly', () => {
  const clock = new FakeClock();
  const sessions = new Sessions({
    clock: clock.tell,
    ttlSeconds: 180,
    replay: 'same',
    mismatch: 'error',
    afterExpiry: 'expired',
    tokenMemorySeconds: Number.POSITIVE_INFINITY,
  });
  const before = heapInUse();
  // Like the answer, which makes V8 join the parts of the id.
  for (let index = 0; index < MANY; index += 1) JSON.stringify(sessions.obtain(caller(), request(index)).id);
  const bytesEach = (heapInUse() - before) / MANY;
  // Measured: 370, more than half of it for ids, tokens and their maps.
  expect(bytesEach).toBeLessThan(500);
  expect(sessions.tokenCount).toBe(MANY);

  const last = sessions.all().at(-1);
  /** The milliseconds of processor time, which other processes of a busy machine do not add to. */
  const timed = (what: () => void) => {
    const started = process.cpuUsage();
    what();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
  expect(timed(() => expect(sessions.statusCounts.CREATED).toBe(MANY))).toBeLessThan(50);
  expect(timed(() => expect([...sessions.select(last, undefined)]).toEqual([]))).toBeLessThan(50);
  expect(timed(() => expect([...sessions.select(undefined, 'FAILED')]).toEqual([]))).toBeLessThan(50);

  clock.advance(180);
  expect(timed(() => expect(sessions.statusCounts.EXPIRED).toBe(MANY))).toBeLessThan(500);
  expect(timed(() => expect(sessions.statusCounts.EXPIRED).toBe(MANY))).toBeLessThan(50);
  sessions.clear();
  expect(heapInUse() - before).toBeLessThan(MANY * 20);
});
