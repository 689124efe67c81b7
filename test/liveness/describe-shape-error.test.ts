import { describe, expect, it } from 'vitest';
import { CREATE_SESSION_REQUEST, createSessionRequestErrors } from '../../src/liveness/create-session-request';
import { asClause, describeShapeError, mostTelling } from '../../src/liveness/describe-shape-error';
import { GET_SESSION_RESULTS_REQUEST } from '../../src/liveness/get-session-results';
import { type Shape, shapeErrors } from '../../src/liveness/shape';

function descriptions(request: unknown): string[] {
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
        'Remove these characters.',
    ],
    [
      'many characters that are not allowed',
      { ClientRequestToken: '!"#$%&/()' },
      '"!\\"#$%&/()" contains "!", "\\"", "#", "$", "%" and others; a client request token is 1 to 64 letters, digits, ' +
        'hyphens and underscores. Remove these characters.',
    ],
    [
      'a value that is too long, shortened',
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
        'Give it a value, or leave it out where it is optional.',
    ],
    [
      'an ARN in the place of a name',
      { Settings: { OutputConfig: { S3Bucket: 'arn:aws:s3:::faces' } } },
      '"arn:aws:s3:::faces" is an ARN; an S3 bucket name is 3 to 255 letters, digits, dots, hyphens and underscores. ' +
        'Use the name at its end.',
    ],
    [
      'a value that does not match the pattern',
      versions({ Minimum: '01.0.0' }),
      '"01.0.0" does not have the form of a challenge version; a challenge version is three numbers from 0 to 999, ' +
        'without leading zeros, with dots between them. Write it like 1.0.0.',
    ],
    [
      'a value that is not in the enumeration',
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
      'an object instead of a list',
      { Settings: { ChallengePreferences: {} } },
      'An object is not a list; a list of challenge preferences is a list of which each element is a challenge preference. ' +
        'Give a list instead.',
    ],
    [
      'a list instead of an object',
      { Settings: { OutputConfig: [] } },
      'A list is not an object; an output configuration is an object with S3Bucket and S3KeyPrefix. ' +
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
      'Unknown member "S3Prefix"; known members: S3Bucket, S3KeyPrefix. Correct its name or remove it.',
    ],
    [
      'a range whose minimum exceeds its maximum',
      versions({ Minimum: '2.0.0', Maximum: '1.0.0' }),
      'The minimum version 2.0.0 is higher than the maximum version 1.0.0. Lower the minimum or raise the maximum.',
    ],
  ])('describes %s', (_, request, description) => {
    expect(descriptions(request)).toEqual([description]);
  });

  it('never repeats a session id', () => {
    const SessionId = '0f8fad5b-d9cb-469f-a165-70867728950e0';
    const errors = shapeErrors(GET_SESSION_RESULTS_REQUEST, { SessionId });
    expect(errors.map(describeShapeError)).toEqual([
      'The value received has 37 characters; a session id is 36 characters, a UUID in lower case. Shorten it by 1 character.',
      'The value received does not have the form of a session id; a session id is 36 characters, a UUID in lower case. Correct it.',
    ]);
  });

  it('does not repeat nested values', () => {
    const errors = shapeErrors(CREATE_SESSION_REQUEST, { Settings: [{ secret: 'a' }], KmsKeyId: { secret: 'a' } });
    expect(errors.map(describeShapeError)).toEqual([
      expect.stringMatching(/^An object is not a string; a KMS key identifier is /),
      expect.stringMatching(/^A list is not an object; a settings object is /),
    ]);
  });

  it.each<[Shape, unknown, string]>([
    [
      { type: 'number', noun: 'a confidence', min: 0, max: 100 },
      Number.NaN,
      'NaN is not a number; a confidence is a number from 0 to 100. Give a number instead.',
    ],
    [
      { type: 'number', noun: 'a confidence', min: 0, max: 100 },
      100.5,
      '100.5 is too large; a confidence is a number from 0 to 100. Use 100 or less.',
    ],
    [
      { type: 'number', noun: 'a rate', min: 0.001 },
      '5',
      '"5" is not a number; a rate is a number of 0.001 or more. Give a number instead.',
    ],
    [
      { type: 'integer', noun: 'a seed' },
      1.5,
      '1.5 is not a whole number; a seed is a whole number. Give a whole number instead.',
    ],
    [
      { type: 'custom', noun: 'a clock', rule: 'a function', accepts: (value) => typeof value === 'function' },
      5,
      '5 is not a clock; a clock is a function. Correct it.',
    ],
    [
      { type: 'structure', noun: 'the options', members: {}, memberNoun: 'option' },
      { ports: 1 },
      'Unknown option "ports"; there are no options. Remove it.',
    ],
    [
      {
        type: 'structure',
        noun: 'the options',
        members: { port: { type: 'integer', noun: 'a port' } },
        nullIsValue: true,
      },
      { port: null },
      'null is not a whole number; a port is a whole number. Give a whole number instead.',
    ],
  ])('describes the error of shape %j and value %j', (shape, value, description) => {
    expect(shapeErrors(shape, value).map(describeShapeError)).toEqual([description]);
  });

  it('gives a clause for a place without capital and period', () => {
    expect(asClause('An S3 bucket name is missing. Add it.')).toBe('an S3 bucket name is missing. Add it');
  });
});

describe('mostTelling', () => {
  const long = 'x'.repeat(2049);

  it.each<[string, object, string[]]>([
    ['the pattern error of a value with an example', versions({ Minimum: '1.0' }), ['pattern']],
    ['the pattern error of a value that is also too long', versions({ Minimum: '1000.1000.1000' }), ['pattern']],
    ['the length error of an empty value', { KmsKeyId: '' }, ['minLength']],
    ['the length error of a value whose characters are all allowed', { KmsKeyId: long }, ['maxLength']],
    ['the pattern error of a value with wrong characters', { KmsKeyId: `${long} ` }, ['pattern']],
    ['the first error of a value without an example', { ClientRequestToken: `${'a'.repeat(64)} ` }, ['maxLength']],
    ['the only error', { ClientRequestToken: 'a b' }, ['pattern']],
    ['one error of each value', versions({ Minimum: '1.0', Maximum: '2.0' }), ['pattern', 'pattern']],
    ['no error of a valid request', {}, []],
  ])('keeps %s', (_, request, kinds) => {
    expect(mostTelling(createSessionRequestErrors(request)).map(({ constraint }) => constraint.kind)).toEqual(kinds);
  });

  it('keeps the order of the values', () => {
    const found = mostTelling(
      createSessionRequestErrors({ KmsKeyId: '', ...versions({ Minimum: '1.0' }), ClientRequestToken: '' }),
    );
    expect(found.map(({ path }) => path.at(-1))).toEqual(['KmsKeyId', 'Minimum', 'ClientRequestToken']);
  });

  it('distinguishes a list index from a member of the same name', () => {
    const [error] = createSessionRequestErrors({ ClientRequestToken: 'a b' });
    if (!error) throw new Error('one error was expected');
    const alike = [
      { ...error, path: ['a', 1] },
      { ...error, path: ['a', '1'] },
    ];
    expect(mostTelling(alike)).toEqual(alike);
  });
});
