/**
 * A number that a JavaScript number can't hold exactly. Terraform computes with 512 bits of mantissa, so a JavaScript
 * number stands for the decimal that it prints (0.1 is one tenth), and whatever that can't express is one of these.
 */
export class ExactNumber {
  /**
   * @param text the number in decimal notation, with or without an exponent.
   * @throws Error when the text is not that.
   */
  constructor(readonly text: string) {
    normalize(text);
  }

  toString(): string {
    return this.text;
  }
}

/** What a Terraform number is in JavaScript: a plain number where that is exact, an {@link ExactNumber} elsewhere. */
export type CtyNumber = number | ExactNumber;

const MAX_UINT32 = 2 ** 32 - 1;
const MIN_INT32 = -(2 ** 31);
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const INT64_DIGITS = 19;

/**
 * Reads a number in decimal notation.
 * @throws Error when the text is not a finite decimal number.
 */
export function numberFromText(text: string): CtyNumber {
  const decimal = normalize(text);
  if (decimal === '0') return 0;
  const nearest = Number(text);
  return Number.isFinite(nearest) && normalize(String(nearest)) === decimal ? nearest : new ExactNumber(text);
}

/** Reads an IEEE 754 double, which stands for its exact binary value and not for the shortest decimal near it. */
export function numberFromDouble(double: number): CtyNumber {
  return numberFromText(exactDecimal(double));
}

/**
 * A number for the wire: an integer of up to 64 bits as one, all else as decimal text. Integers of up to 32 bits come as
 * a number, longer ones as a bigint. Doubles are never written: Terraform keeps only the shortest decimal that leads
 * back to a double, and that is another number than the one that was meant.
 * @throws Error when the number is not finite.
 */
export function numberToWire(number: CtyNumber): number | bigint | string {
  const text = String(number);
  const integer = smallInteger(normalize(text));
  if (integer === undefined || integer < MIN_INT64 || integer > MAX_INT64) return text;
  return integer >= MIN_INT32 && integer <= MAX_UINT32 ? Number(integer) : integer;
}

/** One spelling per value: sign, significant digits without zeros at either end, power of ten. */
function normalize(text: string): string {
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  // The text is not shown: it may be sensitive.
  if (parts === null) throw new Error('not a finite decimal number');
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

/** The value of a normalized number, if it is an integer of about 64 bits at most. */
function smallInteger(decimal: string): bigint | undefined {
  const [significant = '', power = '0'] = decimal.split('e');
  const zeros = Number(power);
  if (zeros < 0 || significant.length + zeros > INT64_DIGITS + 1) return undefined;
  return BigInt(significant) * 10n ** BigInt(zeros);
}

/** All decimal digits of a double: m × 2^-k is m × 5^k × 10^-k. */
function exactDecimal(double: number): string {
  if (!Number.isFinite(double)) return String(double);
  let mantissa = Math.abs(double);
  let halvings = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings += 1;
  }
  const digits = String(BigInt(mantissa) * 5n ** BigInt(halvings)).padStart(halvings + 1, '0');
  const point = digits.length - halvings;
  const sign = double < 0 ? '-' : '';
  return halvings === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
