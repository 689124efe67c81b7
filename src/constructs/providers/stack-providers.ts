import { type TerraformProvider, type TerraformResource, TerraformStack } from 'cdktf';
import { isKnown } from '../validation/values';

/** The providers of a type in a stack, without those of nested stacks. */
export function providersOf(stack: TerraformStack, type: string): TerraformProvider[] {
  return stack
    .allProviders()
    .filter((provider) => provider.terraformResourceType === type && TerraformStack.of(provider) === stack);
}

/** The AWS provider of a resource; undefined when its stack has no AWS provider without an alias. */
export function awsProviderOf(resource: TerraformResource): TerraformProvider | undefined {
  const { provider } = resource;
  return provider ?? providersOf(TerraformStack.of(resource), 'aws').find(({ alias }) => alias === undefined);
}

/** A provider's arguments by their Terraform names. */
export interface ProviderConfiguration {
  readonly region?: string;
  readonly [argument: string]: unknown;
}

/** The arguments of a provider as they are synthesized: with overrides, and with unresolved tokens. */
export function configurationOf(provider: TerraformProvider | undefined): ProviderConfiguration {
  return provider?.toTerraform().provider[provider.terraformResourceType][0] ?? {};
}

/** Whether an argument is a text that is known at synthesis. */
export function isLiteral(text: string | undefined): text is string {
  return typeof text === 'string' && isKnown(text);
}

/** Whether an argument has an effect. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}
