import { decodeJson } from '../../cty/json';
import { isWhollyKnown } from '../../cty/value';
import { type Schema, schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import { decodeDynamicValue, encodeDynamicValue } from '../values/dynamic-value';
import type { Values } from '../values/walk';
import { withoutWriteOnly } from './planned-state';

/** Decodes a state that Terraform sent; null where there is no resource. */
export function decodeState(dynamicValue: wire.DynamicValue | undefined, schema: Schema): Values | null {
  return decodeDynamicValue(dynamicValue, schemaType(schema)) as Values | null;
}

/**
 * Decodes a state that Terraform stored as JSON.
 * @throws Error when there is none, or when Terraform 0.11 or older stored it in its own format.
 */
export function decodeRawState(state: wire.RawState | undefined, schema: Schema): Values {
  if (!state || state.json.length === 0) throw new Error('the stored state is not JSON');
  const value = decodeJson(Buffer.from(state.json).toString(), schemaType(schema));
  if (value === null) throw new Error('there is no stored state');
  return value as Values;
}

/**
 * Encodes a new state from the provider's code, with null for write-only attributes.
 * @throws Error when it is not wholly known, or has attributes that the schema does not have.
 */
export function encodeState(state: object, schema: Schema): wire.DynamicValue {
  const values = withoutWriteOnly(schema, state as Values);
  const unknown = Object.keys(values).filter((name) => !isWhollyKnown(values[name] ?? null));
  if (unknown.length > 0) throw new Error(`the new state is not wholly known: ${unknown.join(', ')}`);
  const unexpected = Object.keys(state).filter((name) => !Object.hasOwn(values, name));
  if (unexpected.length > 0) {
    throw new Error(`the new state has attributes that the schema does not have: ${unexpected.join(', ')}`);
  }
  return encodeDynamicValue(values, schemaType(schema));
}

/** Encodes the state of a resource that does not exist. */
export function encodeNoState(schema: Schema): wire.DynamicValue {
  return encodeDynamicValue(null, schemaType(schema));
}
