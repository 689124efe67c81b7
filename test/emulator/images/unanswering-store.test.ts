import { EventEmitter, once } from 'node:events';
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import { KmsKeys } from '../../../src/emulator/images/kms-keys';
import { S3ImageStore } from '../../../src/emulator/images/s3-image-store';
import { admin } from '../support/admin';
import { emulators, send } from '../support/emulator';
import { foreignServers } from '../support/foreign-server';

// S3 and KMS servers that moto cannot simulate: silent, slow, or with unreadable answers.

const start = emulators();
const service = foreignServers();

const SILENT: RequestListener = () => undefined;
const BEGINNING: RequestListener = (_, response) => {
  response.writeHead(200, { 'Content-Length': 1000 });
  response.write('{');
};

const WRITER = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

async function storeFailure(s3Endpoint: string): Promise<{ code: string; message: string }> {
  const store = new S3ImageStore({ s3Endpoint, timeoutSeconds: 0.2 });
  const images = [{ name: 'reference.jpg', jpeg: Buffer.from('jpeg') }];
  return await errorOf(store.write({ ...WRITER, bucket: 'faces' }, images));
}

async function keyFailure(kmsEndpoint: string): Promise<{ code: string; message: string }> {
  return await errorOf(new KmsKeys({ kmsEndpoint, timeoutSeconds: 0.2 }).requireUsable('alias/a', WRITER));
}

async function errorOf(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  return await promise.then(
    () => ({ code: 'none', message: 'none' }),
    ({ code, message }) => ({ code, message }),
  );
}

describe('writing images fails with a message when', () => {
  test('S3 accepts and never answers', async () => {
    const s3 = await service(SILENT);
    expect(await storeFailure(s3)).toEqual({
      code: 'ETIMEDOUT',
      message:
        `the bucket faces: S3 at ${s3} did not answer within 0.2 seconds. Start it, or set its URL with ` +
        's3Endpoint (--s3-endpoint)',
    });
  });

  test.for([
    ['never answers', SILENT],
    ['begins an answer and stalls', BEGINNING],
  ] as const)('KMS %s', async ([, answer]) => {
    const kms = await service(answer);
    expect((await keyFailure(kms)).message).toBe(
      `the key alias/a: KMS at ${kms} did not answer within 0.2 seconds. Start it, or set its URL with ` +
        'kmsEndpoint (--kms-endpoint)',
    );
  });

  test('there is no server at the endpoint', async () => {
    const s3 = `http://127.0.0.1:${await freePort()}`;
    expect(await storeFailure(s3)).toEqual({
      code: 'ECONNREFUSED',
      message: `the bucket faces: S3 at ${s3} could not be reached: ECONNREFUSED. Start it, or set its URL with s3Endpoint (--s3-endpoint)`,
    });
  });

  test.for([
    [404, '', 'NoSuchBucket (HTTP 404)'],
    [503, '', 'ServiceUnavailable (HTTP 503)'],
    [403, '<Error>', 'AccessDenied (HTTP 403)'],
    [418, 'tea', 'UnreadableAnswer (HTTP 418)'],
  ] as const)('S3 answers HEAD with %i %j', async ([status, body, said]) => {
    const s3 = await service((_, response) => response.writeHead(status).end(body));
    expect((await storeFailure(s3)).message).toBe(`the bucket faces: ${said}`);
  });

  test.for([
    [403, '<Error><Code>AccessDenied</Code></Error>', 'AccessDenied (HTTP 403)'],
    [404, '{}', 'NotFoundException (HTTP 404)'],
    [200, '<html>', 'UnreadableAnswer (HTTP 200)'],
    [
      400,
      '{"__type":"DisabledException","message":"The key is disabled."}',
      'DisabledException: The key is disabled. (HTTP 400)',
    ],
  ] as const)('KMS answers with %i %j', async ([status, body, said]) => {
    const kms = await service((_, response) => response.writeHead(status).end(body));
    expect((await keyFailure(kms)).message).toBe(`the key alias/a: ${said}`);
  });

  test('S3 refuses an image with a message', async () => {
    const s3 = await service((request, response) => {
      if (request.method === 'HEAD') response.end();
      else response.writeHead(400).end('<Error><Code>InvalidRequest</Code><Message>No images today.</Message></Error>');
    });
    expect((await storeFailure(s3)).message).toBe(
      'reference.jpg in the bucket faces: InvalidRequest: No images today. (HTTP 400)',
    );
  });
});

describe('while images are being written', () => {
  /** Completes a session with an S3 that answers only after `answer()`. */
  async function completing() {
    const events = new EventEmitter();
    const asked = once(events, 'asked');
    const answered = once(events, 'answered');
    const s3Endpoint = await service(async (_, response) => {
      events.emit('asked');
      await answered;
      response.end();
    });
    const emulator = await start({ s3Endpoint });
    const { text } = await send(emulator, {
      body: JSON.stringify({ Settings: { OutputConfig: { S3Bucket: 'faces' } } }),
    });
    const id: string = JSON.parse(text).SessionId;
    const completion = admin(emulator, 'POST', `sessions/${id}/complete`);
    await asked;
    return { emulator, id, completion, answer: () => events.emit('answered') };
  }

  test('a reset removes the session, and completing it fails without a warning', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    try {
      const { emulator, id, completion, answer } = await completing();
      emulator.reset();
      answer();
      expect(await completion).toEqual({
        status: 409,
        body: { error: expect.stringContaining(`a reset removed session ${id} while it was being completed`) },
      });
      expect(emulator.sessions()).toEqual([]);
      expect(warnings).toEqual([]);
    } finally {
      process.off('warning', note);
    }
  });

  test('the session cannot be started, completed or failed', async () => {
    const { emulator, id, completion, answer } = await completing();
    for (const verb of ['start', 'complete', 'fail']) {
      expect(await admin(emulator, 'POST', `sessions/${id}/${verb}`)).toEqual({
        status: 409,
        body: { error: expect.stringContaining('is being completed') },
      });
    }
    answer();
    expect(await completion).toMatchObject({ body: { status: 'SUCCEEDED' } });
  });
});
