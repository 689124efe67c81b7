import { TerraformDataSource, type TerraformElement, TerraformResource, type TerraformStack } from 'cdktf';
import type { IValidation } from 'constructs';
import { isOwn } from '../own-elements';
import { appIndex } from './app-index';

type Members = Readonly<Record<string, unknown>>;

/** The overrides of a stack, which nothing else tells before it is written. */
interface Overridden {
  readonly rawOverrides: {
    readonly provider?: Members;
    readonly resource?: Members;
    readonly data?: Members;
  };
}

const PROVIDERS = ['aws', 'faceliveness'];

/**
 * Reports overrides of a stack that change its providers, or elements of the library: cdktf applies them after all
 * validations, to JSON only, so nothing could be compared or followed.
 */
export class StackOverridesValidation implements IValidation {
  constructor(private readonly stack: TerraformStack) {}

  public validate(): string[] {
    const { rawOverrides } = this.stack as unknown as Overridden;
    const { provider = {} } = rawOverrides;
    return [
      ...PROVIDERS.filter((name) => name in provider).map((name) => this.providerError(name)),
      ...this.elementErrors(rawOverrides),
    ];
  }

  private providerError(name: string): string {
    return (
      `the stack ${this.stack.node.path} overrides provider.${name}, which the library cannot follow, so the sessions could be ` +
      'created by another caller than the bucket. Override the provider itself, with its method addOverride'
    );
  }

  private elementErrors({ resource, data }: Overridden['rawOverrides']): string[] {
    if (resource === undefined && data === undefined) return [];
    return appIndex(this.stack)
      .elementsOf(this.stack)
      .filter(
        (element) =>
          isOwn(element) &&
          (TerraformResource.isTerraformResource(element)
            ? isNamed(resource, element)
            : TerraformDataSource.isTerraformDataSource(element) && isNamed(data, element)),
      )
      .map(
        ({ node }) =>
          `the stack ${this.stack.node.path} overrides ${node.path}, which the library cannot follow. Override the resource or ` +
          'data source itself, with its method addOverride',
      );
  }
}

function isNamed(
  overrides: Members | undefined,
  element: TerraformElement & { readonly terraformResourceType: string },
) {
  const ofType = overrides?.[element.terraformResourceType];
  return typeof ofType === 'object' && ofType !== null && element.friendlyUniqueId in ofType;
}
