/** A call that all clients make. */
export interface Call {
  readonly name: string;
  readonly operation: 'CreateFaceLivenessSession' | 'GetFaceLivenessSessionResults';
  /** The parameters; `SESSION` stands for the id of the session created by the first call. */
  readonly request: object;
  /** Default: us-east-1. */
  readonly region?: string;
  /** Default: permanent. */
  readonly signer?: keyof typeof SIGNERS;
}

/** The credentials that calls are signed with. */
export const SIGNERS = {
  permanent: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
  temporary: { accessKeyId: 'ASIAQNZGKIQY56JQ7WML', secretAccessKey: 'other', sessionToken: 'token/+==' },
  'wrong secret': { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'Secret' },
  'unknown key': { accessKeyId: 'AKIAUNKNOWNUNKNOWNUN', secretAccessKey: 'secret' },
  'wrong token': { accessKeyId: 'ASIAQNZGKIQY56JQ7WML', secretAccessKey: 'other', sessionToken: 'token' },
} as const satisfies Record<string, Signer>;

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A placeholder for the id of a session that the client created before. */
export const SESSION = 'SESSION';

export const EVERYTHING = {
  KmsKeyId: 'alias/liveness',
  Settings: {
    OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'ü/✓/😀/"\\<&>\'%/' },
    AuditImagesLimit: 4,
    ChallengePreferences: [
      { Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0', Maximum: '2.10.999' } },
      { Type: 'FaceMovementAndLightChallenge' },
    ],
  },
};

const UNKNOWN_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

function create(name: string, request: object, more: Partial<Call> = {}): Call {
  return { name, operation: 'CreateFaceLivenessSession', request, ...more };
}

function get(name: string, request: object, more: Partial<Call> = {}): Call {
  return { name, operation: 'GetFaceLivenessSessionResults', request, ...more };
}

const settings = (members: object) => ({ Settings: members });
const output = (members: object) => settings({ OutputConfig: { S3Bucket: 'images', ...members } });
const versions = (members: object) =>
  settings({ ChallengePreferences: [{ Type: 'FaceMovementChallenge', Versions: members }] });

/** The calls that our provider can make. It refuses invalid requests itself. */
export const CALLS_OF_ALL: readonly Call[] = [
  create('a token', { ClientRequestToken: 'first' }),
  create('everything', { ClientRequestToken: 'everything', ...EVERYTHING }),
  create('a limit of no images', { ClientRequestToken: 'none', ...settings({ AuditImagesLimit: 0 }) }),
  create('a bucket and an empty prefix', { ClientRequestToken: 'empty', ...output({ S3KeyPrefix: '' }) }),
  create('the same again', { ClientRequestToken: 'first' }),
  create('the same token with something else', { ClientRequestToken: 'first', KmsKeyId: 'key' }),
  create('another region', { ClientRequestToken: 'region' }, { region: 'eu-west-1' }),
  create('a region without Face Liveness', { ClientRequestToken: 'nowhere' }, { region: 'eu-central-1' }),
  create('temporary credentials', { ClientRequestToken: 'temporary' }, { signer: 'temporary' }),
  create('a wrong secret', { ClientRequestToken: 'secret' }, { signer: 'wrong secret' }),
  create('an unknown access key', { ClientRequestToken: 'unknown' }, { signer: 'unknown key' }),
  create('a wrong session token', { ClientRequestToken: 'token' }, { signer: 'wrong token' }),
  get('the results of a session', { SessionId: SESSION }),
  get('the results of no session', { SessionId: UNKNOWN_ID }),
  get("the results of another's session", { SessionId: SESSION }, { signer: 'temporary' }),
];

/** More calls of the other clients, which validate less. */
export const MORE_CALLS: readonly Call[] = [
  create('nothing', {}),
  create('an empty list', settings({ ChallengePreferences: [] })),
  create('an empty key', { KmsKeyId: '' }),
  create('a key with a blank', { KmsKeyId: 'my key' }),
  create('a long token', { ClientRequestToken: 't'.repeat(65) }),
  create('a bad token, and more', { ClientRequestToken: 'bad token!', ...settings({ AuditImagesLimit: 9 }) }),
  create('a negative limit', settings({ AuditImagesLimit: -1 })),
  create('a limit that is a text', settings({ AuditImagesLimit: '4' })),
  create('no bucket', settings({ OutputConfig: {} })),
  create('a short bucket', output({ S3Bucket: 'ab' })),
  create('a prefix with a blank', output({ S3KeyPrefix: 'my prefix/' })),
  create('a long prefix', output({ S3KeyPrefix: 'ü'.repeat(951) })),
  create('an unknown challenge', settings({ ChallengePreferences: [{ Type: 'Smile' }] })),
  create('half a version', versions({ Minimum: '1.0' })),
  create('a range the wrong way round', versions({ Minimum: '2.0.0', Maximum: '1.0.0' })),
  get('the results of nothing', {}),
  get('the results of what is no id', { SessionId: 'x' }),
  get('the results in another region', { SessionId: SESSION }, { region: 'us-west-2' }),
];

/** The calls of the AWS CLI, which takes a second to start: boto3 makes all calls with the same library. */
export const CALLS_OF_CLI: readonly Call[] = [
  'a token',
  'everything',
  'a region without Face Liveness',
  'temporary credentials',
  'the results of a session',
].map((name) => {
  const call = [...CALLS_OF_ALL, ...MORE_CALLS].find((each) => each.name === name);
  if (call === undefined) throw new Error(`no call ${name}`);
  return call;
});
