import { record } from './cty/value';

/**
 * Values by key that Terraform keeps for the provider and never shows. Those of a managed resource are in the state, in
 * plain text; those of an ephemeral resource last as long as the run.
 */
export class PrivateState {
  private constructor(private readonly values: Record<string, string>) {}

  /** Returns the value of a key; undefined if there is none. */
  get(key: string): string | undefined {
    return this.values[key];
  }

  /** Sets the value of a key. */
  set(key: string, value: string): void {
    this.values[key] = value;
  }

  /** Removes the value of a key. */
  delete(key: string): void {
    delete this.values[key];
  }

  /** Decodes the bytes that {@link encode} returned. Other bytes, from a resource's former provider, are ignored. */
  static decode(bytes: Uint8Array = new Uint8Array()): PrivateState {
    return new PrivateState(record(Object.entries(parse(bytes)).filter(isStringEntry)));
  }

  /** Encodes the values; no bytes if there are no values. */
  encode(): Uint8Array {
    return Object.keys(this.values).length === 0 ? new Uint8Array() : Buffer.from(JSON.stringify(this.values));
  }
}

function parse(bytes: Uint8Array): object {
  try {
    const values: unknown = JSON.parse(Buffer.from(bytes).toString());
    return typeof values === 'object' && values !== null ? values : {};
  } catch {
    return {};
  }
}

function isStringEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
