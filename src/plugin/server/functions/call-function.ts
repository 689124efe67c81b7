import { decodeValue, encodeValue } from '../../cty/msgpack';
import { type CtyValue, isWhollyKnown, record } from '../../cty/value';
import { Diagnostics } from '../../diagnostics';
import { FunctionError, type FunctionParameter, type ProviderFunction } from '../../function';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { reportMissingElements } from '../values/missing-values';

/** Calls a function. Functions know no diagnostics: there is one error, which can name an argument. */
export async function callFunction(
  server: ProviderServer,
  request: wire.CallFunction_Request,
  signal: AbortSignal,
): Promise<wire.CallFunction_Response> {
  const { result, diagnostics } = await server.answerFor('functions', request.name, signal, async (called, context) => {
    try {
      const result = await called.call(argumentsFromWire(called, request.arguments), context);
      return { result: { msgpack: encodeValue(result as CtyValue, called.returns.cty), json: new Uint8Array() } };
    } catch (error) {
      if (error instanceof FunctionError) return { error: errorToWire(error, called, request.arguments.length) };
      throw error;
    }
  });
  const [first] = diagnostics;
  return result ?? { error: { text: first ? `${first.summary}: ${first.detail}` : 'no result' } };
}

/** The values of a call by the names of their parameters; those of the variadic one in a list. */
function argumentsFromWire(
  { parameters, variadic }: ProviderFunction,
  values: readonly wire.DynamicValue[],
): Record<string, CtyValue> {
  const named = Object.entries(parameters);
  const result = record<CtyValue>(
    named.map(([name, parameter], index) => [name, argumentFromWire(name, parameter, values[index], index)]),
  );
  if (variadic) {
    result[variadic.name] = values
      .slice(named.length)
      .map((value, index) => argumentFromWire(variadic.name, variadic, value, named.length + index));
  }
  return result;
}

/** One value, of the type that its parameter promises: where that has no place for null or unknown, there is none. */
function argumentFromWire(
  name: string,
  { type, allowNull, allowUnknown }: FunctionParameter,
  wireValue: wire.DynamicValue | undefined,
  index: number,
): CtyValue {
  const value = decodeValue(wireValue?.msgpack ?? new Uint8Array(), type.cty);
  if (value === null && !allowNull) throw new FunctionError(`${name} is null; it must have a value.`, index);
  if (!allowUnknown && !isWhollyKnown(value)) throw new Error(`Terraform called with an unknown value for ${name}`);
  const missing = new Diagnostics();
  reportMissingElements(type, value, name, missing);
  const [first] = missing.all;
  if (first) throw new FunctionError(first.detail, index);
  return value;
}

function errorToWire(
  { message, argument }: FunctionError,
  { parameters, variadic }: ProviderFunction,
  given: number,
): wire.FunctionError {
  const names = [...Object.keys(parameters), ...(variadic ? [variadic.name] : [])];
  const index = typeof argument === 'string' ? names.indexOf(argument) : (argument ?? -1);
  // Terraform takes the number of an argument that was not given, as the variadic one may be, for a bug.
  const known = Number.isInteger(index) && index >= 0 && index < given;
  // Terraform ends the sentence about an argument itself.
  return known ? { text: message.replace(/\.$/, ''), functionArgument: BigInt(index) } : { text: message };
}
