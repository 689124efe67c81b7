import type { RequestContext } from './data-source';
import type { SchemaType } from './schema/attributes';
import type { PossiblyUnknown } from './schema/schema';

/** What code gets that answers a function's call. Functions know nothing of the provider's configuration. */
export type FunctionContext = Pick<RequestContext, 'signal' | 'log'>;

/** A parameter of a function. */
export interface FunctionParameter {
  readonly type: SchemaType<unknown>;
  /** Markdown, for documentation. */
  readonly description?: string;
  /** Whether the function takes null. Otherwise Terraform refuses it. Default: false. */
  readonly allowNull?: boolean;
  /** Whether the function takes what is not known yet. Otherwise its result is unknown without a call. Default: false. */
  readonly allowUnknown?: boolean;
}

/** The parameter that takes all arguments after those of the named ones. */
export interface VariadicParameter extends FunctionParameter {
  readonly name: string;
}

/** Parameters by name, in the order of the arguments. */
export type FunctionParameters = { readonly [name: string]: FunctionParameter };

/** What a parameter hands to the function. */
export type ArgumentOf<P extends FunctionParameter> = P['allowUnknown'] extends true
  ? PossiblyUnknown<KnownArgumentOf<P>>
  : KnownArgumentOf<P>;

type KnownArgumentOf<P extends FunctionParameter> = P['allowNull'] extends true
  ? P['type']['in'] | null
  : P['type']['in'];

/** The arguments of a call by the names of their parameters; those of the variadic one in a list. */
export type ArgumentsOf<P extends FunctionParameters, V extends VariadicParameter> = {
  readonly [K in keyof P]: ArgumentOf<P[K]>;
} & ([V] extends [never] ? unknown : { readonly [K in V['name']]: readonly ArgumentOf<V>[] });

/** What a function of a return type answers. */
export type ResultOf<R extends SchemaType<unknown>> = PossiblyUnknown<R['out'] | null>;

/** A function that users call as `provider::<provider>::<name>(…)`. The same arguments must give the same result. */
export interface FunctionDefinition<
  P extends FunctionParameters,
  V extends VariadicParameter,
  R extends SchemaType<unknown>,
> {
  /** One line of plain text. */
  readonly summary?: string;
  /** Markdown, for documentation. */
  readonly description?: string;
  /** What to use instead. Terraform warns where the function is used. */
  readonly deprecationMessage?: string;
  readonly parameters: P;
  /** Takes any number of further arguments, none included. */
  readonly variadic?: V;
  readonly returns: R;
  /** Answers a call; what is wrong with an argument is a {@link FunctionError}. */
  call(values: ArgumentsOf<P, V>, context: FunctionContext): ResultOf<R> | Promise<ResultOf<R>>;
}

/** A function whose types are checked and forgotten, to stand in a provider beside others. */
export interface ProviderFunction {
  readonly summary?: string;
  readonly description?: string;
  readonly deprecationMessage?: string;
  readonly parameters: FunctionParameters;
  readonly variadic?: VariadicParameter;
  readonly returns: SchemaType<unknown>;
  call(values: object, context: FunctionContext): unknown;
}

/** Types a function from its parameters. */
export function defineFunction<
  const P extends FunctionParameters,
  const R extends SchemaType<unknown>,
  const V extends VariadicParameter = never,
>(definition: FunctionDefinition<P, V, R>): ProviderFunction {
  // The server decodes arguments by these very parameters, so they are of the types inferred from them.
  return definition as ProviderFunction;
}

/** Thrown by a function's code: the call fails, and Terraform shows the argument at fault. */
export class FunctionError extends Error {
  /**
   * @param message what is wrong, without the argument's name: Terraform puts that before it.
   * @param argument the parameter's name, or the argument's number from 0, as the variadic ones need it.
   */
  constructor(
    message: string,
    readonly argument?: string | number,
  ) {
    super(message);
  }
}
