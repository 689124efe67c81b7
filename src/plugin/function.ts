import type { RequestContext } from './context';
import type { PossiblyUnknown } from './cty/value';
import type { SchemaType } from './schema/attributes';

/** The context of a function's call. It has no client: functions do not depend on the provider's configuration. */
export type FunctionContext = Pick<RequestContext, 'signal' | 'log'>;

/** A parameter of a function. */
export interface FunctionParameter {
  readonly type: SchemaType<unknown>;
  /** Markdown, for documentation. */
  readonly description?: string;
  /** Whether the argument can be null. Otherwise Terraform refuses null. Default: false. */
  readonly allowNullValue?: boolean;
  /** Whether the argument can be unknown. Otherwise the result is unknown, without a call. Default: false. */
  readonly allowUnknownValues?: boolean;
}

/** The parameter that takes all arguments after those of the other parameters. */
export interface VariadicParameter extends FunctionParameter {
  readonly name: string;
}

/** Parameters by name, in the order of the arguments. */
export type FunctionParameters = { readonly [name: string]: FunctionParameter };

/** The type of a parameter's argument. */
export type ArgumentOf<P extends FunctionParameter> = P['allowUnknownValues'] extends true
  ? PossiblyUnknown<KnownArgumentOf<P>>
  : KnownArgumentOf<P>;

type KnownArgumentOf<P extends FunctionParameter> = P['allowNullValue'] extends true
  ? P['type']['in'] | null
  : P['type']['in'];

/** The arguments of a call by parameter; those of the variadic parameter are a list. */
export type ArgumentsOf<P extends FunctionParameters, V extends VariadicParameter> = {
  readonly [K in keyof P]: ArgumentOf<P[K]>;
} & ([V] extends [never] ? unknown : { readonly [K in V['name']]: readonly ArgumentOf<V>[] });

/** The result of a function with a return type. */
export type ResultOf<R extends SchemaType<unknown>> = PossiblyUnknown<R['out'] | null>;

/** A function that users call as `provider::<provider>::<name>(…)`. Equal arguments must give equal results. */
export interface FunctionDefinition<
  P extends FunctionParameters,
  V extends VariadicParameter,
  R extends SchemaType<unknown>,
> {
  /** One line of plain text, for documentation. */
  readonly summary?: string;
  /** Markdown, for documentation. */
  readonly description?: string;
  /** Says what to use instead. Terraform warns wherever the function is used. */
  readonly deprecationMessage?: string;
  readonly parameters: P;
  /** Takes any number of further arguments, also zero. */
  readonly variadic?: V;
  readonly returns: R;
  /**
   * Returns the result of a call.
   * @throws FunctionError when an argument is invalid.
   */
  call(values: ArgumentsOf<P, V>, context: FunctionContext): ResultOf<R> | Promise<ResultOf<R>>;
}

/** A function with its types erased, so that a provider can hold it beside others. */
export interface ProviderFunction {
  readonly summary?: string;
  readonly description?: string;
  readonly deprecationMessage?: string;
  readonly parameters: FunctionParameters;
  readonly variadic?: VariadicParameter;
  readonly returns: SchemaType<unknown>;
  call(values: object, context: FunctionContext): unknown;
}

/** Defines a function, with types inferred from its parameters. */
export function defineFunction<
  const P extends FunctionParameters,
  const R extends SchemaType<unknown>,
  const V extends VariadicParameter = never,
>(definition: FunctionDefinition<P, V, R>): ProviderFunction {
  // The server decodes arguments by these very parameters, so they are of the types inferred from them.
  return definition as ProviderFunction;
}

/** Thrown by a function's code to fail the call. Terraform shows the argument at fault. */
export class FunctionError extends Error {
  /**
   * @param message the error, without the name of the argument, which Terraform adds.
   * @param argument the name of the parameter, or the index of the argument, from 0, to tell variadic ones apart.
   */
  constructor(
    message: string,
    readonly argument?: string | number,
  ) {
    super(message);
  }
}
