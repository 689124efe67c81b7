import { CtyError, inside, type Path } from './msgpack';
import { numberFromText } from './number';
import { type CtyType, parseType } from './type';
import { type CtyValue, DynamicValue, record } from './value';

/** A number in JSON notation. */
class JsonNumber {
  constructor(readonly text: string) {}
}

type Json = null | boolean | string | JsonNumber | readonly Json[] | { readonly [key: string]: Json };

/**
 * Decodes a value from JSON. Attributes that the type does not have are dropped, and those that the value does not have
 * are null: a schema can gain and lose attributes within a version, and stored states are in JSON.
 * @throws Error when the text is not JSON, or not of the type.
 */
export function decodeJson(text: string, type: CtyType): CtyValue {
  return fromJson(new JsonReader(text).read(), type, null);
}

function fromJson(json: Json, type: CtyType, path: Path): CtyValue {
  if (json === null) return null;
  if (typeof type === 'string') return primitiveFromJson(json, type, path);
  const [kind, inner] = type;
  switch (kind) {
    case 'list':
    case 'set':
      if (Array.isArray(json)) return json.map((element, index) => fromJson(element, inner, inside(path, index)));
      break;
    case 'tuple':
      if (Array.isArray(json)) {
        return inner.map((elementType, index) => fromJson(json[index] ?? null, elementType, inside(path, index)));
      }
      break;
    case 'map':
      if (isObject(json)) {
        return record(Object.entries(json).map(([key, value]) => [key, fromJson(value, inner, inside(path, key))]));
      }
      break;
    case 'object':
      if (isObject(json)) {
        return record(
          Object.entries(inner).map(([name, attribute]) => [
            name,
            fromJson(json[name] ?? null, attribute, inside(path, name)),
          ]),
        );
      }
  }
  throw new CtyError(`the value is not a ${kind}`, path);
}

function primitiveFromJson(json: Json, type: CtyType & string, path: Path): CtyValue {
  switch (type) {
    case 'string':
      if (typeof json === 'string') return json;
      break;
    case 'bool':
      if (typeof json === 'boolean') return json;
      break;
    case 'number':
      if (json instanceof JsonNumber) return numberFromText(json.text);
      break;
    case 'dynamic':
      if (isObject(json)) {
        const actual = parseType(json.type);
        return new DynamicValue(actual, fromJson(json.value ?? null, actual, path));
      }
  }
  throw new CtyError(`the value is not a ${type}`, path);
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof JsonNumber);
}

/** Reads JSON with exact numbers: JSON.parse rounds them. */
class JsonReader {
  private position = 0;

  constructor(private readonly text: string) {}

  read(): Json {
    const value = this.value();
    this.skipSpace();
    if (this.position < this.text.length) throw this.unexpected();
    return value;
  }

  private value(): Json {
    this.skipSpace();
    switch (this.text[this.position]) {
      case '{':
        return record(this.several('}', () => this.member()));
      case '[':
        return this.several(']', () => this.value());
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  private member(): readonly [string, Json] {
    this.skipSpace();
    if (this.text[this.position] !== '"') throw this.unexpected();
    const key = this.string();
    this.skipSpace();
    if (!this.take(':')) throw this.unexpected();
    return [key, this.value()];
  }

  /** Reads the comma-separated items of an array or object. */
  private several<T>(end: string, one: () => T): T[] {
    const result: T[] = [];
    this.position += 1;
    this.skipSpace();
    if (this.take(end)) return result;
    for (;;) {
      result.push(one());
      this.skipSpace();
      if (this.take(end)) return result;
      if (!this.take(',')) throw this.unexpected();
    }
  }

  private string(): string {
    const start = this.position;
    let end = start;
    do {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) throw this.unexpected();
    } while (this.isEscaped(end));
    this.position = end + 1;
    return JSON.parse(this.text.slice(start, end + 1));
  }

  private isEscaped(quote: number): boolean {
    let backslashes = 0;
    while (this.text[quote - 1 - backslashes] === '\\') backslashes += 1;
    return backslashes % 2 === 1;
  }

  private word(): Json {
    const words = /[\w.+-]*/y;
    words.lastIndex = this.position;
    const [word = ''] = words.exec(this.text) ?? [];
    const value: unknown = ['true', 'false', 'null'].includes(word) ? JSON.parse(word) : undefined;
    const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word);
    if (value === undefined && !isNumber) throw this.unexpected();
    this.position += word.length;
    return isNumber ? new JsonNumber(word) : (value as boolean | null);
  }

  private skipSpace(): void {
    const space = /[ \t\r\n]*/y;
    space.lastIndex = this.position;
    space.exec(this.text);
    this.position = space.lastIndex;
  }

  private take(character: string): boolean {
    const isNext = this.text[this.position] === character;
    if (isNext) this.position += 1;
    return isNext;
  }

  // Without the text, which may be sensitive.
  private unexpected(): Error {
    return new Error(`not JSON: unexpected text at ${this.position}`);
  }
}
