import { record } from './cty/value';

/**
 * Texts by key that Terraform keeps for the provider and shows to nobody. Those of a managed resource are in the state,
 * readable to whoever reads that; those of an ephemeral resource last as long as the run.
 */
export class PrivateState {
  private constructor(private readonly values: Record<string, string>) {}

  /** The value under a key, if there is one. */
  get(key: string): string | undefined {
    return this.values[key];
  }

  /** Keeps a value under a key, in the place of an earlier one. */
  set(key: string, value: string): void {
    this.values[key] = value;
  }

  /** Forgets the value under a key. */
  delete(key: string): void {
    delete this.values[key];
  }

  /** Reads what {@link encode} wrote. What other software wrote, which had a resource before, is none of ours. */
  static decode(bytes: Uint8Array = new Uint8Array()): PrivateState {
    return new PrivateState(record(Object.entries(parse(bytes)).filter(isText)));
  }

  /** The values as bytes; none where there are no values. */
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

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
