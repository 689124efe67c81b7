import { encodeType } from '../cty/type';
import type { FunctionParameter, ProviderFunction } from '../function';
import {
  type AttributeMode,
  type AttributeOptions,
  type Attributes,
  isComputed,
  isRequired,
  isWriteOnly,
  type NestingMode,
  type SchemaType,
} from '../schema/attributes';
import type { Block, BlockNesting, Schema } from '../schema/schema';
import * as wire from '../wire/generated/tfplugin6';

const NESTED_ATTRIBUTE_MODES = {
  single: wire.Schema_Object_NestingMode.SINGLE,
  list: wire.Schema_Object_NestingMode.LIST,
  set: wire.Schema_Object_NestingMode.SET,
  map: wire.Schema_Object_NestingMode.MAP,
} as const satisfies Record<NestingMode, wire.Schema_Object_NestingMode>;

const NESTED_BLOCK_MODES = {
  single: wire.Schema_NestedBlock_NestingMode.SINGLE,
  group: wire.Schema_NestedBlock_NestingMode.GROUP,
  list: wire.Schema_NestedBlock_NestingMode.LIST,
  set: wire.Schema_NestedBlock_NestingMode.SET,
  map: wire.Schema_NestedBlock_NestingMode.MAP,
} as const satisfies Record<BlockNesting, wire.Schema_NestedBlock_NestingMode>;

/** Encodes a schema. */
export function schemaToWire(schema: Schema): wire.Schema {
  const version = BigInt(schema.version ?? 0);
  return { version, block: blockToWire(schema, version) };
}

function blockToWire(
  { attributes, blocks = {}, description, deprecated }: Schema | Block,
  version = 0n,
): wire.Schema_Block {
  return {
    version,
    attributes: attributesToWire(attributes),
    blockTypes: Object.entries(blocks).map(([typeName, block]) => ({
      typeName,
      block: blockToWire(block),
      nesting: NESTED_BLOCK_MODES[block.nesting],
      minItems: BigInt(block.minItems ?? 0),
      maxItems: BigInt(block.maxItems ?? 0),
    })),
    description: description ?? '',
    descriptionKind: wire.StringKind.MARKDOWN,
    deprecated: deprecated !== undefined,
  };
}

function attributesToWire(attributes: Attributes): wire.Schema_Attribute[] {
  return Object.entries(attributes).map(([name, { type, mode, options }]) =>
    attributeToWire(name, type, mode, options),
  );
}

function attributeToWire(
  name: string,
  { cty, details: { nested } }: SchemaType<unknown>,
  mode: AttributeMode,
  { description, sensitive, deprecated }: AttributeOptions,
): wire.Schema_Attribute {
  return {
    name,
    // A nested attribute has a nested type instead.
    type: nested ? new Uint8Array() : encodeType(cty),
    ...(nested && {
      nestedType: {
        attributes: attributesToWire(nested.attributes),
        nesting: NESTED_ATTRIBUTE_MODES[nested.mode],
        minItems: 0n,
        maxItems: 0n,
      },
    }),
    description: description ?? '',
    descriptionKind: wire.StringKind.MARKDOWN,
    required: isRequired(mode),
    optional: !isRequired(mode) && mode !== 'computed',
    computed: isComputed(mode),
    sensitive: sensitive ?? false,
    deprecated: deprecated !== undefined,
    writeOnly: isWriteOnly(mode),
  };
}

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
  const { type, description, allowNullValue, allowUnknownValues } = parameter;
  return {
    name,
    type: encodeType(type.cty),
    allowNullValue: allowNullValue ?? false,
    allowUnknownValues: allowUnknownValues ?? false,
    description: description ?? '',
    descriptionKind: wire.StringKind.MARKDOWN,
  };
}
