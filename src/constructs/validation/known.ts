import { Token } from 'cdktf';

/** Whether a value is known now: neither a token, nor a text with a reference written into it. */
export function isKnown(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === 'string' && value.includes('${'));
}
