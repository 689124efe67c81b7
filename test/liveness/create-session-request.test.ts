import { describe, expect, it } from 'vitest';
import {
  AUDIT_IMAGES_LIMIT,
  CHALLENGE_TYPE,
  CHALLENGE_VERSION,
  CLIENT_REQUEST_TOKEN,
  createSessionRequestErrors,
  KMS_KEY_ID,
  S3_BUCKET,
  S3_KEY_PREFIX,
  versionOrderErrors,
} from '../../src/liveness/create-session-request';
import { type Shape, shapeErrors } from '../../src/liveness/shape';

function kinds(shape: Shape, value: unknown): string[] {
  return shapeErrors(shape, value).map(({ constraint }) => constraint.kind);
}

const limits: readonly { name: string; shape: Shape; accepted: unknown[]; refused: [unknown, string[]][] }[] = [
  {
    name: 'KmsKeyId',
    shape: KMS_KEY_ID,
    accepted: [
      'a',
      '7',
      'alias/kiosk',
      'arn:aws:kms:eu-west-1:111122223333:key/mrk-1',
      'aZ0:_/+=,@.-',
      'k'.repeat(2048),
    ],
    refused: [
      ['', ['minLength', 'pattern']],
      // The pattern alone would allow 2049: one character and up to 2048 more.
      ['k'.repeat(2049), ['maxLength']],
      ['k'.repeat(2050), ['maxLength', 'pattern']],
      ['/alias', ['pattern']],
      ['key id', ['pattern']],
      ['key\n', ['pattern']],
      [1, ['type']],
    ],
  },
  {
    name: 'ClientRequestToken',
    shape: CLIENT_REQUEST_TOKEN,
    accepted: ['t', '-', '_', 'Aa0-_', 't'.repeat(64)],
    refused: [
      ['', ['minLength', 'pattern']],
      ['t'.repeat(65), ['maxLength']],
      ['bad token!', ['pattern']],
      [`${'t'.repeat(64)}!`, ['maxLength', 'pattern']],
      ['tökén', ['pattern']],
    ],
  },
  {
    name: 'S3Bucket',
    shape: S3_BUCKET,
    accepted: ['abc', 'Liveness.images_1-a', 'b'.repeat(255)],
    refused: [
      ['ab', ['minLength']],
      ['b'.repeat(256), ['maxLength']],
      ['my/bucket', ['pattern']],
      ['', ['minLength']],
    ],
  },
  {
    name: 'S3KeyPrefix',
    shape: S3_KEY_PREFIX,
    accepted: ['', 'liveness/kiosk/', 'préfixe/✓/', 'p'.repeat(950), '😀'.repeat(950)],
    refused: [
      ['p'.repeat(951), ['maxLength']],
      ['😀'.repeat(951), ['maxLength']],
      ['my prefix/', ['pattern']],
      ['tab\t', ['pattern']],
    ],
  },
  {
    name: 'AuditImagesLimit',
    shape: AUDIT_IMAGES_LIMIT,
    accepted: [0, 1, 4],
    refused: [
      [-1, ['min']],
      [5, ['max']],
      [1.5, ['type']],
      ['4', ['type']],
      [Number.NaN, ['type']],
    ],
  },
  {
    name: 'Type',
    shape: CHALLENGE_TYPE,
    accepted: ['FaceMovementAndLightChallenge', 'FaceMovementChallenge'],
    refused: [
      ['faceMovementChallenge', ['enum']],
      ['', ['enum']],
    ],
  },
  {
    name: 'Versions',
    shape: CHALLENGE_VERSION,
    accepted: ['0.0.0', '1.0.0', '10.20.30', '999.999.999'],
    refused: [
      ['1.0', ['minLength', 'pattern']],
      ['1000.0.0', ['pattern']],
      ['1.1000.0', ['pattern']],
      ['01.0.0', ['pattern']],
      ['1.0.00', ['pattern']],
      ['1.0.0.0', ['pattern']],
      ['1000.999.999', ['maxLength', 'pattern']],
      ['v1.0.0', ['pattern']],
      ['1.0.0\n', ['pattern']],
    ],
  },
];

describe.each(limits)('$name', ({ shape, accepted, refused }) => {
  it.each(accepted.map((value) => [value]))('accepts %j', (value) => {
    expect(kinds(shape, value)).toEqual([]);
  });

  it.each(refused)('refuses %j', (value, broken) => {
    expect(kinds(shape, value)).toEqual(broken);
  });
});

