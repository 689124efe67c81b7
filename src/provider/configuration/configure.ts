import { configuredRegion, connect } from '../../aws';
import { defaultTransactionsPerSecond } from '../../liveness/regions';
import { AttributePath, type ConfigureContext, type CtyValue, DiagnosticError, isWhollyKnown } from '../../plugin';
import { type AwsClients, oncePerKey } from './aws-clients';
import { previewClients, previewFromEnvironment } from './preview';
import { regionError } from './region';
import { callingProvider, type ProviderConfig, type UnknownProviderConfig } from './schema';

/** The rate in a region that this version does not know: the lowest default quota of any region. */
const CAUTIOUS_REQUESTS_PER_SECOND = 5;

/**
 * Creates the clients of all data sources and resources: finds the region, the credentials and the endpoints. Neither
 * Rekognition nor S3 is called.
 *
 * @throws DiagnosticError if the region or the credentials cannot be found or must not be used
 */
export async function configure(config: UnknownProviderConfig, context: ConfigureContext): Promise<AwsClients> {
  if (!isKnown(config)) return await unknownClients(config);
  const assertRegion = (region: string, fips: boolean) => {
    const error = regionError(region, config, fips);
    if (error) throw error;
  };
  if (config.preview ?? previewFromEnvironment(process.env)) {
    const region = await configuredRegion(config);
    assertRegion(region, false);
    return previewClients(region, context.diagnostics, (region) => {
      assertRegion(region, false);
      return maxRequestsPerSecond(region, config);
    });
  }
  const connection = await connect(config, callingProvider, context, (region, { useFipsEndpoint, endpoints }) =>
    assertRegion(region, useFipsEndpoint && endpoints.rekognition === undefined),
  );
  const { createLivenessClient } = await import('../rekognition/sdk-client');
  const rekognition = oncePerKey((region) => {
    connection.assertRegion(region);
    return createLivenessClient(connection, region, maxRequestsPerSecond(region, config));
  });
  return {
    region: connection.region,
    state: 'connected',
    rekognition: (region) => rekognition(region ?? connection.region),
    // Loaded when it is needed: few runs call S3.
    s3: async (region) => (await import('../s3/bucket-client')).createBucketClient(connection, region),
  };
}

function maxRequestsPerSecond(region: string, config: ProviderConfig): number {
  if (config.max_requests_per_second !== null) return Number(config.max_requests_per_second);
  return defaultTransactionsPerSecond(region) ?? CAUTIOUS_REQUESTS_PER_SECOND;
}

function isKnown(config: UnknownProviderConfig): config is ProviderConfig {
  return isWhollyKnown(config as CtyValue);
}

/** A plan can configure a provider with values that only an apply makes known. Every use of a client is an error. */
async function unknownClients(config: UnknownProviderConfig): Promise<AwsClients> {
  const names = Object.entries(config)
    .filter(([, value]) => !isWhollyKnown(value as CtyValue))
    .map(([name]) => name);
  const fail = (): never => {
    throw new DiagnosticError(
      'Provider configuration is not known yet',
      `The arguments ${names.join(', ')} of the provider faceliveness depend on values that are only known after an ` +
        'apply, so AWS cannot be asked in this plan. Apply what they depend on first (with -target), or set them to ' +
        'known values.',
      AttributePath.of(names[0] ?? 'region'),
    );
  };
  return { region: await knownRegion(config), state: 'unknown', rekognition: fail, s3: async () => fail() };
}

/** The region, if no source of it is unknown and one of them has it. */
async function knownRegion(config: UnknownProviderConfig): Promise<string | undefined> {
  const { region, profile, shared_config_files, shared_credentials_files } = config;
  const sources = { region, profile, shared_config_files, shared_credentials_files };
  if (!isWhollyKnown(sources as CtyValue)) return undefined;
  return await configuredRegion(config as ProviderConfig).catch(() => undefined);
}
