import { describe, expect, it } from 'vitest';
import { type ClientRequestTokenInput, clientRequestToken } from '../../src/liveness/client-request-token';
import type { CreateFaceLivenessSessionRequest } from '../../src/liveness/create-session-request';
import vectors from './fixtures/token-vectors.json';

const base = {
  name: 'kiosk',
  slot: 2,
  attempt: 1,
  keepers: { commit: '0f3c', stage: 'test' },
  region: 'eu-west-1',
  request: {
    KmsKeyId: 'alias/liveness',
    Settings: {
      OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'kiosk/' },
      AuditImagesLimit: 2,
      ChallengePreferences: [
        { Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0', Maximum: '2.0.0' } },
        { Type: 'FaceMovementAndLightChallenge' },
      ],
    },
  },
} satisfies ClientRequestTokenInput;

const { OutputConfig, ChallengePreferences } = base.request.Settings;

function withSettings(settings: CreateFaceLivenessSessionRequest['Settings']): ClientRequestTokenInput {
  return { ...base, request: { ...base.request, Settings: { ...base.request.Settings, ...settings } } };
}

describe('version 1', () => {
  it.each(vectors)('$case', ({ input, token }) => {
    expect(clientRequestToken(input as ClientRequestTokenInput)).toBe(token);
  });
});

describe('a token', () => {
  it('is 64 lower-case hexadecimal characters', () => {
    expect(clientRequestToken(base)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on the order of keepers or members', () => {
    const reversed = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).reverse());
    const shuffled = reversed({
      ...base,
      keepers: reversed(base.keepers),
      request: reversed({ ...base.request, Settings: reversed(base.request.Settings) }),
    }) as unknown as ClientRequestTokenInput;
    expect(clientRequestToken(shuffled)).toBe(clientRequestToken(base));
  });

  it('differs for every changed input', () => {
    const changed: ClientRequestTokenInput[] = [
      base,
      { ...base, name: 'Kiosk' },
      { ...base, slot: 3 },
      { ...base, slot: 0 },
      { ...base, slot: undefined },
      { ...base, attempt: 2 },
      { ...base, attempt: 0 },
      { ...base, keepers: {} },
      { ...base, keepers: { ...base.keepers, stage: 'prod' } },
      { ...base, keepers: { ...base.keepers, more: '' } },
      { ...base, keepers: { stage: '0f3c', commit: 'test' } },
      { ...base, region: 'us-east-1' },
      { ...base, request: {} },
      { ...base, request: { ...base.request, KmsKeyId: 'alias/other' } },
      withSettings({ AuditImagesLimit: 0 }),
      withSettings({ AuditImagesLimit: undefined }),
      withSettings({ OutputConfig: { ...OutputConfig, S3Bucket: 'other' } }),
      withSettings({ OutputConfig: { ...OutputConfig, S3KeyPrefix: '' } }),
      withSettings({ OutputConfig: { S3Bucket: 'images' } }),
      // The order of preferences is a preference.
      withSettings({ ChallengePreferences: [...ChallengePreferences].reverse() }),
      withSettings({ ChallengePreferences: [] }),
    ];
    expect(new Set(changed.map(clientRequestToken)).size).toBe(changed.length);
  });

  it.each<[string, Partial<ClientRequestTokenInput>]>([
    ['slot undefined', { slot: undefined }],
    ['attempt 0', { attempt: 0 }],
    ['no keepers', { keepers: {} }],
    ['an empty request', { request: {} }],
    ['unset members', { request: { KmsKeyId: undefined, Settings: { OutputConfig: undefined } } }],
    ['null members', { request: { KmsKeyId: null, Settings: { AuditImagesLimit: null } } as never }],
    ['settings that are empty', { request: { Settings: {} } }],
    ['an empty list of preferences', { request: { Settings: { ChallengePreferences: [] } } }],
    ['a token of the request', { request: { ClientRequestToken: 'other' } }],
  ])('is the same with and without %s', (_, nothing) => {
    const bare = { name: 'smoke', region: 'us-east-1' };
    expect(clientRequestToken({ ...bare, ...nothing })).toBe(clientRequestToken(bare));
  });

  it('is the same with and without an empty range of versions', () => {
    const preferring = (Versions?: object) =>
      clientRequestToken(
        withSettings({ ChallengePreferences: [{ Type: 'FaceMovementChallenge', ...(Versions && { Versions }) }] }),
      );
    expect(preferring({})).toBe(preferring());
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('cannot be made of slot or attempt %d', (count) => {
    expect(() => clientRequestToken({ ...base, slot: count })).toThrow(
      new RangeError(`slot must be a whole number of 0 or more, not ${count}`),
    );
    expect(() => clientRequestToken({ ...base, attempt: count })).toThrow(RangeError);
  });

  it('cannot be made of half a surrogate pair', () => {
    expect(() => clientRequestToken({ ...base, name: '\ud83d' })).toThrow(/surrogate/i);
  });
});
