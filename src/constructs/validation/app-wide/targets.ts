import {
  DefaultTokenResolver,
  StringConcat,
  type TerraformElement,
  type TerraformResource,
  TerraformStack,
  Tokenization,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import { camelCase } from '../../hcl/camel-case';
import { isKnown } from '../values';

/** The members of a reference to an attribute that are needed here. cdktf does not export the class. */
interface Reference {
  readonly identifier?: string;
  readonly originStack?: IConstruct;
}

/** The values of `addOverride`. */
interface Overridden {
  readonly rawOverrides: Readonly<Record<string, unknown>>;
}

/** The argument of an element as it is written: an override before the given value. */
export function argumentOf(element: TerraformElement, argument: string): unknown {
  const { rawOverrides } = element as unknown as Overridden;
  if (argument in rawOverrides) return rawOverrides[argument];
  const input = `${camelCase(argument)}Input`;
  return (element as unknown as Readonly<Record<string, unknown>>)[input];
}

/** The address of a resource in the app. */
export function addressOf(resource: TerraformResource): string {
  return address(TerraformStack.of(resource), `${resource.terraformResourceType}.${resource.friendlyUniqueId}`);
}

/**
 * The resource that an argument of an element refers to, as its address, or the literal that it is; undefined for anything
 * else.
 */
export function targetOf(element: TerraformElement, argument: string): string | undefined {
  const text = argumentOf(element, argument);
  if (typeof text !== 'string') return undefined;
  const { tokens, literals } = Tokenization.reverseString(text);
  const [token] = tokens;
  const stack = TerraformStack.of(element);
  if (token === undefined) return isKnown(text) ? text : address(stack, text);
  const { identifier, originStack } = token as unknown as Reference;
  if (tokens.length > 1 || literals.length > 0 || typeof identifier !== 'string') return undefined;
  const origin = originStack ?? stack;
  return address(origin, resolved(origin, identifier));
}

/** The address in an expression such as `${aws_s3_bucket.faces.id}`. */
function address(stack: IConstruct, expression: string): string {
  const [, type, name] = /^(?:\$\{)?(\w+)\.([\w-]+)/.exec(expression.replace(/\}(?=\.)/, '')) ?? [];
  return `${stack.node.path} ${type}.${name}`;
}

function resolved(scope: IConstruct, text: string): string {
  return String(
    Tokenization.resolve(text, { scope, preparing: false, resolver: new DefaultTokenResolver(new StringConcat()) }),
  );
}
