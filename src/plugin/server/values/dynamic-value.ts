import { decodeJson } from '../../cty/json';
import { decodeValue, encodeValue } from '../../cty/msgpack';
import type { CtyType } from '../../cty/type';
import type { CtyValue } from '../../cty/value';
import { type Schema, schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import { withUnknowns } from '../resources/planned-state';
import { type Values, walk } from './walk';

/**
 * Decodes a value that Terraform sent, as msgpack or as JSON. Without either it is null, as OpenTofu sends null to functions.
 * @throws Error when it is malformed, or not of the type.
 */
export function decodeDynamicValue(dynamicValue: wire.DynamicValue | undefined, type: CtyType): CtyValue {
  const { msgpack, json } = dynamicValue ?? {};
  if (msgpack?.length) return decodeValue(msgpack, type);
  return json?.length ? decodeJson(Buffer.from(json).toString(), type) : null;
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
 * Encodes the result of a data source or an ephemeral resource: the arguments that the user gave, and computed values for
 * everything else. An argument that is computed alone is not the user's to give.
 */
export function encodeResult(config: Values, computed: object, schema: Schema): wire.DynamicValue {
  const members = walk(schema, config, { attribute: ({ mode }) => (mode === 'computed' ? null : undefined) });
  const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
  return encodeDynamicValue({ ...members, ...computed, ...given }, schemaType(schema));
}

/** Encodes the result of a data source or an ephemeral resource that is deferred: what is computed is unknown. */
export function encodeUnknownResult(config: Values, schema: Schema): wire.DynamicValue {
  return encodeDynamicValue(withUnknowns(schema, config, config, null), schemaType(schema));
}
