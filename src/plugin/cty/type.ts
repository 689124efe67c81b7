/**
 * A Terraform (cty) type in its JSON notation: `"string"`, `["list", "string"]`,
 * `["object", { a: "number" }]`, `["tuple", ["bool", "dynamic"]]`.
 */
export type CtyType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', CtyType]
  | readonly ['tuple', readonly CtyType[]]
  | readonly ['object', Readonly<Record<string, CtyType>>];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Encodes a type as JSON, as in schemas and in values of dynamic type. */
export function encodeType(type: CtyType): Uint8Array {
  return Buffer.from(JSON.stringify(type));
}

/**
 * Decodes a type from its JSON.
 * @throws Error when the bytes are not the JSON of a type.
 */
export function decodeType(json: Uint8Array): CtyType {
  return parseType(JSON.parse(utf8.decode(json)));
}

/**
 * Reads a type from its parsed JSON.
 * @throws Error when it is not a type.
 */
export function parseType(json: unknown): CtyType {
  if (json === 'string' || json === 'number' || json === 'bool' || json === 'dynamic') return json;
  if (Array.isArray(json)) {
    const [kind, inner] = json as unknown[];
    switch (kind) {
      case 'list':
      case 'set':
      case 'map':
        return [kind, parseType(inner)];
      case 'tuple':
        if (Array.isArray(inner)) return ['tuple', inner.map(parseType)];
        break;
      case 'object':
        // A third element lists optional attributes. It occurs in type constraints, never in the type of a value.
        if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
          return ['object', Object.fromEntries(Object.entries(inner).map(([name, type]) => [name, parseType(type)]))];
        }
    }
  }
  throw new Error(`not a Terraform type: ${JSON.stringify(json)}`);
}
