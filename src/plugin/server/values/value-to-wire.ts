import { decodeValue, encodeValue } from '../../cty/msgpack';
import type { CtyValue } from '../../cty/value';
import { type Schema, schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';

/** A configuration or state that Terraform sent, by its schema. It is an object: a whole block is never null here. */
export function valueFromWire(
  value: wire.DynamicValue | undefined,
  schema: Schema,
): { readonly [name: string]: CtyValue } {
  const decoded = decodeValue(value?.msgpack ?? new Uint8Array(), schemaType(schema));
  if (decoded === null || typeof decoded !== 'object' || Array.isArray(decoded)) {
    throw new Error('Terraform sent no configuration');
  }
  return decoded as { readonly [name: string]: CtyValue };
}

/** A state for Terraform, by its schema. */
export function valueToWire(value: object | null, schema: Schema): wire.DynamicValue {
  return { msgpack: encodeValue(value as CtyValue, schemaType(schema)), json: new Uint8Array() };
}

/** A configuration as it is, and beside it what the provider computed. */
export function besideConfig(config: { readonly [name: string]: CtyValue }, computed: object): object {
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
  return { ...config, ...computed, ...given };
}
