import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awsCli } from '../../support/aws-cli';
import { initialized } from '../../support/hcl';
import { type RecordedCall, type RecordingService, startRecordingService } from '../../support/recording-service';

// The real AWS CLI and the real provider send the same request for the same input. The service only records the calls,
// so that they depend on the two clients alone.

interface Input {
  /** In the form of the API, without the token. */
  readonly request: { readonly KmsKeyId?: string; readonly Settings?: object };
  /** In the form of a Terraform configuration. */
  readonly hcl: object;
}

const INPUTS: Readonly<Record<string, Input>> = {
  nothing: { request: {}, hcl: {} },
  'a key': {
    request: { KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1' },
    hcl: { kms_key_id: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1' },
  },
  'a bucket': {
    request: { Settings: { OutputConfig: { S3Bucket: 'images' } } },
    hcl: { settings: { output_config: { s3_bucket: 'images' } } },
  },
  'a bucket and an empty prefix': {
    request: { Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: '' } } },
    hcl: { settings: { output_config: { s3_bucket: 'images', s3_key_prefix: '' } } },
  },
  'a prefix of letters that JSON can write in several ways': {
    request: { Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'ü/✓/😀/"\\<&>\'%/' } } },
    hcl: { settings: { output_config: { s3_bucket: 'images', s3_key_prefix: 'ü/✓/😀/"\\<&>\'%/' } } },
  },
  'a limit of no images': {
    request: { Settings: { AuditImagesLimit: 0 } },
    hcl: { settings: { audit_images_limit: 0 } },
  },
  challenges: {
    request: {
      Settings: {
        ChallengePreferences: [
          { Type: 'FaceMovementChallenge', Versions: { Maximum: '2.0.0' } },
          { Type: 'FaceMovementAndLightChallenge' },
        ],
      },
    },
    hcl: {
      settings: {
        challenge_preference: [
          { type: 'FaceMovementChallenge', versions: { maximum: '2.0.0' } },
          { type: 'FaceMovementAndLightChallenge' },
        ],
      },
    },
  },
  everything: {
    request: {
      KmsKeyId: 'alias/liveness',
      Settings: {
        OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'kiosk/' },
        AuditImagesLimit: 4,
        ChallengePreferences: [
          { Type: 'FaceMovementAndLightChallenge', Versions: { Minimum: '1.0.0', Maximum: '2.10.999' } },
        ],
      },
    },
    hcl: {
      kms_key_id: 'alias/liveness',
      settings: {
        output_config: { s3_bucket: 'images', s3_key_prefix: 'kiosk/' },
        audit_images_limit: 4,
        challenge_preference: [
          { type: 'FaceMovementAndLightChallenge', versions: { minimum: '1.0.0', maximum: '2.10.999' } },
        ],
      },
    },
  },
};
const NAMES = Object.keys(INPUTS);

/** The inputs that the AWS CLI gets, too: each call is a process of a second. */
const NAMES_OF_CLI = ['a prefix of letters that JSON can write in several ways', 'everything'];

/** A request that the provider sends without its empty list. */
const EMPTY = { Settings: { ChallengePreferences: [] } };

let service: RecordingService;
/** The calls of the provider, by token. */
const sent = new Map<string, RecordedCall>();

beforeAll(async () => {
  service = await startRecordingService();
  const json = (request: object, token: string) => ({
    cli_input_json: JSON.stringify({ ...request, ClientRequestToken: token }),
  });
  const sessions = Object.fromEntries([
    ['empty', json(EMPTY, 'empty')],
    ...Object.values(INPUTS).flatMap(({ hcl, request }, index) => [
      [`arguments_${index}`, { client_request_token: `arguments_${index}`, ...hcl }],
      [`json_${index}`, json(request, `json_${index}`)],
    ]),
  ]);
  // In the JSON form, only ${ and %{ are special in strings.
  await apply({ data: { faceliveness_session: sessions } });
  for (const call of service.calls) sent.set(JSON.parse(call.body).ClientRequestToken, call);
});
afterAll(() => service.close());

