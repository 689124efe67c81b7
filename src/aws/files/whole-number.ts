/** Digits of any base, with single underscores between them. */
const NUMBER = /^([+-]?)(0[xob]_?|0_?(?=\d))?([\da-f]+(?:_[\da-f]+)*)$/i;

/**
 * A whole number as the AWS SDK for Go reads it from a shared file, in the syntax of Go: `3600`, `3_600`, `0xe10`, and octal
 * after a zero.
 *
 * @returns undefined for any other text
 */
export function wholeNumber(text: string): number | undefined {
  const [, sign, prefix = '', digits = ''] = NUMBER.exec(text) ?? [];
  if (sign === undefined || (prefix === '' && /\D/.test(digits.replaceAll('_', '')))) return undefined;
  const base = /[xob]/i.test(prefix) ? prefix.slice(0, 2) : prefix && '0o';
  const value = Number(base + digits.replaceAll('_', ''));
  return Number.isSafeInteger(value) ? Number(`${sign}1`) * value : undefined;
}
