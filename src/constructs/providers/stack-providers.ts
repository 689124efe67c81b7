import { type TerraformProvider, type TerraformResource, TerraformStack } from 'cdktf';

/** The providers of a type in a stack, without those of a stack inside it. */
export function providersOf(stack: TerraformStack, type: string): TerraformProvider[] {
  return stack
    .allProviders()
    .filter((provider) => provider.terraformResourceType === type && TerraformStack.of(provider) === stack);
}

/** The AWS provider that makes a resource; undefined where its stack has none that fits. */
export function awsProviderOf(resource: TerraformResource): TerraformProvider | undefined {
  const { provider } = resource;
  return provider ?? providersOf(TerraformStack.of(resource), 'aws').find(({ alias }) => alias === undefined);
}
