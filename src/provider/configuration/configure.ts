import { defaultTransactionsPerSecond } from '../../liveness/regions';
import {
  AttributePath,
  type ConfigureContext,
  type CtyValue,
  DiagnosticError,
  isWhollyKnown,
  type UnknownMembers,
} from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';
import { previewClient, previewFromEnvironment } from './preview';
import type { ProviderConfig } from './provider-config';
import { fipsError, regionError } from './validate-configuration';

/** For a region that this version knows nothing of: the least that AWS gives to any region. */
const CAUTIOUS_REQUESTS_PER_SECOND = 5;

/**
 * Makes the client that the data sources use: finds the region, the credentials and the endpoint, and reports what is
 * missing before anything is read. Nothing is sent to Rekognition.
 */
export async function configure(
  config: UnknownMembers<ProviderConfig>,
  context: ConfigureContext,
): Promise<LivenessClient> {
  if (!isKnown(config)) return unknownUntilApply(config);

  // The SDK takes longer to load than all the rest, and only a configured provider has a use for it.
  const [{ resolveRegion, resolveSettings }, { connect, missingRegion }, { createLivenessClient }] = await Promise.all([
    import('./resolve-settings'),
    import('../aws/connection'),
    import('../rekognition/sdk-client'),
  ]);
  if (config.preview ?? previewFromEnvironment(process.env)) {
    const region = await resolveRegion(config);
    if (region === undefined) throw missingRegion();
    checkRegion(region, config, false);
    return previewClient(region, maxRequestsPerSecond(region, config), context.diagnostics);
  }
  const { settings, files } = await resolveSettings(config, context.terraformVersion, context.diagnostics);
  const fips = settings.useFipsEndpoint && settings.endpoints.rekognition === undefined;
  const connection = await connect(settings, files, context.log, (region) => checkRegion(region, config, fips));
  return await createLivenessClient(connection, maxRequestsPerSecond(connection.region, config));
}

function checkRegion(region: string, config: ProviderConfig, fips: boolean): void {
  const error = regionError(region) ?? (fips ? fipsError(region) : undefined);
  if (error && config.skip_region_validation !== true) throw error;
}

function maxRequestsPerSecond(region: string, config: ProviderConfig): number {
  if (config.max_requests_per_second !== null) return Number(config.max_requests_per_second);
  return defaultTransactionsPerSecond(region) ?? CAUTIOUS_REQUESTS_PER_SECOND;
}

function isKnown(config: UnknownMembers<ProviderConfig>): config is ProviderConfig {
  return isWhollyKnown(config as CtyValue);
}

/** A plan may configure a provider with what a later apply will know. It can't read anything before that. */
function unknownUntilApply(config: UnknownMembers<ProviderConfig>): LivenessClient {
  const names = Object.entries(config)
    .filter(([, value]) => !isWhollyKnown(value as CtyValue))
    .map(([name]) => name);
  const fail = (): never => {
    throw new DiagnosticError(
      'Provider configuration is not known yet',
      `The arguments ${names.join(', ')} of the provider faceliveness depend on something that is only known after an ` +
        'apply, so sessions can not be read in this plan. Apply what they depend on first (with -target), or set ' +
        'them to values that are known.',
      AttributePath.of(names[0] ?? 'region'),
    );
  };
  return {
    get region() {
      return fail();
    },
    preview: false,
    scope: [],
    maxRequestsPerSecond: CAUTIOUS_REQUESTS_PER_SECOND,
    createSession: async () => fail(),
    getSessionResults: async () => fail(),
  };
}
