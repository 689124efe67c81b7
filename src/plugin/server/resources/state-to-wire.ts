import { decodeJson } from '../../cty/json';
import { decodeValue } from '../../cty/msgpack';
import { isWhollyKnown } from '../../cty/value';
import { type Schema, schemaType } from '../../schema/schema';
import type * as wire from '../../wire/generated/tfplugin6';
import type { Values } from '../values/members';
import { valueToWire } from '../values/value-to-wire';
import { withoutWriteOnly } from './planned-state';

/** A state that Terraform sent; null where there is no resource. */
export function stateFromWire(value: wire.DynamicValue | undefined, schema: Schema): Values | null {
  return decodeValue(value?.msgpack ?? new Uint8Array(), schemaType(schema)) as Values | null;
}

/** A state that Terraform stored as JSON, perhaps by an older schema. */
export function storedState(state: wire.RawState | undefined, schema: Schema): Values {
  // Terraform 0.11 stored maps of texts; whoever has those has long upgraded, or has to with a version of that time.
  if (!state || state.json.length === 0) throw new Error('the stored state is not JSON');
  const value = decodeJson(Buffer.from(state.json).toString(), schemaType(schema));
  if (value === null) throw new Error('there is no stored state');
  return value as Values;
}

/** The provider's answer as Terraform stores it: wholly known, and without what Terraform forgets. */
export function stateToWire(state: object, schema: Schema): wire.DynamicValue {
  const values = withoutWriteOnly(schema, state as Values);
  const unknown = Object.keys(values).filter((name) => !isWhollyKnown(values[name] ?? null));
  if (unknown.length > 0) throw new Error(`the new state is not wholly known: ${unknown.join(', ')}`);
  const others = Object.keys(state).filter((name) => !Object.hasOwn(values, name));
  if (others.length > 0) throw new Error(`the new state has what the schema has not: ${others.join(', ')}`);
  return valueToWire(values, schema);
}

/** That there is no resource. */
export function noState(schema: Schema): wire.DynamicValue {
  return valueToWire(null, schema);
}
