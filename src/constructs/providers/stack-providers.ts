import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { appIndex } from '../validation/app-index';
import { isKnown } from '../validation/values';

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

/** Whether an argument is a text that is known at synthesis. */
export function isLiteral(text: string | undefined): text is string {
  return typeof text === 'string' && isKnown(text);
}

/** Whether an argument has an effect. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}
