import { describe, expect, it } from 'vitest';
import { emulators, requestHeaders, send } from '../support/emulator';

const start = emulators();

const TOKEN_65 = 't'.repeat(65);
const PREFIX_951 = 'p'.repeat(951);

function settings(members: object): object {
  return { Settings: members };
}

function output(members: object): object {
  return settings({ OutputConfig: { S3Bucket: 'images', ...members } });
}

function preference(members: object): object {
  return settings({ ChallengePreferences: [{ Type: 'FaceMovementChallenge' }, members] });
}

function versions(members: object): object {
  return preference({ Type: 'FaceMovementChallenge', Versions: members });
}

const KEY_PATTERN = '^[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}$';
const VERSION_PATTERN = '^(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})$';

/** One request for each rule of the service model, with the errors of its answer. */
const refusedByCreate: [object, string[]][] = [
  [
    { KmsKeyId: '' },
    [
      "Value '' at 'kmsKeyId' failed to satisfy constraint: Member must have length greater than or equal to 1",
      `Value '' at 'kmsKeyId' failed to satisfy constraint: Member must satisfy regular expression pattern: ${KEY_PATTERN}`,
    ],
  ],
  [
    { KmsKeyId: 'k'.repeat(2049) },
    [
      `Value '${'k'.repeat(2049)}' at 'kmsKeyId' failed to satisfy constraint: ` +
        'Member must have length less than or equal to 2048',
    ],
  ],
  [
    { KmsKeyId: 'my key' },
    [
      `Value 'my key' at 'kmsKeyId' failed to satisfy constraint: Member must satisfy regular expression pattern: ${KEY_PATTERN}`,
    ],
  ],
  [
    { ClientRequestToken: '' },
    [
      "Value '' at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
      "Value '' at 'clientRequestToken' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: ^[a-zA-Z0-9-_]+$',
    ],
  ],
  [
    { ClientRequestToken: TOKEN_65 },
    [
      `Value '${TOKEN_65}' at 'clientRequestToken' failed to satisfy constraint: ` +
        'Member must have length less than or equal to 64',
    ],
  ],
  [
    { ClientRequestToken: 'bad token!' },
    [
      "Value 'bad token!' at 'clientRequestToken' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: ^[a-zA-Z0-9-_]+$',
    ],
  ],
  [
    settings({ OutputConfig: {} }),
    ["Value null at 'settings.outputConfig.s3Bucket' failed to satisfy constraint: Member must not be null"],
  ],
  [
    output({ S3Bucket: 'ab' }),
    [
      "Value 'ab' at 'settings.outputConfig.s3Bucket' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 3',
    ],
  ],
  [
    output({ S3Bucket: 'b'.repeat(256) }),
    [
      `Value '${'b'.repeat(256)}' at 'settings.outputConfig.s3Bucket' failed to satisfy constraint: ` +
        'Member must have length less than or equal to 255',
    ],
  ],
  [
    output({ S3Bucket: 'my/bucket' }),
    [
      "Value 'my/bucket' at 'settings.outputConfig.s3Bucket' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: [0-9A-Za-z\\.\\-_]*',
    ],
  ],
  [
    output({ S3KeyPrefix: PREFIX_951 }),
    [
      `Value '${PREFIX_951}' at 'settings.outputConfig.s3KeyPrefix' failed to satisfy constraint: ` +
        'Member must have length less than or equal to 950',
    ],
  ],
  [
    output({ S3KeyPrefix: 'my prefix/' }),
    [
      "Value 'my prefix/' at 'settings.outputConfig.s3KeyPrefix' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: \\S*',
    ],
  ],
  [
    settings({ AuditImagesLimit: -1 }),
    [
      "Value '-1' at 'settings.auditImagesLimit' failed to satisfy constraint: " +
        'Member must have value greater than or equal to 0',
    ],
  ],
  [
    settings({ AuditImagesLimit: 5 }),
    [
      "Value '5' at 'settings.auditImagesLimit' failed to satisfy constraint: Member must have value less than or equal to 4",
    ],
  ],
  [
    preference({}),
    [
      "Value null at 'settings.challengePreferences.2.member.type' failed to satisfy constraint: Member must not be null",
    ],
  ],
  [
    preference({ Type: 'Smile' }),
    [
      "Value 'Smile' at 'settings.challengePreferences.2.member.type' failed to satisfy constraint: " +
        'Member must satisfy enum value set: [FaceMovementAndLightChallenge, FaceMovementChallenge]',
    ],
  ],
  [
    versions({ Minimum: '1.0' }),
    [
      "Value '1.0' at 'settings.challengePreferences.2.member.versions.minimum' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 5',
      "Value '1.0' at 'settings.challengePreferences.2.member.versions.minimum' failed to satisfy constraint: " +
        `Member must satisfy regular expression pattern: ${VERSION_PATTERN}`,
    ],
  ],
  [
    versions({ Maximum: '1000.100.100' }),
    [
      "Value '1000.100.100' at 'settings.challengePreferences.2.member.versions.maximum' failed to satisfy constraint: " +
        'Member must have length less than or equal to 11',
      "Value '1000.100.100' at 'settings.challengePreferences.2.member.versions.maximum' failed to satisfy constraint: " +
        `Member must satisfy regular expression pattern: ${VERSION_PATTERN}`,
    ],
  ],
];

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const ID_PATTERN = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const refusedByGet: [object, string[]][] = [
  [{}, ["Value null at 'sessionId' failed to satisfy constraint: Member must not be null"]],
  [
    { SessionId: ID.toUpperCase() },
    [
      `Value '${ID.toUpperCase()}' at 'sessionId' failed to satisfy constraint: Member must satisfy regular expression pattern: ${ID_PATTERN}`,
    ],
  ],
  [
    { SessionId: ID.slice(1) },
    [
      `Value '${ID.slice(1)}' at 'sessionId' failed to satisfy constraint: Member must have length greater than or equal to 36`,
      `Value '${ID.slice(1)}' at 'sessionId' failed to satisfy constraint: Member must satisfy regular expression pattern: ${ID_PATTERN}`,
    ],
  ],
  [
    { SessionId: `${ID}0` },
    [
      `Value '${ID}0' at 'sessionId' failed to satisfy constraint: Member must have length less than or equal to 36`,
      `Value '${ID}0' at 'sessionId' failed to satisfy constraint: Member must satisfy regular expression pattern: ${ID_PATTERN}`,
    ],
  ],
];

