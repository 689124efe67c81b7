const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * The account that an access key belongs to, since sessions and tokens belong to accounts: a role assumed anew has
 * another key each time, yet finds the sessions it made before.
 *
 * AWS encodes the account in the key: 40 of the bits of the base32 behind the four-letter prefix, and moto does the
 * same. A key of another form, such as "test", stands for an account of its own.
 */
export function accountOf(accessKeyId: string): string {
  const encoded = /^A[KS]IA([A-Z2-7]{16})$/.exec(accessKeyId)?.[1];
  if (encoded === undefined) {
    return accessKeyId;
  }
  // The number is in bits 1 to 40 of 50, counted from the left, which ten characters hold.
  const bits = [...encoded.slice(0, 10)].reduce((sum, letter) => sum * 32n + BigInt(BASE32.indexOf(letter)), 0n);
  return String(BigInt.asUintN(40, bits >> 9n)).padStart(12, '0');
}
