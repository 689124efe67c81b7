import { encodeType } from '../../cty/type';
import type { FunctionParameter, ProviderFunction } from '../../function';
import * as wire from '../../wire/generated/tfplugin6';

/** Encodes the signatures of functions. */
export function functionsToWire(
  functions: Readonly<Record<string, ProviderFunction>>,
): Record<string, wire.FunctionMessage> {
  return Object.fromEntries(Object.entries(functions).map(([name, definition]) => [name, functionToWire(definition)]));
}

function functionToWire(definition: ProviderFunction): wire.FunctionMessage {
  const { parameters, variadic, returns, summary, description, deprecationMessage } = definition;
  return {
    parameters: Object.entries(parameters).map(([name, parameter]) => parameterToWire(name, parameter)),
    ...(variadic && { variadicParameter: parameterToWire(variadic.name, variadic) }),
    return: { type: encodeType(returns.cty) },
    summary: summary ?? '',
    description: description ?? '',
    descriptionKind: wire.StringKind.MARKDOWN,
    deprecationMessage: deprecationMessage ?? '',
  };
}

function parameterToWire(name: string, parameter: FunctionParameter): wire.Function_Parameter {
  const { type, description, allowNull, allowUnknown } = parameter;
  return {
    name,
    type: encodeType(type.cty),
    allowNullValue: allowNull ?? false,
    allowUnknownValues: allowUnknown ?? false,
    description: description ?? '',
    descriptionKind: wire.StringKind.MARKDOWN,
  };
}
