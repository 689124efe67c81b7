/**
 * A number that a JavaScript number cannot hold exactly. Terraform computes with 512 bits of mantissa. A JavaScript number
 * stands for the decimal that it prints: 0.1 is one tenth.
 */
export class ExactNumber {
  /**
   * @param text the number in decimal notation, with or without an exponent.
   * @throws Error when the text is not a finite decimal number.
   */
  constructor(readonly text: string) {
    normalize(text);
  }

  toString(): string {
    return this.text;
  }
}

/** A Terraform number: a JavaScript number where that is exact, otherwise an {@link ExactNumber}. */
export type CtyNumber = number | ExactNumber;

const MAX_UINT32 = 2 ** 32 - 1;
const MIN_INT32 = -(2 ** 31);
const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const INT64_DIGITS = 19;

/** Integers that JavaScript holds exactly, as nearly all numbers are: they need no further look. */
const SHORT_INTEGER = /^\d{1,15}$/;

/**
 * Reads a number in decimal notation.
 * @throws Error when the text is not a finite decimal number.
 */
export function numberFromText(text: string): CtyNumber {
  if (SHORT_INTEGER.test(text)) return Number(text);
  const decimal = normalize(text);
  if (decimal === '0') return 0;
  const nearest = Number(text);
  return Number.isFinite(nearest) && normalize(String(nearest)) === decimal ? nearest : new ExactNumber(text);
}

/** Reads an IEEE 754 double by its exact binary value, which can differ from the decimal that JavaScript prints. */
export function numberFromDouble(double: number): CtyNumber {
  // 0 in the place of -0.
  if (Number.isSafeInteger(double)) return double + 0;
  return numberFromText(exactDecimal(double));
}

/**
 * Prepares a number for msgpack: an integer of up to 32 bits as a number, one of up to 64 bits as a bigint, any other
 * number as decimal text. It is never a double, of which Terraform keeps the shortest decimal: a different number.
 * @throws Error when the number is not finite.
 */
export function numberToWire(number: CtyNumber): number | bigint | string {
  if (typeof number === 'number' && Number.isInteger(number) && number >= MIN_INT32 && number <= MAX_UINT32)
    return number + 0;
  const text = String(number);
  const integer = smallInteger(normalize(text));
  if (integer === undefined || integer < MIN_INT64 || integer > MAX_INT64) return text;
  return integer >= MIN_INT32 && integer <= MAX_UINT32 ? Number(integer) : integer;
}

/** Whether two numbers are equal, in any notation. */
export function isSameNumber(one: CtyNumber, other: CtyNumber): boolean {
  return one === other || normalize(String(one)) === normalize(String(other));
}

/** Whether a number of any size is whole. */
export function isWhole(number: CtyNumber): boolean {
  const [, power = '0'] = normalize(String(number)).split('e');
  return !power.startsWith('-');
}

/** Returns one notation for equal numbers: sign, significant digits without outer zeros, power of ten. */
function normalize(text: string): string {
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  // Without the text, which may be sensitive.
  if (parts === null) throw new Error('not a finite decimal number');
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

/** The value of a normalized number if it is an integer of at most 20 digits. */
function smallInteger(decimal: string): bigint | undefined {
  const [significant = '', power = '0'] = decimal.split('e');
  const zeros = Number(power);
  if (zeros < 0 || significant.length + zeros > INT64_DIGITS + 1) return undefined;
  return BigInt(significant) * 10n ** BigInt(zeros);
}

/** The exact decimal notation of a double: m × 2^-k is m × 5^k × 10^-k. */
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
