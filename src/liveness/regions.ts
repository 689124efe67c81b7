import { type StringShape, shapeErrors } from './shape';

/*
 * The regions of Face Liveness, from "Amazon Rekognition endpoints and quotas" in the AWS General Reference and "Guidelines
 * and quotas in Amazon Rekognition" in its developer guide.
 */

/**
 * Default quota of transactions per second, by region. Each operation has a quota of its own, and each is adjustable
 * with AWS Service Quotas.
 */
const DEFAULT_TRANSACTIONS_PER_SECOND: ReadonlyMap<string, number> = new Map([
  ['us-east-1', 25],
  ['us-west-2', 25],
  ['eu-west-1', 5],
  ['ap-south-1', 5],
  ['ap-northeast-1', 5],
  ['sa-east-1', 5],
  ['ap-southeast-5', 5],
  ['ap-southeast-7', 5],
]);

/** Regions that have Face Liveness. In any other, CreateFaceLivenessSession answers AccessDeniedException. */
export const FACE_LIVENESS_REGIONS: readonly string[] = [...DEFAULT_TRANSACTIONS_PER_SECOND.keys()];

/**
 * Regions of AWS without Rekognition, or with Rekognition but without Face Liveness, from the partitions metadata in the AWS
 * SDKs. When AWS adds Face Liveness to one, it moves to the map above.
 */
const OTHER_REGIONS: ReadonlySet<string> = new Set([
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-2', 'ap-southeast-1'],
  ...['ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-6', 'ca-central-1', 'ca-west-1'],
  ...['cn-north-1', 'cn-northwest-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2'],
  ...['eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'us-east-2'],
  ...['us-gov-east-1', 'us-gov-west-1', 'us-west-1'],
]);

/** Regions with Face Liveness in which Rekognition has a FIPS endpoint. */
export const FIPS_REGIONS: readonly string[] = ['us-east-1', 'us-west-2'];

/** Whether the region has Face Liveness. */
export function isFaceLivenessRegion(region: string): boolean {
  return DEFAULT_TRANSACTIONS_PER_SECOND.has(region);
}

/** Whether the region is known to have no Face Liveness. A new region may have it. */
export function isRegionWithoutFaceLiveness(region: string): boolean {
  return OTHER_REGIONS.has(region) || !isAwsRegionName(region);
}

/**
 * The region's default quota for each Face Liveness operation, in transactions per second; undefined for a region
 * without Face Liveness. An account's own quota can be higher.
 */
export function defaultTransactionsPerSecond(region: string): number | undefined {
  return DEFAULT_TRANSACTIONS_PER_SECOND.get(region);
}

/** The first parts of region names, from the partitions metadata in the AWS SDKs. */
const AREAS = 'af|ap|ca|cn|eu|eu-isoe|eusc-de|il|me|mx|sa|us|us-gov|us-iso|us-isob|us-isof';

const DIRECTIONS = 'central|east|west|(?:north|south)(?:east|west)?';

/** The name of an AWS region, whether it is known or new. */
export const AWS_REGION_NAME: StringShape = {
  type: 'string',
  noun: 'an AWS region',
  rule: 'the name of an AWS region, such as us-east-1',
  pattern: `(?:${AREAS})-(?:${DIRECTIONS})-[1-9]\\d*`,
  example: 'us-east-1',
};

/** Whether the name has the form of an AWS region's name, which tells a new region from a typing error. */
export function isAwsRegionName(name: string): boolean {
  return shapeErrors(AWS_REGION_NAME, name).length === 0;
}

/**
 * The region in the ARN of a KMS key or alias; undefined for another text, such as the id of a key. Face Liveness is offered
 * in the partition `aws` only.
 */
export function regionOfKmsArn(arn: string): string | undefined {
  return /^arn:aws:kms:([a-z0-9-]+):\d{12}:(?:key|alias)\/.+$/.exec(arn)?.[1];
}
