import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DisableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
  GetFaceLivenessSessionResultsCommand,
} from '@aws-sdk/client-rekognition';
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { decode } from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import { type MotoServer, startMoto } from '../../../harness/moto/moto';
import type { Emulator, EmulatorOptions } from '../../../src/emulator';
import { emulators, sdk } from '../support/emulator';

const REGION = 'eu-west-1';
const start = emulators();

let moto: MotoServer;
let s3: S3Client;
let kms: KMSClient;
let keyArn: string;

beforeAll(async () => {
  moto = await startMoto();
  s3 = s3In(REGION);
  kms = new KMSClient(clientConfig(REGION));
  keyArn = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  await createBucket('faces', REGION);
  await createBucket('versions', REGION);
  await s3.send(new PutBucketVersioningCommand({ Bucket: 'versions', VersioningConfiguration: { Status: 'Enabled' } }));
  await createBucket('far-away');
}, 60_000);

afterAll(async () => {
  s3?.destroy();
  kms?.destroy();
  await moto?.stop();
});

function clientConfig(region: string) {
  return { endpoint: moto.url, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

function s3In(region: string): S3Client {
  return new S3Client({ ...clientConfig(region), forcePathStyle: true });
}

async function createBucket(Bucket: string, region?: BucketLocationConstraint): Promise<void> {
  // S3 creates a bucket without a location constraint in us-east-1.
  const placed = region === undefined ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
  await s3In(region ?? 'us-east-1').send(new CreateBucketCommand({ Bucket, ...placed }));
}

/** Makes moto enforce IAM policies, or not. */
async function enforceIam(enforced: boolean): Promise<void> {
  await fetch(`${moto.url}/moto-api/reset-auth`, { method: 'POST', body: enforced ? '0' : 'inf' });
}

async function iam(parameters: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(moto.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      // moto takes the service from the signature's scope.
      Authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({ Version: '2010-05-08', ...parameters }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

/** Creates a user with permissions for some actions, and returns the user's credentials. */
async function userWho(name: string, actions: readonly string[]) {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam({ Action: 'CreateUser', UserName: name });
  await iam({ Action: 'PutUserPolicy', UserName: name, PolicyName: 'some', PolicyDocument });
  const made = await iam({ Action: 'CreateAccessKey', UserName: name });
  const element = (tag: string) => new RegExp(`<${tag}>(.*?)</${tag}>`).exec(made)?.[1] ?? '';
  return { accessKeyId: element('AccessKeyId'), secretAccessKey: element('SecretAccessKey') };
}

async function withSession(
  request: CreateFaceLivenessSessionCommandInput,
  options: EmulatorOptions = { s3Endpoint: moto.url },
): Promise<{ emulator: Emulator; id: string; results: () => Promise<unknown> }> {
  const emulator = await start(options);
  const client = sdk(emulator, { region: REGION });
  const { SessionId: id = '' } = await client.send(new CreateFaceLivenessSessionCommand(request));
  const results = async () => {
    const { $metadata: _, ...answer } = await client.send(new GetFaceLivenessSessionResultsCommand({ SessionId: id }));
    return answer;
  };
  return { emulator, id, results };
}

describe('a completed session', () => {
  test('stores its images in the bucket, under the prefix, encrypted with the key', async () => {
    const { emulator, id, results } = await withSession({
      KmsKeyId: keyArn,
      Settings: { AuditImagesLimit: 2, OutputConfig: { S3Bucket: 'faces', S3KeyPrefix: 'kiosk/' } },
    });
    await emulator.completeSession(id);

    const names = ['reference', 'audit-1', 'audit-2'].map((name) => `kiosk/${id}/${name}.jpg`);
    const [reference, ...audit] = names.map((Name) => ({
      S3Object: { Bucket: 'faces', Name },
      BoundingBox: expect.objectContaining({ Width: expect.any(Number) }),
    }));
    expect(await results()).toMatchObject({
      Status: 'SUCCEEDED',
      ReferenceImage: reference,
      AuditImages: audit,
    });
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'faces', Prefix: `kiosk/${id}/` }));
    expect(Contents?.map(({ Key }) => Key).sort()).toEqual([...names].sort());
    for (const Key of names) {
      expect(await s3.send(new HeadObjectCommand({ Bucket: 'faces', Key }))).toMatchObject({
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: keyArn,
        ContentType: 'image/jpeg',
      });
    }
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'faces', Key: names[0] }));
    expect(decode(await (Body as NonNullable<typeof Body>).transformToByteArray())).toMatchObject({ width: 480 });
  });

  test('returns the object versions of a versioned bucket, and without a key uses the encryption of the bucket', async () => {
    const { emulator, id, results } = await withSession({ Settings: { OutputConfig: { S3Bucket: 'versions' } } });
    await emulator.completeSession(id);
    expect(await results()).toMatchObject({
      ReferenceImage: { S3Object: { Bucket: 'versions', Name: `${id}/reference.jpg`, Version: expect.any(String) } },
      AuditImages: [],
    });
  });
});

