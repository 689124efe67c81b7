import { describe, expect, it } from 'vitest';
import {
  defaultTransactionsPerSecond,
  FACE_LIVENESS_REGIONS,
  FIPS_REGIONS,
  isAwsRegionName,
  isFaceLivenessRegion,
} from '../../src/liveness/regions';

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

  it('are eight, two of them with a FIPS endpoint', () => {
    expect(FACE_LIVENESS_REGIONS).toHaveLength(8);
    expect(FIPS_REGIONS.every(isFaceLivenessRegion)).toBe(true);
  });

  it.each([
    ...FACE_LIVENESS_REGIONS,
    'us-gov-west-1',
    'cn-northwest-1',
    'us-isob-east-1',
    'eu-isoe-west-1',
    'eusc-de-east-1',
    'mx-central-1',
    'eu-central-12',
  ])('%s is the name of an AWS region', (name) => {
    expect(isAwsRegionName(name)).toBe(true);
  });

  it.each([
    '',
    'us-east',
    'us-east-0',
    'useast1',
    'mars-north-1',
    'us-east-1a',
    'US-EAST-1',
    ' us-east-1',
    'us-east-1\n',
  ])('%j is not the name of an AWS region', (name) => {
    expect(isAwsRegionName(name)).toBe(false);
  });
});