describe.each([
  ['CreateFaceLivenessSession', refusedByCreate],
  ['GetFaceLivenessSessionResults', refusedByGet],
] as const)('%s', (operation, refused) => {
  it.each(refused)('refuses %j', async (request, errors) => {
    const emulator = await start();
    const { status, text } = await send(emulator, {
      body: JSON.stringify(request),
      headers: requestHeaders(operation),
    });

    const count = errors.length === 1 ? '1 validation error' : `${errors.length} validation errors`;
    expect(JSON.parse(text)).toEqual({
      __type: 'ValidationException',
      message: `${count} detected: ${errors.join('; ')}`,
    });
    expect(status).toBe(400);
    expect(emulator.calls[operation]).toEqual({ succeeded: 0, throttled: 0, failed: 1 });
    expect(emulator.sessions()).toEqual([]);
  });
});

describe('a request with many errors', () => {
  it('is answered with ten of them', async () => {
    const body = JSON.stringify({ ClientRequestToken: '!', ...settings({ ChallengePreferences: Array(20).fill({}) }) });
    const { status, text } = await send(await start(), { body });
    const error = (index: number) =>
      `Value null at 'settings.challengePreferences.${index}.member.type' failed to satisfy constraint: Member must not be null`;
    expect({ status, ...JSON.parse(text) }).toEqual({
      status: 400,
      __type: 'ValidationException',
      message: `10 validation errors detected: ${Array.from({ length: 10 }, (_, index) => error(index + 1)).join('; ')}`,
    });
  });

  it('is answered even if the whole of the largest body is invalid', async () => {
    const list = Array(300_000).fill('{}').join(',');
    const { status, text } = await send(await start(), { body: `{"Settings":{"ChallengePreferences":[${list}]}}` });
    expect({ status, ...JSON.parse(text) }).toEqual({
      status: 400,
      __type: 'ValidationException',
      message: expect.stringMatching(/^10 validation errors detected: /),
    });
  });
});