test("images of one's own are written as they are, with their boxes, and no reference image is none", async () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const pastTheEdge = { width: 0.5, height: 0.6, left: -0.2, top: 0.7 };
  const { emulator, id, results } = await withSession({
    Settings: { AuditImagesLimit: 2, OutputConfig: { S3Bucket: 'faces', S3KeyPrefix: 'own/' } },
  });
  await emulator.completeSession(id, {
    noReferenceImage: true,
    auditImages: [{ jpeg }, { jpeg: jpeg.toString('base64'), boundingBox: pastTheEdge }, {}],
  });
  const Name = `own/${id}/audit-1.jpg`;
  expect(await results()).toMatchObject({
    Status: 'SUCCEEDED',
    AuditImages: [
      { S3Object: { Name }, BoundingBox: { Width: 1, Height: 1, Left: 0, Top: 0 } },
      {
        S3Object: { Name: `own/${id}/audit-2.jpg` },
        BoundingBox: { Width: 0.5, Height: 0.6, Left: -0.2, Top: 0.7 },
      },
    ],
  });
  expect(await results()).not.toHaveProperty('ReferenceImage');
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'faces', Prefix: `own/${id}/` }));
  expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
    [Name, jpeg.length],
    [`own/${id}/audit-2.jpg`, jpeg.length],
  ]);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'faces', Key: Name }));
  expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(jpeg);
});

test('a session with a key and without a bucket is completed if there is no KMS to ask', async () => {
  const { emulator, id } = await withSession({ KmsKeyId: keyArn }, {});
  expect(await emulator.completeSession(id)).toMatchObject({ status: 'SUCCEEDED' });
});

test('the writer needs no permission to describe the key', async () => {
  const credentials = await userWho('writer', ['s3:*', 'kms:GenerateDataKey']);
  const emulator = await start({ s3Endpoint: moto.url, credentials: [credentials] });
  const client = sdk(emulator, { region: REGION, credentials });
  const { SessionId: id = '' } = await client.send(
    new CreateFaceLivenessSessionCommand({
      KmsKeyId: keyArn,
      Settings: { OutputConfig: { S3Bucket: 'faces' } },
    }),
  );
  await enforceIam(true);
  try {
    expect(await emulator.completeSession(id)).toMatchObject({ status: 'SUCCEEDED' });
  } finally {
    await enforceIam(false);
  }
});

