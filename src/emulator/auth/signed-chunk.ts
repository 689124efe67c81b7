/** A chunk of a signed event stream. */
export interface SignedChunk {
  readonly date: Date;
  /** In hexadecimal digits. */
  readonly signature: string;
  readonly payload: Uint8Array;
}

/** Verifies the chunks of a signed event stream, in their order. */
export interface ChunkVerification {
  /** @throws AwsError InvalidSignatureException for a wrong signature, and for a date that is too far from now */
  verify(chunk: SignedChunk): Promise<void>;
}
