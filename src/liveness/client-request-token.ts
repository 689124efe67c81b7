import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CreateFaceLivenessSessionRequest } from './create-session-request';
import { withoutUnset } from './unset';

/** The inputs of a client request token. */
export interface ClientRequestTokenInput {
  /** Name of the session, or of the pool it belongs to. */
  readonly name: string;
  /** Zero-based slot in a pool. Default: none, for a single session. */
  readonly slot?: number | undefined;
  /** The number of times the session was replaced before. Default: 0. */
  readonly attempt?: number | undefined;
  /** Arbitrary values; a change gives another token, and so another session. Default: none. */
  readonly keepers?: Readonly<Record<string, string>> | undefined;
  readonly region: string;
  /** The request that the token is sent with; its own ClientRequestToken is ignored. Default: an empty one. */
  readonly request?: CreateFaceLivenessSessionRequest | undefined;
}

/** Version of the derivation. Tokens never change within a version, because a changed token is a new session. */
const VERSION = 1;

/**
 * Derives the client request token of a session, so that the same inputs give the same token on every machine and
 * forever, and any changed input gives another: SHA-256 of the RFC 8785 canonical JSON of all inputs.
 *
 * Attempt 0, empty keepers and an empty request are the same as leaving the input out. Within the request, so are undefined,
 * null, a structure without members and an empty list. An empty string is a value.
 *
 * @returns 64 lower-case hexadecimal characters, the longest token that the service accepts
 * @throws RangeError when slot or attempt is not a whole number of 0 or more
 * @throws Error when a string has half a surrogate pair, which UTF-8 cannot encode
 */
export function clientRequestToken(input: ClientRequestTokenInput): string {
  const { name, slot, attempt = 0, keepers = {}, region, request = {} } = input;
  if (slot !== undefined) {
    requireCount('slot', slot);
  }
  requireCount('attempt', attempt);
  const { ClientRequestToken: _, ...parameters } = request;

  const canonical = canonicalize({
    version: VERSION,
    name,
    slot,
    attempt: attempt === 0 ? undefined : attempt,
    keepers: Object.keys(keepers).length === 0 ? undefined : keepers,
    region,
    request: withoutUnset(parameters),
  });
  return createHash('sha256').update(String(canonical), 'utf8').digest('hex');
}

function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${name} must be a whole number of 0 or more, not ${value}`);
  }
}
