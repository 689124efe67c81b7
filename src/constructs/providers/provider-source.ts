import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { resolvedText } from '../hcl/resolved-text';
import { appIndex } from '../validation/app-wide/app-index';
import { isInTree } from '../validation/tree';
import { isKnown, shown } from '../validation/values';

/** The source in the bindings. */
export const DEFAULT_PROVIDER_SOURCE = 'cdktf-face-liveness/faceliveness';

/** A source, and its origin as it stands in messages. */
interface GivenSource {
  readonly source: string;
  readonly origin: string;
  readonly pool?: Construct;
}

/** The sources that the pools of each stack give, in the order of their declaration. */
const GIVEN = new WeakMap<TerraformStack, GivenSource[]>();

/**
 * Sets the source of all faceliveness providers of a stack, whether declared by the user or brought along: Terraform
 * installs a provider from one source per stack. Conflicting ones are left as they are, for the validations.
 */
export function applyProviderSource(stack: TerraformStack): void {
  const [first, ...others] = [...givenByPools(stack), ...givenByBindings(stack)];
  if (first === undefined || others.some(({ source }) => !isSameSource(source, first.source))) return;
  for (const provider of livenessProvidersOf(stack)) {
    // A readonly property, which the generated constructor sets to the source of the bindings.
    Object.assign(provider, { terraformProviderSource: first.source });
  }
}

/** The source of the faceliveness providers that a pool gives. */
export class PoolProviderSource implements IValidation {
  private readonly stack: TerraformStack;

  /** @param source the pool's `livenessProviderSource`; undefined when the other pools of the stack decide */
  constructor(
    private readonly pool: Construct,
    private readonly source: string | undefined,
  ) {
    this.stack = TerraformStack.of(pool);
    if (source === undefined) return;
    const given = GIVEN.get(this.stack) ?? [];
    GIVEN.set(this.stack, given);
    if (typeof source === 'string') given.push({ source, origin: `of the pool ${pool.node.path}`, pool });
  }

  public validate(): string[] {
    const { source } = this;
    if (source === undefined) return [];
    if (typeof source !== 'string')
      return [`invalid livenessProviderSource: ${shown(source)} is not a string. Give the source itself`];
    if (!isKnown(source)) return [this.unknownError(source)];
    const error = providerSourceError(source);
    return error === undefined ? this.conflictErrors(source) : [error];
  }

  private unknownError(source: string): string {
    const expression = resolvedText(this.pool, source);
    return (
      `invalid livenessProviderSource: ${JSON.stringify(expression)} is not a literal; Terraform reads the sources of ` +
      'providers before it evaluates any expression. Give the source itself'
    );
  }

  private conflictErrors(source: string): string[] {
    const [first] = givenByPools(this.stack);
    const other = [...(first ? [first] : []), ...givenByBindings(this.stack)].find(
      (given) => !isSameSource(given.source, source),
    );
    return other === undefined
      ? []
      : [
          `two sources of one provider: livenessProviderSource is ${JSON.stringify(source)} here, and the source ` +
            `${other.origin} is ${JSON.stringify(other.source)}, but Terraform takes a provider from one source in a stack. ` +
            'Give both the same, or move the pool to another stack',
        ];
  }
}

function givenByPools(stack: TerraformStack): readonly GivenSource[] {
  return (GIVEN.get(stack) ?? []).filter(({ pool }) => pool === undefined || isInTree(pool));
}

/** Bindings that were generated from another source carry that source. */
function givenByBindings(stack: TerraformStack): readonly GivenSource[] {
  return livenessProvidersOf(stack).flatMap(({ terraformProviderSource: source, node }) =>
    source === undefined || isSameSource(source, DEFAULT_PROVIDER_SOURCE)
      ? []
      : [{ source, origin: `of the provider ${node.path}` }],
  );
}

function livenessProvidersOf(stack: TerraformStack): readonly TerraformProvider[] {
  return appIndex(stack).providersOf(stack, FacelivenessProvider.tfResourceType);
}

const TYPE = FacelivenessProvider.tfResourceType;

/*
 * Source addresses, by the rules of Terraform (github.com/hashicorp/terraform-registry-address).
 */

/** A letter or digit of any script, as in internationalized domain names. */
const CHARACTER = '[\\p{L}\\p{M}\\p{N}]';

const LABEL = `${CHARACTER}(?:(?:${CHARACTER}|-)*${CHARACTER})?`;

const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::(\\d{1,5}))?$`, 'u');

const NAMESPACE = new RegExp(`^${CHARACTER}+(?:-${CHARACTER}+)*$`, 'u');

const MAX_PORT = 65_535;

/** The error in a source of the faceliveness provider; undefined when Terraform accepts it. */
export function providerSourceError(source: string): string | undefined {
  const error = firstError(source);
  return error === undefined
    ? undefined
    : `invalid livenessProviderSource: ${JSON.stringify(source)} ${error}; a source is HOST/NAMESPACE/${TYPE}, such as ` +
        `registry.example.com/acme/${TYPE}, or NAMESPACE/${TYPE}. The host can have a port, and the namespace is letters ` +
        `and digits, with single hyphens between them. Change it, or leave it out for ${DEFAULT_PROVIDER_SOURCE}`;
}

/** Terraform compares sources without regard to case. */
function isSameSource(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function firstError(source: string): string | undefined {
  if (source === '') return 'is empty';
  const [scheme] = /^[a-z]+:\/\//i.exec(source) ?? [];
  if (scheme !== undefined) return `starts with "${scheme}"`;
  const parts = source.split('/');
  if (parts.length !== 2 && parts.length !== 3) return `has ${parts.length} ${parts.length === 1 ? 'part' : 'parts'}`;

  const [type = '', namespace = '', host] = parts.reverse();
  if (host !== undefined && !isHost(host)) return `has the host ${JSON.stringify(host)}`;
  if (!NAMESPACE.test(namespace)) return `has the namespace ${JSON.stringify(namespace)}`;
  return isSameSource(type, TYPE) ? undefined : `has the type ${JSON.stringify(type)}`;
}

function isHost(host: string): boolean {
  const match = HOST.exec(host);
  if (match === null) return false;
  const [, port] = match;
  return port === undefined || (Number(port) >= 1 && Number(port) <= MAX_PORT);
}
