import { ExactNumber } from '../../../src/plugin/cty/number';
import type { CtyType } from '../../../src/plugin/cty/type';
import { type CtyValue, DynamicValue, type Refinement, record, Unknown } from '../../../src/plugin/cty/value';
import { Random } from './random';

const NUMBERS = [
  0,
  1,
  -1,
  127,
  128,
  255,
  256,
  -32,
  -33,
  -129,
  65_536,
  2 ** 31,
  2 ** 32,
  -(2 ** 31) - 1,
  2 ** 53 - 1,
  -(2 ** 53) + 1,
  2 ** 53,
  0.5,
  -0.1,
  1e-7,
  1e21,
  ...[
    '9007199254740993',
    '9223372036854775807',
    '-9223372036854775808',
    '9223372036854775808',
    '18446744073709551615',
    '18446744073709551616',
    `0.${'3'.repeat(155)}`,
    `1${'0'.repeat(400)}`,
    '0.1000000000000000055511151231257827021181583404541015625',
  ].map((text) => new ExactNumber(text)),
];
const TEXTS = [
  '',
  'a',
  '\ufeffmark',
  'a\0b',
  '𝄞 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  'é',
  '\u2028"\\\r\n\t',
  '\u0024{x} %{y}',
  'x'.repeat(31),
  'x'.repeat(32),
  'ß'.repeat(300),
  '__proto__',
  'constructor',
  '0',
  '10',
  '-1',
];

/** Random types and values, the same for the same seed. */
export class RandomValues extends Random {
  type(depth = 3): CtyType {
    const kind = this.below(depth === 0 ? 4 : 9);
    const inner = () => this.type(depth - 1);
    switch (kind) {
      case 0:
        return 'string';
      case 1:
        return 'number';
      case 2:
        return 'bool';
      case 3:
        return 'dynamic';
      case 4:
        return ['list', inner()];
      case 5:
        return ['set', inner()];
      case 6:
        return ['map', inner()];
      case 7:
        return ['tuple', this.several(inner)];
      default:
        return ['object', Object.fromEntries(this.several(() => [this.pick(TEXTS), inner()] as const))];
    }
  }

  value(type: CtyType): CtyValue {
    const chance = this.below(12);
    if (chance === 0) return null;
    if (chance === 1) return this.unknown(type);
    if (typeof type === 'string') {
      switch (type) {
        case 'string':
          return this.pick(TEXTS);
        case 'number':
          return this.pick(NUMBERS);
        case 'bool':
          return this.below(2) === 0;
        case 'dynamic': {
          const actual = this.type(1);
          return new DynamicValue(actual, this.value(actual));
        }
      }
    }
    const [kind, inner] = type;
    switch (kind) {
      case 'list':
      case 'set':
        return this.several(() => this.value(inner));
      case 'map':
        return record(this.several(() => [this.pick(TEXTS), this.value(inner)] as const));
      case 'tuple':
        return inner.map((element) => this.value(element));
      case 'object':
        return record(Object.entries(inner).map(([name, attribute]) => [name, this.value(attribute)] as const));
    }
  }

  private unknown(type: CtyType): Unknown {
    const refinement: { -readonly [K in keyof Refinement]: Refinement[K] } = {};
    if (this.below(2) === 0) refinement.notNull = true;
    if (type === 'string' && this.below(2) === 0) refinement.prefix = this.pick(TEXTS);
    const bound = () => ({ value: this.pick(NUMBERS), inclusive: this.below(2) === 0 });
    if (type === 'number' && this.below(2) === 0) refinement.min = bound();
    if (type === 'number' && this.below(2) === 0) refinement.max = bound();
    if (type[0] === 'list' && this.below(2) === 0) {
      refinement.minLength = this.below(3);
      refinement.maxLength = this.below(2 ** 31);
    }
    return new Unknown(refinement);
  }
}
