import {
  TerraformDataSource,
  type TerraformElement,
  TerraformLocal,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import { camelCase } from '../../hcl/camel-case';
import { resolvedText } from '../../hcl/resolved-text';
import { isKnown } from '../values';
import { appIndex } from './app-index';

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
  return `${TerraformStack.of(resource).node.path} ${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/**
 * The bucket or key that an argument of an element is about, as its address, or the literal that it is; undefined for
 * anything else. References to settings, look-ups and locals are followed.
 */
export function targetOf(element: TerraformElement, argument: string): string | undefined {
  return targetIn(TerraformStack.of(element), argumentOf(element, argument), MAX_STEPS);
}

/** References to follow. Terraform refuses circles. */
const MAX_STEPS = 10;

function targetIn(stack: IConstruct, text: unknown, steps: number): string | undefined {
  if (typeof text !== 'string' || steps === 0) return undefined;
  const { tokens, literals } = Tokenization.reverseString(text);
  const [token] = tokens;
  if (token === undefined && isKnown(text)) return text;
  const { identifier, originStack } = (token ?? {}) as Reference;
  const isReference = tokens.length === 1 && literals.length === 0 && typeof identifier === 'string';
  const [origin, expression] = isReference ? [originStack ?? stack, identifier] : [stack, text];
  const address = addressIn(resolvedText(origin, expression));
  if (address === undefined) return undefined;
  if (/^aws_(s3_bucket|kms_key)\./.test(address)) return `${origin.node.path} ${address}`;
  const next = appIndex(origin).elementsWith(addressOfReference, `${origin.node.path} ${address}`)[0];
  return next && targetIn(origin, targetTextOf(next), steps - 1);
}

/**
 * The address in an expression that is a reference, or a part of an ARN that is referred to; undefined for other expressions,
 * which can make another name of it.
 */
function addressIn(expression: string): string | undefined {
  const bare = expression.replace(/^\$\{(.*)\}$/, '$1').replace(/\}(?=\.)/, '');
  const [, part] = /^element\(split\(":+", (.*)\), \d+\)$/.exec(bare) ?? [];
  return /^((?:data\.)?(?:aws_\w+|local)\.[\w-]+)(?:\.\w+)?$/.exec(part ?? bare)?.[1];
}

/** The key of an element that is about a bucket or key. */
function addressOfReference(element: TerraformElement): string | undefined {
  if (targetTextOf(element) === undefined) return undefined;
  const stack = TerraformStack.of(element).node.path;
  if (element instanceof TerraformLocal) return `${stack} local.${element.friendlyUniqueId}`;
  const { terraformResourceType: type } = element as TerraformResource;
  const data = TerraformDataSource.isTerraformDataSource(element) ? 'data.' : '';
  return `${stack} ${data}${type}.${element.friendlyUniqueId}`;
}

/** What an element says about the bucket or key that it is about. */
function targetTextOf(element: TerraformElement): unknown {
  if (element instanceof TerraformLocal) return Object.values(element.toTerraform().locals)[0];
  if (!TerraformResource.isTerraformResource(element) && !TerraformDataSource.isTerraformDataSource(element))
    return undefined;
  const { terraformResourceType: type } = element;
  if (type.startsWith('aws_s3_bucket')) return argumentOf(element, 'bucket');
  return type.startsWith('aws_kms_')
    ? (argumentOf(element, 'key_id') ?? argumentOf(element, 'target_key_id'))
    : undefined;
}
