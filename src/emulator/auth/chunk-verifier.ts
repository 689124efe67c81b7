import type { SignatureV4 } from '@smithy/signature-v4';
import { type AwsError, frameworkError } from '../protocol/answer';
import { basicFormat, currentDate } from './signature-date';

/** A chunk of a signed event stream. */
export interface SignedChunk {
  readonly date: Date;
  /** In hexadecimal digits. */
  readonly signature: string;
  readonly payload: Uint8Array;
}

/**
 * Verifies the chunks of a signed event stream, in their order: the signature of a chunk covers that of the chunk before, and
 * the first one that of the request.
 */
export class ChunkVerifier {
  constructor(
    private readonly signer: SignatureV4,
    private priorSignature: string,
  ) {}

  /** @throws AwsError InvalidSignatureException for a wrong signature, and for a date that is too far from now */
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
