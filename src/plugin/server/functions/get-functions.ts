import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { functionsToWire } from './functions-to-wire';

/** Every function of the provider. */
export function getFunctions(server: ProviderServer): wire.GetFunctions_Response {
  return { functions: functionsToWire(server.provider.functions), diagnostics: [] };
}
