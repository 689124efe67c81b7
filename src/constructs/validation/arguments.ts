import { TerraformProvider } from 'cdktf';
import type { IConstruct } from 'constructs';
import { assertSameCdktf } from './foreign-cdktf';
import { checkIds } from './ids';
import { isPlainObject, shown } from './values';

/** Props of a construct without which nothing can be constructed. */
interface ProviderProps {
  readonly awsProvider?: unknown;
  readonly livenessProvider?: unknown;
}

/**
 * Checks what every construct is given, and fails where a validation would come too late.
 *
 * @throws Error
 */
export function checkArguments(construct: IConstruct, props: ProviderProps): void {
  assertSameCdktf(construct);
  checkIds(construct);
  if (!isPlainObject(props)) throw new Error(`invalid props: ${shown(props)} is not an object. Give the props in one`);

  const { awsProvider, livenessProvider } = props;
  assertProvider('awsProvider', awsProvider);
  assertProvider('livenessProvider', livenessProvider);
}

/** @throws Error when a value, given for a prop or a parameter, is not a provider */
export function assertProvider(prop: string, provider: unknown): void {
  if (provider !== undefined && !TerraformProvider.isTerraformProvider(provider)) {
    throw new Error(`invalid ${prop}: ${shown(provider)} is not a provider. Pass the construct that declares one`);
  }
}
