import { describe, expect, it } from 'vitest';
import { type CliInput, readCliInput } from '../../src/liveness/cli-input';
import { CREATE_SESSION_REQUEST } from '../../src/liveness/create-session-request';
import { skeleton } from '../../src/liveness/skeleton';

function reading(input: unknown): CliInput {
  return readCliInput(JSON.stringify(input));
}

const FULL = {
  KmsKeyId: 'alias/liveness',
  Settings: {
    OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'kiosk/' },
    AuditImagesLimit: 2,
    ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0', Maximum: '2.0.0' } }],
  },
  ClientRequestToken: 'token',
};

describe('an input', () => {
  it('that is filled in is the request as it is', () => {
    expect(reading(FULL)).toEqual({ request: FULL, blanks: [], errors: [] });
  });

  it('may be empty', () => {
    expect(reading({})).toEqual({ request: {}, blanks: [], errors: [] });
  });

  it('loses unset members', () => {
    const { request, errors } = reading({
      KmsKeyId: null,
      Settings: { ChallengePreferences: [], OutputConfig: null },
    });
    expect({ request, errors }).toEqual({ request: {}, errors: [] });
  });
});

describe('the skeleton', () => {
  it('without changes is a request with the members that have a value', () => {
    expect(reading(skeleton(CREATE_SESSION_REQUEST))).toEqual({
      request: { Settings: { AuditImagesLimit: 0, ChallengePreferences: [{ Type: 'FaceMovementAndLightChallenge' }] } },
      blanks: [
        'KmsKeyId',
        'Settings.OutputConfig.S3Bucket',
        'Settings.OutputConfig.S3KeyPrefix',
        'Settings.ChallengePreferences[0].Versions.Minimum',
        'Settings.ChallengePreferences[0].Versions.Maximum',
        'ClientRequestToken',
      ],
      errors: [],
    });
  });

  it('keeps an empty prefix next to a bucket, which the service accepts', () => {
    const OutputConfig = { S3Bucket: 'images', S3KeyPrefix: '' };
    expect(reading({ Settings: { OutputConfig } })).toEqual({
      request: { Settings: { OutputConfig } },
      blanks: [],
      errors: [],
    });
  });

  it('is refused with a prefix and no bucket', () => {
    const { blanks, errors } = reading({ Settings: { OutputConfig: { S3Bucket: '', S3KeyPrefix: 'kiosk/' } } });
    expect(blanks).toEqual(['Settings.OutputConfig.S3Bucket']);
    expect(errors).toEqual([expect.stringMatching(/^Settings\.OutputConfig\.S3Bucket: An S3 bucket name is missing/)]);
  });
});

describe('an input is refused', () => {
  it.each<[unknown, string]>([
    [[], 'The input: A list is not an object'],
    [null, 'The input: null is not an object'],
    ['text', 'The input: "text" is not an object'],
    [{ Settings: { OutputConfig: {} } }, 'Settings.OutputConfig.S3Bucket: An S3 bucket name is missing'],
    [
      { Settings: { OutputConfig: { S3KeyPrefix: '' } } },
      'Settings.OutputConfig.S3Bucket: An S3 bucket name is missing',
    ],
    [
      { Settings: { OutputConfig: { S3Bucket: 'images', S3Prefix: '' } } },
      'Settings.OutputConfig.S3Prefix: Unknown member "S3Prefix"; known members: S3Bucket, S3KeyPrefix',
    ],
    [{ kms_key_id: 'a' }, 'kms_key_id: Unknown member "kms_key_id"; known members: KmsKeyId, Settings, ClientRequest'],
    [JSON.parse('{"__proto__": ""}'), '__proto__: Unknown member "__proto__"'],
    [{ Settings: { AuditImagesLimit: 5 } }, 'Settings.AuditImagesLimit: 5 is too large'],
    [{ Settings: { AuditImagesLimit: '4' } }, 'Settings.AuditImagesLimit: "4" is not a whole number'],
    [
      { Settings: { ChallengePreferences: [{}] } },
      'Settings.ChallengePreferences[0].Type: A challenge type is missing',
    ],
    [
      { Settings: { ChallengePreferences: [null] } },
      'Settings.ChallengePreferences[0]: A challenge preference is missing',
    ],
    [{ Settings: { ChallengePreferences: [{ Type: '' }] } }, 'Settings.ChallengePreferences[0].Type: "" is not a'],
    [{ ClientRequestToken: 'a b' }, 'ClientRequestToken: "a b" contains whitespace'],
    [
      { Settings: { ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0' } }] } },
      'Settings.ChallengePreferences[0].Versions.Minimum: "1.0" does not have the form of a challenge version',
    ],
    [
      { Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'a\ud83d' } } },
      'Settings.OutputConfig.S3KeyPrefix: it contains half of a surrogate pair',
    ],
  ])('%j', (input, error) => {
    expect(reading(input).errors).toEqual([expect.stringContaining(error)]);
  });

  it('with all of its errors', () => {
    expect(reading({ Settings: { AuditImagesLimit: -1 }, ClientRequestToken: 'a'.repeat(65) }).errors).toHaveLength(2);
  });

  it.each([20_000, 100_000])('that is nested %i levels deep', (levels) => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(levels)}1${close.repeat(levels)}`;
      for (const json of [deep, `{"Settings":{"ChallengePreferences":[${deep}]}}`]) {
        const { request, errors } = readCliInput(json);
        expect(request).toEqual({});
        expect(errors).toEqual([
          expect.stringMatching(/^The input: .* nested more than 100 levels deep; .* at most 5/),
        ]);
      }
    }
  });

  it('for its first unknown member, not its depth, up to a hundred levels', () => {
    const nested = (levels: number) => `{"A":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    expect(readCliInput(nested(99)).errors).toEqual([expect.stringContaining('Unknown member "A"')]);
    expect(readCliInput(nested(100)).errors).toEqual([expect.stringContaining('nested more than 100 levels')]);
  });

  it('by the parser when it is not JSON', () => {
    expect(() => readCliInput('{')).toThrow(SyntaxError);
    expect(() => readCliInput('')).toThrow(SyntaxError);
  });
});
