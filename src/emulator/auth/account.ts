const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account of an access key. Sessions and tokens belong to accounts: a role has another key each time it is assumed, and
 * finds the sessions that it created before.
 *
 * AWS, like moto, encodes the account in 40 bits of the base32 text after the key's four-letter prefix. A key of another
 * form, such as "test", is an account of its own.
 */
export function accountOf(accessKeyId: string): string {
  const encoded = /^A[KS]IA([A-Z2-7]{16})$/.exec(accessKeyId)?.[1];
  if (encoded === undefined) {
    return accessKeyId;
  }
  // Ten characters hold 50 bits; the account is in bits 1 to 40, counted from the left.
  const bits = [...encoded.slice(0, 10)].reduce((sum, letter) => sum * 32n + BigInt(BASE32.indexOf(letter)), 0n);
  return String(BigInt.asUintN(40, bits >> 9n)).padStart(12, '0');
}
