import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import type { Construct, IValidation } from 'constructs';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { isKnown } from '../validation/known';
import { DEFAULT_PROVIDER_SOURCE, isSameSource, providerSourceError } from './provider-source-error';
import { providersOf } from './stack-providers';

/** A source, and the clause that tells where it comes from. */
interface Given {
  readonly source: string;
  readonly origin: string;
  readonly pool?: Construct;
}

/** The sources that the pools of each stack give, in the order in which the pools were declared. */
const GIVEN = new WeakMap<TerraformStack, Given[]>();

/**
 * The source of the faceliveness providers of a pool's stack. Terraform takes a provider from one source in a stack, so it
 * is the source of all of them, declared or brought along.
 */
export class PoolProviderSource implements IValidation {
  private readonly stack: TerraformStack;

  /** @param source what the pool gives; undefined where it leaves that to the others in its stack */
  constructor(
    private readonly pool: Construct,
    private readonly source: string | undefined,
  ) {
    this.stack = TerraformStack.of(pool);
    if (source === undefined) return;
    GIVEN.set(this.stack, [...this.givenByPools, { source, origin: `of the pool ${pool.node.path}`, pool }]);
  }

  /** Gives the source to all faceliveness providers of the stack, unless there are two. */
  public apply(): void {
    const [first, ...others] = [...this.givenByPools, ...this.givenByBindings];
    if (first === undefined || others.some(({ source }) => !isSameSource(source, first.source))) return;
    for (const provider of this.providers) {
      // Only the generated constructor writes it, and that takes no source.
      Object.assign(provider, { terraformProviderSource: first.source });
    }
  }

  public validate(): string[] {
    const { source } = this;
    if (source === undefined) return [];
    if (!isKnown(source)) return [this.unknownError(source)];
    const error = providerSourceError(source);
    return error === undefined ? this.conflictErrors(source) : [error];
  }

  private unknownError(source: string): string {
    const expression = Tokenization.resolve(source, {
      scope: this.pool,
      preparing: false,
      resolver: new DefaultTokenResolver(new StringConcat()),
    });
    return (
      `invalid livenessProviderSource: ${JSON.stringify(expression)} is not a literal; Terraform reads the sources of ` +
      'providers before it evaluates any expression. Give the source itself'
    );
  }

  private conflictErrors(source: string): string[] {
    const pools = this.givenByPools;
    const before = pools.slice(
      0,
      pools.findIndex(({ pool }) => pool === this.pool),
    );
    const other = [...before, ...this.givenByBindings].find((given) => !isSameSource(given.source, source));
    return other === undefined
      ? []
      : [
          `two sources of one provider: livenessProviderSource is ${JSON.stringify(source)} here, and the source ` +
            `${other.origin} is ${JSON.stringify(other.source)}, but Terraform takes a provider from one source in a stack. ` +
            'Give both the same, or move the pool to another stack',
        ];
  }

  private get givenByPools(): readonly Given[] {
    return GIVEN.get(this.stack) ?? [];
  }

  /** Bindings that are generated from another source come with it. */
  private get givenByBindings(): readonly Given[] {
    return this.providers.flatMap(({ terraformProviderSource: source, node }) =>
      source === undefined || isSameSource(source, DEFAULT_PROVIDER_SOURCE)
        ? []
        : [{ source, origin: `of the provider ${node.path}` }],
    );
  }

  private get providers() {
    return providersOf(this.stack, FacelivenessProvider.tfResourceType);
  }
}
