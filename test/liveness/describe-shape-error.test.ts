import { describe, expect, it } from 'vitest';
import { CREATE_SESSION_REQUEST, createSessionRequestErrors } from '../../src/liveness/create-session-request';
import { describeShapeError, mostTelling } from '../../src/liveness/describe-shape-error';
import { GET_SESSION_RESULTS_REQUEST } from '../../src/liveness/get-session-results';
import { shapeErrors } from '../../src/liveness/shape';

function sentences(request: unknown): string[] {
  return createSessionRequestErrors(request).map(describeShapeError);
}

function versions(range: object) {
  return { Settings: { ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: range }] } };
}

describe('describeShapeError', () => {
  it.each<[string, object, string]>([
    [
      'whitespace',
      { Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'my prefix/' } } },
      '"my prefix/" contains whitespace; an S3 key prefix is at most 950 characters without whitespace. ' +
        'Remove the whitespace.',
    ],
    [
      'characters that are not allowed',
      { ClientRequestToken: 'a!b!é' },
      '"a!b!é" contains "!" and "é"; a client request token is 1 to 64 letters, digits, hyphens and underscores. ' +
        'Remove what is not allowed.',
    ],
    [
      'very many of them',
      { ClientRequestToken: '!"#$%&/()' },
      '"!\\"#$%&/()" contains "!", "\\"", "#", "$", "%" and others; a client request token is 1 to 64 letters, digits, ' +
        'hyphens and underscores. Remove what is not allowed.',
    ],
    [
      'a value that is too long, which it shortens',
      { ClientRequestToken: 't'.repeat(65) },
      `"${'t'.repeat(60)}…" has 65 characters; a client request token is 1 to 64 letters, digits, hyphens and ` +
        'underscores. Shorten it by 1 character.',
    ],
    [
      'a value that is too short',
      { Settings: { OutputConfig: { S3Bucket: 'ab' } } },
      '"ab" has 2 characters; an S3 bucket name is 3 to 255 letters, digits, dots, hyphens and underscores. ' +
        'Use a longer value.',
    ],
    [
      'an empty value',
      { Settings: { OutputConfig: { S3Bucket: '' } } },
      '"" is empty; an S3 bucket name is 3 to 255 letters, digits, dots, hyphens and underscores. ' +
        'Give it a value, or leave it out.',
    ],
    [
      'a wrong form',
      versions({ Minimum: '01.0.0' }),
      '"01.0.0" does not have the form of a challenge version; a challenge version is three numbers from 0 to 999, ' +
        'without leading zeros, with dots between them. Write it like 1.0.0.',
    ],
    [
      'an unknown choice',
      { Settings: { ChallengePreferences: [{ Type: 'Smile' }] } },
      '"Smile" is not a challenge type; a challenge type is one of FaceMovementAndLightChallenge, ' +
        'FaceMovementChallenge. Use one of these.',
    ],
    [
      'a number that is too large',
      { Settings: { AuditImagesLimit: 5 } },
      '5 is too large; an audit images limit is a whole number from 0 to 4. Use 4 or less.',
    ],
    [
      'a number that is too small',
      { Settings: { AuditImagesLimit: -1 } },
      '-1 is too small; an audit images limit is a whole number from 0 to 4. Use 0 or more.',
    ],
    [
      'a fraction',
      { Settings: { AuditImagesLimit: 1.5 } },
      '1.5 is not a whole number; an audit images limit is a whole number from 0 to 4. Give a whole number instead.',
    ],
    [
      'an object where a list belongs',
      { Settings: { ChallengePreferences: {} } },
      '{} is not a list; a list of challenge preferences is a list of which each element is a challenge preference. ' +
        'Give a list instead.',
    ],
    [
      'a list where an object belongs',
      { Settings: { OutputConfig: [] } },
      '[] is not an object; an output configuration is an object with S3Bucket and S3KeyPrefix. ' +
        'Give an object instead.',
    ],
    [
      'a missing member',
      { Settings: { OutputConfig: {} } },
      'An S3 bucket name is missing; an S3 bucket name is 3 to 255 letters, digits, dots, hyphens and underscores. Add it.',
    ],
    [
      'a misspelt member',
      { Settings: { OutputConfig: { S3Bucket: 'images', S3Prefix: 'kiosk/' } } },
      'S3Prefix is not a member of an output configuration, which has S3Bucket and S3KeyPrefix. ' +
        'Correct its name or remove it.',
    ],
    [
      'a range the wrong way round',
      versions({ Minimum: '2.0.0', Maximum: '1.0.0' }),
      'The minimum version 2.0.0 is higher than the maximum version 1.0.0. Lower the minimum or raise the maximum.',
    ],
  ])('explains %s', (_, request, sentence) => {
    expect(sentences(request)).toEqual([sentence]);
  });

  it('never repeats a session id', () => {
    const SessionId = '0f8fad5b-d9cb-469f-a165-70867728950e0';
    const said = shapeErrors(GET_SESSION_RESULTS_REQUEST, { SessionId }).map(describeShapeError);
    expect(said).toEqual([
      'The value received has 37 characters; a session id is 36 characters, a UUID in lower case. Shorten it by 1 character.',
      'The value received does not have the form of a session id; a session id is 36 characters, a UUID in lower case. Correct it.',
    ]);
  });

  it('shortens what is not a string, too', () => {
    const [said] = shapeErrors(CREATE_SESSION_REQUEST, Array(1000).fill(1)).map(describeShapeError);
    expect(said).toMatch(/^\[1,1[1,]{56}… is not an object; /);
  });
});

describe('mostTelling', () => {
  const long = 'x'.repeat(2049);

  it.each<[string, object, string[]]>([
    ['the pattern, where the form says more than the length', versions({ Minimum: '1.0' }), ['pattern']],
    ['the pattern for a value that is too long', versions({ Minimum: '1000.1000.1000' }), ['pattern']],
    ['the length of a value that is empty', { KmsKeyId: '' }, ['minLength']],
    ['the length of a value whose characters are all right', { KmsKeyId: long }, ['maxLength']],
    ['the pattern for a value with wrong characters', { KmsKeyId: `${long} ` }, ['pattern']],
    ['the first of a value without an example', { ClientRequestToken: `${'a'.repeat(64)} ` }, ['maxLength']],
    ['the only one', { ClientRequestToken: 'a b' }, ['pattern']],
    ['one of each value', versions({ Minimum: '1.0', Maximum: '2.0' }), ['pattern', 'pattern']],
    ['nothing of nothing', {}, []],
  ])('keeps %s', (_, request, kinds) => {
    expect(mostTelling(createSessionRequestErrors(request)).map(({ constraint }) => constraint.kind)).toEqual(kinds);
  });

  it('keeps the order of the values', () => {
    const found = mostTelling(
      createSessionRequestErrors({ KmsKeyId: '', ...versions({ Minimum: '1.0' }), ClientRequestToken: '' }),
    );
    expect(found.map(({ path }) => path.at(-1))).toEqual(['KmsKeyId', 'Minimum', 'ClientRequestToken']);
  });

  it('tells paths apart that look alike', () => {
    const [shapeError] = createSessionRequestErrors({ ClientRequestToken: 'a b' });
    if (!shapeError) throw new Error('one shapeError was expected');
    const alike = [
      { ...shapeError, path: ['a', 1] },
      { ...shapeError, path: ['a', '1'] },
    ];
    expect(mostTelling(alike)).toEqual(alike);
  });
});
