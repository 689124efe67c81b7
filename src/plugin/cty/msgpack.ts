import { type DecoderOptions, decode, ExtData, type ExtensionCodecType, encode } from '@msgpack/msgpack';
import { type CtyNumber, ExactNumber, numberFromDouble, numberFromText, numberToWire } from './number';
import { type CtyType, decodeType, encodeType } from './type';
import { type CtyValue, DynamicValue, type NumberBound, type Refinement, record, Unknown } from './value';

/** The place of a value: its attribute name, map key or element index, and the place around it. Null for the whole value. */
export type Path = { readonly around: Path; readonly step: string | number } | null;

/** The place of a member. Nothing is copied: a path is made for each value, and seldom read. */
export function inside(around: Path, step: string | number): Path {
  return { around, step };
}

/** A value that is not of its type, or malformed bytes. The message has the path, and never the value. */
export class CtyError extends Error {
  constructor(message: string, path: Path) {
    super(path === null ? message : `${pathText(path)}: ${message}`);
  }
}

function pathText(path: Path): string {
  if (path === null) return '';
  const { around, step } = path;
  if (typeof step === 'number') return `${pathText(around)}[${step}]`;
  if (!/^[\w-]+$/.test(step)) return `${pathText(around)}[${JSON.stringify(step)}]`;
  return around === null ? step : `${pathText(around)}.${step}`;
}

// An unknown value is an extension: Terraform writes code 0, or code 12 with a refinement, and reads any code.
const PLAIN_UNKNOWN = 0;
const REFINED_UNKNOWN = 12;
const REFINEMENT = { notNull: 1, prefix: 2, min: 3, max: 4, minLength: 5, maxLength: 6 } as const;
const MAX_DEPTH = 1000;

/** Passes every extension through: the library would read code -1 as a date. */
const rawExtensions: ExtensionCodecType<undefined> = {
  tryToEncode: (value) => (value instanceof ExtData ? value : null),
  decode: (data, type) => new ExtData(type, data),
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Prefixes every key: the library refuses `__proto__`, which is a valid key for Terraform. */
const KEY_MARK = '.';
const markingKeyDecoder: NonNullable<DecoderOptions['keyDecoder']> = {
  canBeCached: () => true,
  decode: (bytes, offset, length) => KEY_MARK + utf8.decode(bytes.subarray(offset, offset + length)),
};

const decodeOptions = {
  // The library itself would drop a byte order mark at the start of a string.
  rawStrings: true,
  useBigInt64: true,
  keyDecoder: markingKeyDecoder,
  extensionCodec: rawExtensions,
} as const;
const encodeOptions = { useBigInt64: true, maxDepth: MAX_DEPTH, extensionCodec: rawExtensions } as const;

/** Halves of surrogate pairs. UTF-8 cannot encode them: they become the replacement character, as elsewhere in Node. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Decodes a value of the given type from msgpack.
 * @throws CtyError when the bytes are not a value of the type.
 */
export function decodeValue(bytes: Uint8Array, type: CtyType): CtyValue {
  return fromWire(
    located(null, () => decode(bytes, decodeOptions)),
    type,
    null,
  );
}

/**
 * Encodes a value of the given type as msgpack.
 * @throws CtyError when the value is not of the type.
 */
export function encodeValue(value: CtyValue, type: CtyType): Uint8Array {
  return encode(toWire(value, type, null), encodeOptions);
}

/**
 * Checks a value that the provider's code returned.
 * @throws CtyError when it is not of the type.
 */
export function assertType(value: CtyValue, type: CtyType): void {
  toWire(value, type, null);
}

/** Adds the path to the errors of `read`. */
function located<T>(path: Path, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CtyError(error instanceof Error ? error.message : String(error), path);
  }
}

