import type { ConfigureContext } from '../plugin';
import type { AwsConfig } from './arguments/schema';
import type { AssertRegion, Connection } from './connection';
import type { CallingProvider } from './settings/settings';
import { untilAborted } from './until-aborted';

// The SDK takes longer to load than everything else, so both functions load it when they are called.

/**
 * Connects to AWS as the provider block, the environment and the shared files say: finds the region and the
 * credentials, and checks both. No service is called except STS, for roles and account ids.
 *
 * @param config the provider block after validation
 * @param assertRegion called before any call that depends on the region
 * @throws DiagnosticError for an error in the environment or a file, and for a region or credentials that cannot be
 *   found or must not be used
 */
export async function connect(
  config: AwsConfig,
  provider: CallingProvider,
  { terraformVersion, diagnostics, log, signal }: ConfigureContext,
  assertRegion: AssertRegion,
): Promise<Connection> {
  const [{ resolveSettings }, { openConnection }] = await Promise.all([
    import('./settings/resolve-settings'),
    import('./connection'),
  ]);
  // A file can be a pipe that nothing writes to.
  const resolved = await untilAborted(resolveSettings(config, provider, terraformVersion, diagnostics), signal);
  return await untilAborted(openConnection(resolved, log, assertRegion, signal), signal);
}

/**
 * The region of the provider block, the environment or the profile, without a connection.
 *
 * @throws DiagnosticError if they have no region
 */
export async function configuredRegion(config: AwsConfig): Promise<string> {
  const { configuredRegion } = await import('./settings/resolve-settings');
  return await configuredRegion(config);
}
