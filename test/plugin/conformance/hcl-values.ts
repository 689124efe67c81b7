import type { CtyType } from '../../../src/plugin/cty/type';
import { Random } from '../support/random';

const NUMBERS = [
  '0',
  '1',
  '-1',
  '127',
  '128',
  '-129',
  '65536',
  '2147483648',
  '-2147483649',
  '4294967296',
  '9007199254740991',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  '18446744073709551615',
  '18446744073709551616',
  '0.1',
  '-0.5',
  '1e-7',
  '1.5e21',
  '1e400',
  '-1e-400',
  '(1 / 3)',
  '(-2 / 7)',
  '123456789012345678901234567890.123456789',
];
const TEXTS = [
  '',
  'a',
  '\ufeffmark',
  'a\0b',
  '\u2028"\\\r\n\t',
  '\u0024{x} %{y}',
  'e\u0301',
  '__proto__',
  '0',
  '-1',
  'null',
];
const KEYS = ['', 'a', 'b c', '__proto__', 'constructor', 'toString', '10', '9', 'ä', '𝄞', '\u0024{x}', '"'];

/** Random HCL expressions of values of every type, the same for the same seed. */
export class HclValues extends Random {
  /** A type without dynamic parts. */
  type(depth = 3): CtyType {
    const inner = () => this.type(depth - 1);
    switch (this.below(depth === 0 ? 3 : 8)) {
      case 0:
        return 'string';
      case 1:
        return 'number';
      case 2:
        return 'bool';
      case 3:
        return ['list', inner()];
      case 4:
        return ['set', inner()];
      case 5:
        return ['map', inner()];
      case 6:
        return ['tuple', this.several(inner)];
      default:
        return ['object', Object.fromEntries(this.several(() => [this.pick(KEYS), inner()] as const))];
    }
  }

  /** A value of a type; it can be null. */
  value(type: CtyType): string {
    return this.below(10) === 0 ? `(true ? null : ${this.present(type)})` : this.present(type);
  }

  /** A value of a type that is not null; its parts can be null. */
  present(type: CtyType): string {
    switch (type) {
      case 'string':
        return quoted(this.below(3) === 0 ? this.characters() : this.pick(TEXTS));
      case 'number':
        return this.pick(NUMBERS);
      case 'bool':
        return this.below(2) === 0 ? 'true' : 'false';
      case 'dynamic':
        return 'null';
    }
    const [kind, inner] = type;
    switch (kind) {
      case 'list':
        return `slice(tolist([${this.oneOrMore(inner)}]), ${this.below(2)}, 1)`;
      case 'set': {
        const some = `toset([${this.oneOrMore(inner)}])`;
        // Terraform knows the element type of an empty set only if it is made of one with elements.
        return this.below(3) === 0 ? `setsubtract(${some}, ${some})` : some;
      }
      case 'map':
        if (this.below(4) === 0) return `zipmap([], slice(tolist([${this.value(inner)}]), 1, 1))`;
        return `tomap({ ${this.keys()
          .map((key) => `${quoted(key)} = ${this.value(inner)}`)
          .join(', ')} })`;
      case 'tuple':
        return `[${inner.map((element) => this.value(element)).join(', ')}]`;
      case 'object':
        return `{ ${Object.entries(inner)
          .map(([name, attribute]) => `${quoted(name)} = ${this.value(attribute)}`)
          .join(', ')} }`;
    }
  }

  /** Characters from all planes of Unicode. */
  private characters(): string {
    const all = Array.from({ length: 1 + this.below(20) }, () => {
      const code = this.below(2) === 0 ? this.below(0x3000) : this.below(0x11_0000);
      // Halves of surrogate pairs are not characters.
      return code >= 0xd800 && code < 0xe000 ? 'ß' : String.fromCodePoint(code);
    });
    return all.join('');
  }

  private keys(): readonly string[] {
    return [...new Set([this.pick(KEYS), ...this.several(() => this.pick(KEYS))])];
  }

  private oneOrMore(type: CtyType): string {
    return Array.from({ length: 1 + this.below(3) }, () => this.value(type)).join(', ');
  }
}

/** A string literal with every special character as an escape sequence. */
function quoted(text: string): string {
  const escaped = Array.from(text, (character) => {
    if (/^[\w ,.-]$/.test(character)) return character;
    return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
  });
  return `"${escaped.join('')}"`;
}
