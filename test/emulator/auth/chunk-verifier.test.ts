import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import { ChunkVerifier } from '../../../src/emulator/auth/chunk-verifier';
import type { SignedChunk } from '../../../src/emulator/auth/signed-chunk';

const signer = new SignatureV4({
  credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
  region: 'us-east-1',
  service: 'rekognition',
  sha256: Hash.bind(null, 'sha256'),
});

const REQUEST_SIGNATURE = '0'.repeat(64);

/** Chunks that are signed in their order, as the SDK's client signs them. */
async function chunks(payloads: readonly string[], date = new Date()): Promise<SignedChunk[]> {
  const signed: SignedChunk[] = [];
  for (const text of payloads) {
    const payload = Buffer.from(text);
    const message = { headers: { ':date': { type: 'timestamp', value: date } }, body: payload } as const;
    const priorSignature = signed.at(-1)?.signature ?? REQUEST_SIGNATURE;
    const { signature } = await signer.signMessage({ message, priorSignature }, { signingDate: date });
    signed.push({ date, signature, payload });
  }
  return signed;
}

async function verify(given: readonly SignedChunk[]): Promise<void> {
  const verifier = new ChunkVerifier(signer, REQUEST_SIGNATURE);
  for (const chunk of given) await verifier.verify(chunk);
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe('the chunks of a stream', () => {
  test('are accepted in their order', async () => {
    await verify(await chunks(['one', 'two', '']));
  });

  test.for<[string, (given: SignedChunk[]) => SignedChunk[], RegExp]>([
    ['in another order', ([one, two, end]) => [two, one, end] as SignedChunk[], /^The request signature we calculated/],
    ['with one left out', ([, two, end]) => [two, end] as SignedChunk[], /^The request signature we calculated/],
    ['with one sent twice', ([one]) => [one, one] as SignedChunk[], /^The request signature we calculated/],
    [
      'with another payload',
      ([one]) => [{ ...one, payload: Buffer.from('other') }] as SignedChunk[],
      /^The request signature we calculated/,
    ],
    ['with another date', ([one]) => [{ ...one, date: minutesAgo(1) }] as SignedChunk[], /^The request signature we/],
  ])('are refused %s', async ([, change, text]) => {
    const changed = change(await chunks(['one', 'two', '']));
    await expect(verify(changed)).rejects.toMatchObject({
      type: 'InvalidSignatureException',
      text: expect.stringMatching(text),
    });
  });

  test('are refused with an old date', async () => {
    await expect(verify(await chunks(['one'], minutesAgo(6)))).rejects.toMatchObject({
      text: expect.stringMatching(/^Signature expired: /),
    });
  });
});
