import { describe, expect, it } from 'vitest';
import {
  defaultTransactionsPerSecond,
  FACE_LIVENESS_REGIONS,
  FIPS_REGIONS,
  isAwsRegionName,
  isFaceLivenessRegion,
} from '../../src/liveness/regions';

/** The regions of all partitions. */
const AWS_REGIONS = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1'],
  ...['eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  ...['cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1', 'eusc-de-east-1'],
  ...['us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isob-west-1'],
  ...['us-isof-east-1', 'us-isof-south-1', 'eu-isoe-west-1'],
];

describe('regions', () => {
  it.each([
    ['us-east-1', 25],
    ['us-west-2', 25],
    ['eu-west-1', 5],
    ['ap-south-1', 5],
    ['ap-northeast-1', 5],
    ['sa-east-1', 5],
    ['ap-southeast-5', 5],
    ['ap-southeast-7', 5],
  ])('%s has Face Liveness with %d transactions per second', (region, quota) => {
    expect(isFaceLivenessRegion(region)).toBe(true);
    expect(FACE_LIVENESS_REGIONS).toContain(region);
    expect(defaultTransactionsPerSecond(region)).toBe(quota);
  });

  it.each(['eu-central-1', 'us-east-2', 'US-EAST-1', ''])('%j has no Face Liveness', (region) => {
    expect(isFaceLivenessRegion(region)).toBe(false);
    expect(defaultTransactionsPerSecond(region)).toBeUndefined();
  });

  it('with Face Liveness are eight, and those with a FIPS endpoint are among them', () => {
    expect(FACE_LIVENESS_REGIONS).toHaveLength(8);
    expect(FIPS_REGIONS.every(isFaceLivenessRegion)).toBe(true);
  });

  it.each([...FACE_LIVENESS_REGIONS, ...AWS_REGIONS, 'eu-central-12', 'sa-west-1', 'us-southwest-1'])(
    '%s is the name of an AWS region',
    (name) => {
      expect(isAwsRegionName(name)).toBe(true);
    },
  );

  it.each([
    '',
    'us-east',
    'us-east-0',
    'useast1',
    'mars-north-1',
    'us-eats-1',
    'eu-westt-1',
    'ap-eastsouth-1',
    'us-gov-1',
    'us-east-1a',
    'US-EAST-1',
    ' us-east-1',
    'us-east-1\n',
  ])('%j is not the name of an AWS region', (name) => {
    expect(isAwsRegionName(name)).toBe(false);
  });
});