describe('a number', () => {
  const send4 = async (AuditImagesLimit: string) => {
    const emulator = await start();
    const { text } = await send(emulator, { body: `{"Settings":{"AuditImagesLimit":${AuditImagesLimit}}}` });
    return { ...JSON.parse(text), request: emulator.sessions()[0]?.request };
  };
  const outOfRange = (shown: string, obligation: string) => ({
    __type: 'ValidationException',
    message: `1 validation error detected: Value '${shown}' at 'settings.auditImagesLimit' failed to satisfy constraint: ${obligation}`,
  });

  it.each(['4', '4.0', '4e0', '0.4e1'])('can be written as %s', async (number) => {
    expect((await send4(number)).request).toEqual({ Settings: { AuditImagesLimit: 4 } });
  });

  it.each([
    ['2147483648', '2147483647', 'Member must have value less than or equal to 4'],
    ['9007199254740993', '2147483647', 'Member must have value less than or equal to 4'],
    ['1e300', '2147483647', 'Member must have value less than or equal to 4'],
    ['-1e300', '-2147483648', 'Member must have value greater than or equal to 0'],
  ])('is clamped to a 32-bit integer: %s', async (number, shown, obligation) => {
    expect(await send4(number)).toEqual(outOfRange(shown, obligation));
  });

  it('that is not finite has the wrong type', async () => {
    const message = 'NUMBER_VALUE can not be converted to an Integer';
    expect(await send4('1e400')).toEqual({ __type: 'SerializationException', message });
  });

  it.each(['04', '+4', '.4', '0x4', 'NaN', 'Infinity'])('cannot be written as %s', async (number) => {
    expect(await send4(number)).toEqual({ __type: 'SerializationException' });
  });
});

describe('a value of the wrong type', () => {
  it.each<[unknown, string]>([
    [{ KmsKeyId: 1 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ KmsKeyId: true }, 'TRUE_VALUE can not be converted to a String'],
    [{ KmsKeyId: false }, 'FALSE_VALUE can not be converted to a String'],
    [{ KmsKeyId: [] }, 'Start of list found where not expected'],
    [{ KmsKeyId: {} }, 'Start of structure or map found where not expected.'],
    [settings({ AuditImagesLimit: '4' }), 'STRING_VALUE can not be converted to an Integer'],
    [settings({ AuditImagesLimit: 1.5 }), 'NUMBER_VALUE can not be converted to an Integer'],
    [settings({ ChallengePreferences: 'x' }), 'Expected list or null'],
    [{ Settings: 'x' }, 'Expected null'],
    [[], 'Start of list found where not expected'],
  ])('precedes all other errors: %j', async (request, message) => {
    const emulator = await start();
    const body = JSON.stringify(Array.isArray(request) ? request : { ClientRequestToken: '', ...(request as object) });
    const { status, text } = await send(emulator, { body });
    expect(JSON.parse(text)).toEqual({ __type: 'SerializationException', message });
    expect(status).toBe(400);
  });
});

describe('a request that AWS accepts', () => {
  it.each([
    ['an unknown member', { Settings: { OutputConfig: { S3Bucket: 'images', S3Prefix: 'x' } }, Prefix: 1 }],
    ['null instead of an absent member', { KmsKeyId: null, Settings: { OutputConfig: null } }],
    ['a range of versions whose minimum exceeds its maximum', versions({ Minimum: '2.0.0', Maximum: '1.0.0' })],
  ])('is accepted: %s', async (_, request) => {
    const emulator = await start();
    const { status } = await send(emulator, { body: JSON.stringify(request) });
    expect(status).toBe(200);
    expect(emulator.sessions()).toHaveLength(1);
  });
});
