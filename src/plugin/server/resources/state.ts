import { decodeJson } from '../../cty/json';
import { isWhollyKnown } from '../../cty/value';
import { DiagnosticError } from '../../diagnostics';
import { type Schema, schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import { decodeDynamicValue, encodeDynamicValue } from '../values/dynamic-value';
import { typeErrors } from '../values/type-errors';
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
 * Decodes a stored state for the code that converts it from its older or foreign schema.
 * @param what the state, in words for an error: `The state of a random_id`.
 * @throws DiagnosticError when a value is missing, or is not of its type, where the schema promises one.
 */
export function decodeConvertibleState(state: wire.RawState | undefined, schema: Schema, what: string): Values {
  const values = decodeRawState(state, schema);
  const errors = typeErrors(schema, values);
  if (errors.length === 0) return values;
  throw new DiagnosticError(
    'Stored state not valid',
    `${what} with schema version ${schema.version ?? 0} cannot be converted: ${errors.map(({ finding }) => finding).join(' ')} ` +
      'Apply a configuration that sets it with the version of the provider that stored the state, or remove the resource from the ' +
      'state and import it.',
  );
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
