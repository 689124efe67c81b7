import { defaultTransactionsPerSecond } from '../../liveness/regions';
import {
  AttributePath,
  type CtyValue,
  DiagnosticError,
  type Diagnostics,
  isWhollyKnown,
  type RequestContext,
  type UnknownMembers,
} from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';
import { previewClient, previewFromEnvironment } from './preview';
import { DEFAULT_CONNECT_TIMEOUT, DEFAULT_READ_TIMEOUT } from './schema';
import { type ProviderConfig, reportRegion } from './validate-configuration';

/** For a region that this version knows nothing of: the least that AWS gives to any region. */
const CAUTIOUS_REQUESTS_PER_SECOND = 5;

/** The only attempts that go to a network that does not answer, or to a service that fails. */
const MAX_ATTEMPTS = 5;

/**
 * Makes the client that the data sources use: finds the region, the credentials and the endpoint, and reports what is
 * missing before anything is read. Nothing is sent to Rekognition.
 */
export async function configure(
  config: UnknownMembers<ProviderConfig>,
  context: RequestContext,
): Promise<LivenessClient> {
  if (!isKnown(config)) return unknownUntilApply(config);

  // The SDK takes longer to load than all the rest, and only a configured provider has a use for it.
  const { createLivenessClient, regionOfProfile, resolveConnection } = await import('../rekognition/sdk-client');
  const wishedRegion = config.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const profile = config.profile ?? undefined;
  if (config.preview ?? previewFromEnvironment(process.env)) {
    const region = wishedRegion ?? (await regionOfProfile(profile));
    checkRegion(region, config, context.diagnostics);
    return previewClient(region, maxRequestsPerSecond(region, config), context.diagnostics);
  }
  const endpoints = Object.assign({}, ...config.endpoints.map(withoutNulls));
  const connection = await resolveConnection({
    region: wishedRegion,
    profile,
    staticCredentials:
      config.access_key !== null && config.secret_key !== null
        ? {
            accessKeyId: config.access_key,
            secretAccessKey: config.secret_key,
            ...(config.token !== null && { sessionToken: config.token }),
          }
        : undefined,
    rekognitionEndpoint: endpoints.rekognition,
    stsEndpoint: endpoints.sts,
    connectTimeoutSeconds: Number(config.connect_timeout ?? DEFAULT_CONNECT_TIMEOUT),
    readTimeoutSeconds: Number(config.read_timeout ?? DEFAULT_READ_TIMEOUT),
    maxAttempts: MAX_ATTEMPTS,
  });
  const { region } = connection;
  checkRegion(region, config, context.diagnostics);
  return createLivenessClient(connection, maxRequestsPerSecond(region, config));
}

function checkRegion(region: string, config: ProviderConfig, diagnostics: Diagnostics): void {
  if (config.skip_region_validation !== true) reportRegion(region, diagnostics);
}

function maxRequestsPerSecond(region: string, config: ProviderConfig): number {
  if (config.max_requests_per_second !== null) return Number(config.max_requests_per_second);
  return defaultTransactionsPerSecond(region) ?? CAUTIOUS_REQUESTS_PER_SECOND;
}

function isKnown(config: UnknownMembers<ProviderConfig>): config is ProviderConfig {
  return isWhollyKnown(config as CtyValue);
}

function withoutNulls(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
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