/** Applies a configuration in the JSON form of Terraform's language. */
async function apply(configuration: object): Promise<void> {
  const workspace = await initialized('', { AWS_ENDPOINT_URL_REKOGNITION: service.url, AWS_REGION: 'us-east-1' });
  try {
    workspace.write({ 'main.tf.json': JSON.stringify(configuration) });
    const { code, stderr } = await workspace.apply();
    expect(code, stderr).toBe(0);
  } finally {
    workspace.dispose();
  }
}

/** The call of the provider for an input, given as arguments or as JSON. */
function providerCall(way: 'arguments' | 'json', name: string): RecordedCall {
  const call = sent.get(`${way}_${NAMES.indexOf(name)}`);
  if (call === undefined) throw new Error(`the provider sent nothing for ${name}`);
  return call;
}

/** The body in the form of RFC 8785, with the same token for both clients. */
function canonical({ body }: RecordedCall): string | undefined {
  return canonicalize({ ...JSON.parse(body), ClientRequestToken: 'token' });
}

/** The call of the AWS CLI with these options. */
async function cliCall(...options: readonly string[]): Promise<RecordedCall> {
  service.calls.length = 0;
  const { code, stderr } = await awsCli(
    ...['rekognition', 'create-face-liveness-session', '--endpoint-url', service.url],
    ...options,
  );
  expect(code, stderr).toBe(0);
  expect(service.calls).toHaveLength(1);
  return service.calls[0] as RecordedCall;
}

describe('the request body of the provider', () => {
  test.each(NAMES)('is the request of the input: %s', (name) => {
    const body = canonicalize({ ...INPUTS[name]?.request, ClientRequestToken: 'token' });
    expect(canonical(providerCall('arguments', name))).toBe(body);
    expect(canonical(providerCall('json', name))).toBe(body);
  });
});

describe('the AWS CLI sends the same as the provider:', () => {
  test.each(NAMES_OF_CLI)('%s', async (name) => {
    const { KmsKeyId, Settings } = INPUTS[name]?.request ?? {};
    const byOptions = await cliCall(
      ...['--client-request-token', 'cli'],
      ...(KmsKeyId === undefined ? [] : ['--kms-key-id', KmsKeyId]),
      ...(Settings === undefined ? [] : ['--settings', JSON.stringify(Settings)]),
    );
    const byJson = await cliCall('--cli-input-json', JSON.stringify({ KmsKeyId, Settings, ClientRequestToken: 'cli' }));

    for (const call of [providerCall('arguments', name), providerCall('json', name)]) {
      expect(canonical(call)).toBe(canonical(byOptions));
      expect(canonical(call)).toBe(canonical(byJson));
      const { target, contentType } = byOptions;
      expect(call).toMatchObject({ target, contentType });
    }
  });

  test('with the token that the provider derived, the bodies differ in layout only', async () => {
    service.calls.length = 0;
    const { request, hcl } = INPUTS.everything as Input;
    await apply({ data: { faceliveness_session_pool: { this: { name: 'kiosk', size: 1, ...hcl } } } });
    const [{ body } = { body: '{}' }] = service.calls;
    const { ClientRequestToken } = JSON.parse(body);
    const cli = await cliCall('--cli-input-json', JSON.stringify({ ...request, ClientRequestToken }));
    expect(canonicalize(JSON.parse(body))).toBe(canonicalize(JSON.parse(cli.body)));
  });

  test('except empty lists, which the provider leaves out', async () => {
    expect(JSON.parse((await cliCall('--cli-input-json', JSON.stringify(EMPTY))).body)).toEqual(EMPTY);
    expect(JSON.parse(sent.get('empty')?.body ?? '')).toEqual({ ClientRequestToken: 'empty' });
  });
});
