import { decodeValue, encodeValue } from '../../cty/msgpack';
import type { CtyType } from '../../cty/type';
import type { CtyValue } from '../../cty/value';
import { type Schema, schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import type { Values } from './walk';

/**
 * Decodes a value that Terraform sent.
 * @throws CtyError when it is missing, or not of the type.
 */
export function decodeDynamicValue(dynamicValue: wire.DynamicValue | undefined, type: CtyType): CtyValue {
  return decodeValue(dynamicValue?.msgpack ?? new Uint8Array(), type);
}

/**
 * Encodes a value for Terraform.
 * @throws CtyError when it is not of the type.
 */
export function encodeDynamicValue(value: CtyValue, type: CtyType): wire.DynamicValue {
  return { msgpack: encodeValue(value, type), json: new Uint8Array() };
}

/**
 * Decodes a configuration, which is an object: only its members can be null or unknown.
 * @throws Error when it is not an object of the schema.
 */
export function decodeConfig(dynamicValue: wire.DynamicValue | undefined, schema: Schema): Values {
  const config = decodeDynamicValue(dynamicValue, schemaType(schema));
  if (config === null || typeof config !== 'object' || Array.isArray(config)) {
    throw new Error('Terraform sent no configuration');
  }
  return config as Values;
}

/**
 * Encodes the result of a data source or an ephemeral resource: the user's configuration unchanged, and computed values
 * where it is null.
 */
export function encodeResult(config: Values, computed: object, schema: Schema): wire.DynamicValue {
  const given = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
  return encodeDynamicValue({ ...config, ...computed, ...given }, schemaType(schema));
}