describe('a request', () => {
  it('may be empty', () => {
    expect(createSessionRequestErrors({})).toEqual([]);
  });

  it('may have every member', () => {
    const request = {
      KmsKeyId: 'alias/liveness',
      ClientRequestToken: 'token-1',
      Settings: {
        OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'kiosk/' },
        AuditImagesLimit: 4,
        ChallengePreferences: [
          { Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0', Maximum: '1.0.0' } },
          { Type: 'FaceMovementAndLightChallenge' },
        ],
      },
    };
    expect(createSessionRequestErrors(request)).toEqual([]);
  });

  it('treats null as absent', () => {
    const Settings = { OutputConfig: null, ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: null }] };
    expect(createSessionRequestErrors({ KmsKeyId: null, Settings })).toEqual([]);
  });

  it('reports all errors at once, each with its path', () => {
    const request = {
      KmsKeyId: '',
      ClientRequestToken: 't'.repeat(65),
      Prefix: 'x',
      Settings: {
        OutputConfig: { S3Prefix: 'kiosk/' },
        AuditImagesLimit: 9,
        ChallengePreferences: [
          { Versions: { Minimum: '1.0' } },
          null,
          { Type: 'FaceMovementChallenge', Versions: { Minimum: '2.0.0', Maximum: '1.0.0' } },
        ],
      },
    };
    const found = createSessionRequestErrors(request).map(({ path, constraint }) => [path.join('.'), constraint.kind]);
    expect(found).toEqual([
      ['KmsKeyId', 'minLength'],
      ['KmsKeyId', 'pattern'],
      ['Settings.OutputConfig.S3Bucket', 'required'],
      ['Settings.OutputConfig.S3Prefix', 'unknownMember'],
      ['Settings.AuditImagesLimit', 'max'],
      ['Settings.ChallengePreferences.0.Type', 'required'],
      ['Settings.ChallengePreferences.0.Versions.Minimum', 'minLength'],
      ['Settings.ChallengePreferences.0.Versions.Minimum', 'pattern'],
      ['Settings.ChallengePreferences.1', 'required'],
      ['ClientRequestToken', 'maxLength'],
      ['Prefix', 'unknownMember'],
      ['Settings.ChallengePreferences.2.Versions', 'order'],
    ]);
  });

  it.each([['a string'], [['a list']], [null], [1]])('that is %j has the wrong type', (request) => {
    const found = createSessionRequestErrors(request);
    expect(found.map(({ constraint }) => constraint)).toEqual([{ kind: 'type', expected: 'structure' }]);
  });

  it.each([
    [{ Settings: [] }, ['Settings'], 'structure'],
    [{ Settings: { ChallengePreferences: {} } }, ['Settings', 'ChallengePreferences'], 'list'],
    [{ Settings: { ChallengePreferences: ['x'] } }, ['Settings', 'ChallengePreferences', 0], 'structure'],
  ])('with a member of the wrong type is reported there: %j', (request, path, expected) => {
    expect(createSessionRequestErrors(request)).toMatchObject([{ path, constraint: { kind: 'type', expected } }]);
  });

  it('does not treat inherited properties as known members', () => {
    const request: unknown = JSON.parse('{"__proto__": {"KmsKeyId": ""}, "constructor": 1}');
    const found = createSessionRequestErrors(request).map(({ path, constraint }) => [...path, constraint.kind]);
    expect(found).toEqual([
      ['__proto__', 'unknownMember'],
      ['constructor', 'unknownMember'],
    ]);
  });
});

describe('the order of a version range', () => {
  it.each([
    ['1.0.0', '1.0.0'],
    ['1.9.0', '1.10.0'],
    ['9.9.9', '10.0.0'],
    ['1.0.9', '1.0.10'],
  ])('accepts %s to %s', (Minimum, Maximum) => {
    expect(versionOrderErrors({ Minimum, Maximum })).toEqual([]);
  });

  it.each([
    ['1.0.1', '1.0.0'],
    ['1.10.0', '1.9.0'],
    ['10.0.0', '9.9.9'],
  ])('refuses %s to %s', (Minimum, Maximum) => {
    expect(versionOrderErrors({ Minimum, Maximum }, ['Versions'])).toMatchObject([
      { path: ['Versions'], constraint: { kind: 'order', lower: Minimum, upper: Maximum } },
    ]);
  });

  it.each([[{}], [{ Minimum: '2.0.0' }], [{ Maximum: '1.0.0' }], [{ Minimum: '2.0.0', Maximum: '1' }]])(
    'has nothing to say about %j',
    (range) => {
      expect(versionOrderErrors(range)).toEqual([]);
    },
  );
});
