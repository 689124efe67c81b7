import { FACE_LIVENESS_REGIONS, isAwsRegionName, isFaceLivenessRegion } from '../../liveness/regions';
import {
  AttributePath,
  type Config,
  type Diagnostics,
  isUnknown,
  type PossiblyUnknown,
  type UnknownMembers,
} from '../../plugin';
import type { providerSchema } from './schema';

/** The provider block with every value known. */
export type ProviderConfig = Config<typeof providerSchema.attributes, typeof providerSchema.blocks>;

/** Reports everything in the provider block that is wrong in itself; what is unknown is left alone. */
export function validateConfiguration(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  const { region, skip_region_validation: skipped } = config;
  if (typeof region === 'string' && skipped !== true && !isUnknown(skipped)) {
    reportRegion(region, diagnostics);
  }
  reportHalfOfAPair(config, diagnostics);
  for (const name of ['connect_timeout', 'read_timeout', 'max_requests_per_second'] as const) {
    const value = config[name];
    if (value === null || isUnknown(value) || (Number(value) > 0 && Number.isFinite(Number(value)))) continue;
    const unit = name === 'max_requests_per_second' ? 'requests per second' : 'seconds';
    diagnostics.error(
      `Invalid ${name}`,
      `${value} was given; it must be a number of ${unit} above 0. Raise it, or remove it to use the default.`,
      AttributePath.of(name),
    );
  }
  if (isUnknown(config.endpoints)) return;
  for (const [index, endpoints] of config.endpoints.entries()) reportEndpoints(endpoints, index, diagnostics);
}

/** Reports a region without Face Liveness, wherever its name came from. */
export function reportRegion(region: string, diagnostics: Diagnostics): void {
  if (isFaceLivenessRegion(region)) return;
  const problem = isAwsRegionName(region)
    ? `Face Liveness is not known to be offered in ${JSON.stringify(region)}`
    : `${JSON.stringify(region)} is not the name of an AWS region`;
  diagnostics.error(
    'Invalid AWS Region',
    `${problem}. Regions with Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. Set region (or AWS_REGION) to one ` +
      'of these. If AWS has added Face Liveness to this region since, set skip_region_validation = true.',
    AttributePath.of('region'),
  );
}

function reportHalfOfAPair(config: UnknownMembers<ProviderConfig>, diagnostics: Diagnostics): void {
  const { access_key: key, secret_key: secret, token } = config;
  if ((key === null) !== (secret === null)) {
    const [given, missing] = key === null ? ['secret_key', 'access_key'] : ['access_key', 'secret_key'];
    diagnostics.error(
      'Incomplete static credentials',
      `${given} is set and ${missing} is not; they belong together. Set both, or neither to use the default ` +
        'credentials chain.',
      AttributePath.of(given),
    );
  } else if (token !== null && key === null) {
    diagnostics.error(
      'Incomplete static credentials',
      'token is set without access_key and secret_key, to which it belongs. Set all three, or remove it to use the ' +
        'default credentials chain.',
      AttributePath.of('token'),
    );
  }
}

function reportEndpoints(
  endpoints: PossiblyUnknown<ProviderConfig['endpoints'][number]>,
  index: number,
  diagnostics: Diagnostics,
): void {
  if (isUnknown(endpoints)) return;
  for (const [name, url] of Object.entries(endpoints)) {
    if (typeof url !== 'string' || isHttpUrl(url)) continue;
    diagnostics.error(
      'Invalid endpoint',
      `${JSON.stringify(url)} is not an http or https URL. Write it like https://rekognition.us-east-1.amazonaws.com.`,
      AttributePath.of('endpoints', index, name),
    );
  }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