describe('completing a session fails, and the session has FAILED, when', () => {
  async function failure(
    request: CreateFaceLivenessSessionCommandInput,
    options?: EmulatorOptions,
  ): Promise<{ readonly code: string; readonly message: string }> {
    const { emulator, id, results } = await withSession(request, options);
    const error = await emulator.completeSession(id).then(
      () => undefined,
      (reason: Error & { readonly code: string }) => reason,
    );
    expect(await results()).toEqual({ SessionId: id, Status: 'FAILED' });
    expect(error?.name).toBe('ImageStoreError');
    return { code: error?.code ?? '', message: error?.message ?? '' };
  }

  const outputTo = (S3Bucket: string) => ({ Settings: { OutputConfig: { S3Bucket } } });

  test('the bucket is missing', async () => {
    expect(await failure(outputTo('no-such-bucket'))).toMatchObject({
      code: 'NoSuchBucket',
      message: 'the bucket no-such-bucket: NoSuchBucket (HTTP 404)',
    });
  });

  test('the bucket is in another region', async () => {
    expect(await failure(outputTo('far-away'))).toEqual({
      code: 'PermanentRedirect',
      message: expect.stringContaining('the bucket far-away is in us-east-1 and the session in eu-west-1'),
    });
  });

  test('the key is missing', async () => {
    const missing = keyArn.replace(/[0-9a-f-]{36}$/, '00000000-0000-4000-8000-000000000000');
    expect(await failure({ KmsKeyId: missing, ...outputTo('faces') })).toMatchObject({ code: 'NotFoundException' });
  });

  // moto creates data keys with these keys, and KMS does not.
  test.for<
    [string, CreateKeyCommandInput, typeof DisableKeyCommand | typeof ScheduleKeyDeletionCommand | undefined, object]
  >([
    [
      'is disabled',
      {},
      DisableKeyCommand,
      {
        code: 'DisabledException',
        message: expect.stringMatching(/is in the state Disabled; .* Enable it, or use another$/),
      },
    ],
    [
      'is to be deleted',
      {},
      ScheduleKeyDeletionCommand,
      { code: 'KMSInvalidStateException', message: expect.stringContaining('is in the state PendingDeletion; ') },
    ],
    [
      'signs',
      { KeyUsage: 'SIGN_VERIFY', KeySpec: 'ECC_NIST_P256' },
      undefined,
      {
        code: 'InvalidKeyUsageException',
        message: expect.stringMatching(/has the usage SIGN_VERIFY and the spec ECC_NIST_P256; .* Use another key$/),
      },
    ],
    [
      'is asymmetric',
      { KeyUsage: 'ENCRYPT_DECRYPT', KeySpec: 'RSA_2048' },
      undefined,
      { code: 'InvalidKeyUsageException', message: expect.stringContaining('the spec RSA_2048; ') },
    ],
    [
      'makes message authentication codes',
      { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' },
      undefined,
      { code: 'InvalidKeyUsageException' },
    ],
  ])('the key %s, with a bucket and without one', async ([, input, Command, expected]) => {
    const { KeyId = '' } = (await kms.send(new CreateKeyCommand(input))).KeyMetadata ?? {};
    // Both commands have the same input and different outputs.
    if (Command !== undefined) await (kms.send as (command: unknown) => Promise<unknown>)(new Command({ KeyId }));
    expect(await failure({ KmsKeyId: KeyId, ...outputTo('faces') })).toMatchObject(expected);
    expect(await failure({ KmsKeyId: KeyId }, { kmsEndpoint: moto.url })).toMatchObject(expected);
  });

  test('the key is in another region, even if the replica of a multi-Region key is in the region of the session', async () => {
    const other = keyArn.replace(REGION, 'us-east-1');
    expect(await failure({ KmsKeyId: other, ...outputTo('faces') })).toEqual({
      code: 'NotFoundException',
      message:
        `the key ${other} is in us-east-1 and the session in eu-west-1; images are encrypted only with a key in the region of ` +
        'the session. Use a key in that region',
    });
  });

  test.for([
    ['key', ['s3:*'], 'the key '],
    ['bucket', ['kms:*'], 'the bucket faces'],
  ] as const)("the session's creator has no permission to use the %s", async ([name, actions, message]) => {
    const credentials = await userWho(name, actions);
    const emulator = await start({ s3Endpoint: moto.url, credentials: [credentials] });
    const client = sdk(emulator, { region: REGION, credentials });
    const { SessionId: id = '' } = await client.send(
      new CreateFaceLivenessSessionCommand({ KmsKeyId: keyArn, ...outputTo('faces') }),
    );
    await enforceIam(true);
    try {
      await expect(emulator.completeSession(id)).rejects.toMatchObject({
        name: 'ImageStoreError',
        code: 'AccessDenied',
        message: expect.stringContaining(message),
      });
    } finally {
      await enforceIam(false);
    }
    expect(emulator.sessions()).toMatchObject([{ status: 'FAILED' }]);
  });

  test('there is no S3 endpoint, or no server at the endpoint', async () => {
    expect(await failure(outputTo('faces'), {})).toMatchObject({
      code: 'NoEndpoint',
      message: expect.stringContaining('--s3-endpoint'),
    });
    const s3Endpoint = `http://127.0.0.1:${await freePort()}`;
    expect((await failure(outputTo('faces'), { s3Endpoint })).message).toContain('ECONNREFUSED');
  });
});
