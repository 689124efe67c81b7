import type { SignatureV4 } from '@smithy/signature-v4';
import { type AwsError, frameworkError } from '../protocol/answer';
import { basicFormat, currentDate } from './signature-date';
import type { ChunkVerification, SignedChunk } from './signed-chunk';

/**
 * Verifies the chunks of a signed event stream with the secret of its client: the signature of a chunk covers that of the chunk before, and
 * the first one that of the request.
 */
export class ChunkVerifier implements ChunkVerification {
  constructor(
    private readonly signer: SignatureV4,
    private priorSignature: string,
  ) {}

  async verify({ date, signature, payload }: SignedChunk): Promise<void> {
    currentDate(basicFormat(date));
    const message = { headers: { ':date': { type: 'timestamp', value: date } }, body: payload } as const;
    const signed = await this.signer.signMessage(
      { message, priorSignature: this.priorSignature },
      { signingDate: date },
    );
    if (signature !== signed.signature) throw wrongSignature();
    this.priorSignature = signature;
  }
}

/** AWS's error for a signature that is not the expected one. */
export function wrongSignature(): AwsError {
  return frameworkError(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access ' +
      'Key and signing method. Consult the service documentation for details.',
  );
}
