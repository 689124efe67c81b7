import { type CtyValue, isWhollyKnown, record } from '../cty/value';
import { FunctionError, type FunctionParameter, type ProviderFunction } from '../function';
import type * as wire from '../wire/generated/tfplugin6';
import type { Call, ProviderServer } from './provider-server';
import { decodeDynamicValue, encodeDynamicValue } from './values/dynamic-value';
import { argumentTypeErrors } from './values/type-errors';

/** Calls a function. Its response has no diagnostics, but one error, which can name an argument. */
export async function callFunction(
  server: ProviderServer,
  { name, arguments: values }: wire.CallFunction_Request,
  call: Call,
): Promise<wire.CallFunction_Response> {
  const { result, diagnostics } = await server.answerFor('functions', name, call, async (definition, context) => {
    try {
      const result = await definition.call(decodeArguments(definition, values), context);
      return { result: encodeDynamicValue(result as CtyValue, definition.returns.cty) };
    } catch (error) {
      if (error instanceof FunctionError) return { error: errorToWire(error, definition, values.length) };
      throw error;
    }
  });
  const [first] = diagnostics;
  return result ?? { error: { text: first ? `${first.summary}: ${first.detail}` : 'no result' } };
}

/** The arguments by parameter; those of the variadic parameter are a list. */
function decodeArguments(
  { parameters, variadic }: ProviderFunction,
  values: readonly wire.DynamicValue[],
): Record<string, CtyValue> {
  const named = Object.entries(parameters);
  const result = record<CtyValue>(
    named.map(([name, parameter], index) => [name, decodeArgument(name, parameter, values[index], index)]),
  );
  if (variadic) {
    result[variadic.name] = values
      .slice(named.length)
      .map((value, index) => decodeArgument(variadic.name, variadic, value, named.length + index));
  }
  return result;
}

/**
 * Decodes an argument of the type that its parameter promises.
 * @throws FunctionError when it is null or has a null element, where the parameter does not allow that.
 */
function decodeArgument(
  name: string,
  { type, allowNullValue, allowUnknownValues }: FunctionParameter,
  dynamicValue: wire.DynamicValue | undefined,
  index: number,
): CtyValue {
  const value = decodeDynamicValue(dynamicValue, type.cty);
  if (value === null && !allowNullValue) throw new FunctionError(`${name} is null; it must have a value.`, index);
  if (!allowUnknownValues && !isWhollyKnown(value))
    throw new Error(`Terraform called with an unknown value for ${name}`);
  const [error] = argumentTypeErrors(type, value, name);
  if (error) throw new FunctionError(`${error.finding} ${error.advice}`, index);
  return value;
}

function errorToWire(
  { message, argument }: FunctionError,
  { parameters, variadic }: ProviderFunction,
  argumentCount: number,
): wire.FunctionError {
  const names = [...Object.keys(parameters), ...(variadic ? [variadic.name] : [])];
  const index = typeof argument === 'string' ? names.indexOf(argument) : (argument ?? -1);
  // Terraform reports the index of an argument that is not in the call as a bug, also for a variadic parameter.
  const isGiven = Number.isInteger(index) && index >= 0 && index < argumentCount;
  // Terraform itself adds the period to a sentence about an argument.
  return isGiven ? { text: message.replace(/\.$/, ''), functionArgument: BigInt(index) } : { text: message };
}