function fromWire(wire: unknown, type: CtyType, path: Path): CtyValue {
  if (wire instanceof ExtData) return unknownFromWire(wire, path);
  if (wire === null || wire === undefined) return null;
  if (typeof type === 'string') {
    switch (type) {
      case 'string':
        return textFromWire(wire, path);
      case 'number':
        return numberFromWire(wire, path);
      case 'bool':
        if (typeof wire === 'boolean') return wire;
        throw mismatch(wire, type, path);
      case 'dynamic':
        if (Array.isArray(wire) && wire.length === 2 && wire[0] instanceof Uint8Array) {
          const [json] = wire;
          const actual = located(path, () => decodeType(json));
          return new DynamicValue(actual, fromWire(wire[1], actual, path));
        }
        throw mismatch(wire, type, path);
    }
  }
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
    case 'set':
      if (!Array.isArray(wire)) throw mismatch(wire, type, path);
      return wire.map((element, index) => fromWire(element, inner, inside(path, index)));
    case 'tuple':
      if (!Array.isArray(wire) || wire.length !== inner.length) throw mismatch(wire, type, path);
      return inner.map((elementType, index) => fromWire(wire[index], elementType, inside(path, index)));
    case 'map':
      return record(
        entriesFromWire(wire, type, path).map(([key, value]) => [key, fromWire(value, inner, inside(path, key))]),
      );
    case 'object': {
      const given = new Map(entriesFromWire(wire, type, path));
      for (const name of given.keys()) {
        if (!Object.hasOwn(inner, name)) throw new CtyError(`unexpected attribute ${JSON.stringify(name)}`, path);
      }
      return record(
        Object.entries(inner).map(([name, attribute]) => {
          if (!given.has(name)) throw new CtyError(`attribute ${JSON.stringify(name)} is missing`, path);
          return [name, fromWire(given.get(name), attribute, inside(path, name))];
        }),
      );
    }
  }
}

function textFromWire(wire: unknown, path: Path): string {
  if (wire instanceof Uint8Array) return located(path, () => utf8.decode(wire));
  throw mismatch(wire, 'string', path);
}

function numberFromWire(wire: unknown, path: Path): CtyNumber {
  if (typeof wire === 'number') return located(path, () => numberFromDouble(wire));
  if (typeof wire === 'bigint') return numberFromText(wire.toString());
  if (wire instanceof Uint8Array) return located(path, () => numberFromText(utf8.decode(wire)));
  throw mismatch(wire, 'number', path);
}

function entriesFromWire(wire: unknown, type: CtyType, path: Path): [string, unknown][] {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire) || wire instanceof Uint8Array) {
    throw mismatch(wire, type, path);
  }
  return Object.entries(wire).map(([key, value]) => [key.slice(KEY_MARK.length), value]);
}

function unknownFromWire(extension: ExtData, path: Path): Unknown {
  const data = typeof extension.data === 'function' ? extension.data(0) : extension.data;
  if (extension.type !== REFINED_UNKNOWN || data.length === 0) return new Unknown();
  const wire = located(path, () => decode(data, decodeOptions));
  if (typeof wire !== 'object' || wire === null) throw new CtyError('the refinement is not a map', path);
  const refinement: { -readonly [K in keyof Refinement]: Refinement[K] } = {};
  for (const [code, value] of Object.entries(wire)) {
    switch (Number(code)) {
      case REFINEMENT.notNull:
        // The refinement says whether the value is null. Only false occurs: a null value would be known.
        if (value === false) refinement.notNull = true;
        break;
      case REFINEMENT.prefix:
        refinement.prefix = textFromWire(value, path);
        break;
      case REFINEMENT.min:
        refinement.min = boundFromWire(value, path);
        break;
      case REFINEMENT.max:
        refinement.max = boundFromWire(value, path);
        break;
      case REFINEMENT.minLength:
        refinement.minLength = Number(value);
        break;
      case REFINEMENT.maxLength:
        refinement.maxLength = Number(value);
        break;
      // Refinements of newer versions can be ignored: they only narrow the range of the value.
    }
  }
  return new Unknown(refinement);
}

