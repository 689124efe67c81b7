/**
 * A number that a JavaScript number can't hold exactly. Terraform computes with 512 bits of mantissa, so a JavaScript
 * number stands for the decimal that it prints (0.1 is one tenth), and whatever that can't express is one of these.
 */
export class ExactNumber {
  /** @param text the number in decimal notation, as Terraform sent it. */
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a Terraform number is in JavaScript: a plain number where that is exact, an {@link ExactNumber} elsewhere. */
export type CtyNumber = number | ExactNumber;

/**
 * Reads a number in decimal notation.
 * @throws Error when the text is not a finite decimal number.
 */
export function numberFromText(text: string): CtyNumber {
  const nearest = Number(text);
  return Number.isFinite(nearest) && normalize(String(nearest)) === normalize(text) ? nearest : new ExactNumber(text);
}

/** Reads an IEEE 754 double, which stands for its exact binary value and not for the shortest decimal near it. */
export function numberFromDouble(double: number): CtyNumber {
  if (Number.isSafeInteger(double)) return double;
  if (!Number.isFinite(double)) throw new Error(`${double} is not a finite number`);
  return numberFromText(exactDecimal(double));
}

/** A number in decimal notation, for the wire. */
export function numberToText(number: CtyNumber): string {
  if (typeof number === 'number' && !Number.isFinite(number)) throw new Error(`${number} is not a finite number`);
  return String(number);
}

/** One spelling per value: sign, significant digits without zeros at either end, power of ten. */
function normalize(text: string): string {
  const parts = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) throw new Error(`not a decimal number: ${JSON.stringify(text.slice(0, 40))}`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

/** All decimal digits of a double: m × 2^-k is m × 5^k × 10^-k. */
function exactDecimal(double: number): string {
  let mantissa = double;
  let halvings = 0n;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings += 1n;
  }
  return `${BigInt(mantissa) * 5n ** halvings}e-${halvings}`;
}
