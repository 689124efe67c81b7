import { type TerraformElement, type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { type AppIndex, appIndex } from '../validation/app-wide/app-index';
import { isInTree } from '../validation/tree';
import { inheritedConfiguration, inheritedDynamicBlocks } from './inherited-configuration';

/** An element that has a provider. */
export interface ProvidedElement extends TerraformElement {
  provider?: TerraformProvider;
}

/**
 * A faceliveness provider that is the same caller as an AWS provider, as that is when the stack is written: after Aspects,
 * overrides and declarations that come late. It is not written where the stack declares a faceliveness provider of its
 * alias, or where nothing uses it.
 */
export class FollowingProvider extends FacelivenessProvider {
  private readonly stack: TerraformStack;
  private readonly index: AppIndex;
  private readonly served: ProvidedElement[] = [];

  /**
   * @param given the AWS provider to follow; undefined for the stack's one without an alias
   * @param ownAlias the alias of both providers
   */
  constructor(
    scope: Construct,
    id: string,
    readonly given: TerraformProvider | undefined,
    readonly ownAlias: string | undefined,
  ) {
    super(scope, id, { alias: ownAlias });
    this.stack = TerraformStack.of(scope);
    this.index = appIndex(scope);
  }

  /** Provides for an element, unless it gets another provider later. */
  serve(element: ProvidedElement): void {
    this.served.push(element);
    // Without an alias it is the default, which Terraform finds by itself.
    if (this.ownAlias !== undefined) element.provider = this;
  }

  /** The AWS provider that it follows; undefined when the stack has none without an alias. */
  get aws(): TerraformProvider | undefined {
    return this.given ?? this.index.providersOf(this.stack, 'aws').find(({ alias }) => alias === undefined);
  }

  /** The faceliveness provider of the stack with its alias that is declared, and so takes its place. */
  get declared(): TerraformProvider | undefined {
    return this.index
      .providersOf(this.stack, FacelivenessProvider.tfResourceType)
      .find((provider) => !(provider instanceof FollowingProvider) && provider.alias === this.ownAlias);
  }

  /** Whether an element that it serves still uses it. */
  get isUsed(): boolean {
    return this.served.some(
      (element) =>
        (element.provider === undefined ? this.ownAlias === undefined : element.provider === this) && isInTree(element),
    );
  }

  override toTerraform() {
    return this.followed(() => super.toTerraform());
  }

  override toHclTerraform() {
    return this.followed(() => super.toHclTerraform());
  }

  private followed<T>(write: () => T): T | object {
    if (!this.isUsed || this.declared !== undefined) return {};
    const configuration = this.index.configurationOf(this.aws);
    Object.assign(this, inheritedConfiguration(configuration));
    this.addOverride('dynamic', inheritedDynamicBlocks(configuration));
    return write();
  }
}
