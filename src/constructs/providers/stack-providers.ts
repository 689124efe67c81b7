import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { appIndex } from '../validation/app-wide/app-index';

/** The AWS provider of a resource; undefined when its stack has no AWS provider without an alias. */
export function awsProviderOf(
  resource: IConstruct & { readonly provider?: TerraformProvider },
): TerraformProvider | undefined {
  const { provider } = resource;
  return (
    provider ??
    appIndex(resource)
      .providersOf(TerraformStack.of(resource), 'aws')
      .find(({ alias }) => alias === undefined)
  );
}

/** Whether an argument has an effect. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}
