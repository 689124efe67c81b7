import type { TerraformProvider } from 'cdktf';
import { isKnown } from '../validation/known';

/** Arguments by their Terraform names. */
export interface ProviderConfiguration {
  readonly region?: string;
  readonly [argument: string]: unknown;
}

/** A provider's arguments as they are synthesized, so with overrides, and with tokens as they are. */
export function configurationOf(provider: TerraformProvider | undefined): ProviderConfiguration {
  return provider?.toTerraform().provider[provider.terraformResourceType][0] ?? {};
}

/** Whether a text is written down, and known now. */
export function isLiteral(text: string | undefined): text is string {
  return typeof text === 'string' && isKnown(text);
}

/** Whether an argument has an effect. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
}