function boundFromWire(wire: unknown, path: Path): NumberBound {
  if (Array.isArray(wire) && typeof wire[1] === 'boolean') {
    return { value: numberFromWire(wire[0], path), inclusive: wire[1] };
  }
  throw new CtyError('a bound of an unknown number is not a pair of number and bool', path);
}

function toWire(value: CtyValue, type: CtyType, path: Path): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Unknown) return unknownToWire(value, path);
  if (typeof type === 'string') {
    switch (type) {
      case 'string':
        if (typeof value === 'string') return wellFormed(value);
        break;
      case 'bool':
        if (typeof value === 'boolean') return value;
        break;
      case 'number':
        if (typeof value === 'number' || value instanceof ExactNumber) return located(path, () => numberToWire(value));
        break;
      case 'dynamic':
        if (value instanceof DynamicValue) return [encodeType(value.type), toWire(value.value, value.type, path)];
        break;
    }
    throw mismatch(value, type, path);
  }
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
    case 'set':
      if (!Array.isArray(value)) throw mismatch(value, type, path);
      return value.map((element, index) => toWire(element, inner, inside(path, index)));
    case 'tuple':
      if (!Array.isArray(value) || value.length !== inner.length) throw mismatch(value, type, path);
      return inner.map((elementType, index) => toWire(value[index], elementType, inside(path, index)));
    case 'map':
      return record(
        entries(value, type, path).map(([key, item]) => [wellFormed(key), toWire(item, inner, inside(path, key))]),
      );
    case 'object': {
      const given = new Map(entries(value, type, path));
      for (const name of given.keys()) {
        if (!Object.hasOwn(inner, name)) throw new CtyError(`unexpected attribute ${JSON.stringify(name)}`, path);
      }
      return record(
        Object.entries(inner).map(([name, attribute]) => [
          name,
          toWire(given.get(name) ?? null, attribute, inside(path, name)),
        ]),
      );
    }
  }
}

function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd');
}

function unknownToWire({ refinement }: Unknown, path: Path): ExtData {
  const { notNull, prefix, min, max, minLength, maxLength } = refinement;
  const bound = ({ value, inclusive }: NumberBound) => [located(path, () => numberToWire(value)), inclusive];
  const members = new Map<number, unknown>();
  if (notNull) members.set(REFINEMENT.notNull, false);
  if (prefix !== undefined) members.set(REFINEMENT.prefix, wellFormed(prefix));
  if (min) members.set(REFINEMENT.min, bound(min));
  if (max) members.set(REFINEMENT.max, bound(max));
  if (minLength !== undefined) members.set(REFINEMENT.minLength, minLength);
  if (maxLength !== undefined) members.set(REFINEMENT.maxLength, maxLength);
  if (members.size === 0) return new ExtData(PLAIN_UNKNOWN, new Uint8Array(1));
  return new ExtData(REFINED_UNKNOWN, integerKeyedMap(members));
}

/** Encodes a map with integer keys, which the library cannot. A refinement has at most six: the head is one byte. */
function integerKeyedMap(members: ReadonlyMap<number, unknown>): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x80 | members.size)];
  for (const [key, value] of members) parts.push(encode(key), encode(value, encodeOptions));
  return Buffer.concat(parts);
}

function entries(value: CtyValue, type: CtyType, path: Path): [string, CtyValue][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(value, type, path);
  if (value instanceof DynamicValue || value instanceof ExactNumber) throw mismatch(value, type, path);
  return Object.entries(value);
}

function mismatch(value: unknown, type: CtyType, path: Path): CtyError {
  const expected = typeof type === 'string' ? type : type[0];
  return new CtyError(`a ${expected} is required, not ${describeKind(value)}`, path);
}

/** The kind of a value, without the value itself, which may be sensitive. */
export function describeKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a sequence of ${value.length}`;
  if (value instanceof Uint8Array) return 'a string';
  return `a value of kind ${typeof value}`;
}
