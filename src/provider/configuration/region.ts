import { environmentEndpoint } from '../../aws';
import { FACE_LIVENESS_REGIONS, FIPS_REGIONS, isAwsRegionName, isFaceLivenessRegion } from '../../liveness/regions';
import { AttributePath, DiagnosticError, isUnknown } from '../../plugin';
import type { UnknownProviderConfig } from './schema';

/**
 * The error for a region that cannot be used; undefined for one that can, or if the provider block skips the
 * validation.
 *
 * @param fips whether requests go to the FIPS endpoint of the region
 */
export function regionError(
  region: string,
  { skip_region_validation: skipped }: Pick<UnknownProviderConfig, 'skip_region_validation'>,
  fips: boolean,
): DiagnosticError | undefined {
  if (skipped === true || isUnknown(skipped)) return undefined;
  if (!isFaceLivenessRegion(region)) return unsupportedRegion(region);
  return fips && !FIPS_REGIONS.includes(region) ? missingFipsEndpoint(region) : undefined;
}

/** The error for the region of the provider block; undefined without a region that is known already. */
export function configRegionError(config: UnknownProviderConfig): DiagnosticError | undefined {
  const { region, use_fips_endpoint: fips, endpoints } = config;
  if (typeof region !== 'string') return undefined;
  const hasEndpoint =
    environmentEndpoint('rekognition') !== undefined ||
    isUnknown(endpoints) ||
    endpoints.some((endpoint) => isUnknown(endpoint) || endpoint.rekognition !== null);
  return regionError(region, config, fips === true && !hasEndpoint);
}

function unsupportedRegion(region: string): DiagnosticError {
  const error = isAwsRegionName(region)
    ? `Face Liveness is not known to be offered in ${JSON.stringify(region)}`
    : `${JSON.stringify(region)} is not the name of an AWS region`;
  return new DiagnosticError(
    'Invalid AWS Region',
    `${error}. Regions with Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. Set region (or AWS_REGION) to one ` +
      'of these. If AWS has added Face Liveness to this region since, set skip_region_validation = true.',
    AttributePath.of('region'),
  );
}

function missingFipsEndpoint(region: string): DiagnosticError {
  return new DiagnosticError(
    'No FIPS endpoint in this region',
    `A FIPS endpoint is requested, and Rekognition is not known to have one in ${JSON.stringify(region)}. It has: ` +
      `${FIPS_REGIONS.join(', ')}. Set region to one of these, remove use_fips_endpoint, or set another endpoint in ` +
      'endpoints { rekognition }. If AWS has added one since, set skip_region_validation = true.',
    AttributePath.of('use_fips_endpoint'),
  );
}
