import { configuredRegion, connect } from '../../aws';
import { defaultTransactionsPerSecond } from '../../liveness/regions';
import { AttributePath, type ConfigureContext, type CtyValue, DiagnosticError, isWhollyKnown } from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';
import { previewClient, previewFromEnvironment } from './preview';
import { regionError } from './region';
import { callingProvider, type ProviderConfig, type UnknownProviderConfig } from './schema';

/** The rate in a region that this version does not know: the lowest default quota of any region. */
const CAUTIOUS_REQUESTS_PER_SECOND = 5;

/**
 * Creates the client of all data sources: finds the region, the credentials and the endpoint. Rekognition is not
 * called.
 *
 * @throws DiagnosticError if the region or the credentials cannot be found or must not be used
 */
export async function configure(config: UnknownProviderConfig, context: ConfigureContext): Promise<LivenessClient> {
  if (!isKnown(config)) return unknownClient(config);
  const assertRegion = (region: string, fips: boolean) => {
    const error = regionError(region, config, fips);
    if (error) throw error;
  };
  if (config.preview ?? previewFromEnvironment(process.env)) {
    const region = await configuredRegion(config);
    assertRegion(region, false);
    return previewClient(region, maxRequestsPerSecond(region, config), context.diagnostics);
  }
  const connection = await connect(config, callingProvider, context, (region, { useFipsEndpoint, endpoints }) =>
    assertRegion(region, useFipsEndpoint && endpoints.rekognition === undefined),
  );
  const { createLivenessClient } = await import('../rekognition/sdk-client');
  return await createLivenessClient(connection, maxRequestsPerSecond(connection.region, config));
}

function maxRequestsPerSecond(region: string, config: ProviderConfig): number {
  if (config.max_requests_per_second !== null) return Number(config.max_requests_per_second);
  return defaultTransactionsPerSecond(region) ?? CAUTIOUS_REQUESTS_PER_SECOND;
}

function isKnown(config: UnknownProviderConfig): config is ProviderConfig {
  return isWhollyKnown(config as CtyValue);
}

/** A plan can configure a provider with values that only an apply makes known. Every use of this client is an error. */
function unknownClient(config: UnknownProviderConfig): LivenessClient {
  const names = Object.entries(config)
    .filter(([, value]) => !isWhollyKnown(value as CtyValue))
    .map(([name]) => name);
  const fail = (): never => {
    throw new DiagnosticError(
      'Provider configuration is not known yet',
      `The arguments ${names.join(', ')} of the provider faceliveness depend on values that are only known after an ` +
        'apply, so sessions cannot be read in this plan. Apply what they depend on first (with -target), or set them ' +
        'to known values.',
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
