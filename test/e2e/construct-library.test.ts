import type { Credentials, STSServiceException as ServiceException } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AwsClients, Deployment } from './construct-library/deployment';
import {
  ACCOUNT,
  ASSUME_ROLE_POLICY,
  AWAY_REGION,
  DoorsStack,
  type DoorsStackProps,
  EXISTING,
  FRONT_BUCKET,
  GateStack,
  HOME_REGION,
} from './construct-library/stacks';

/*
 * The construct library with every prop, from TypeScript to moto and the emulator, with the real Terraform and the real
 * AWS provider. The tests are steps that depend on each other.
 *
 * A new lifecycle configuration takes 55 s: the AWS provider waits for 10 s, and then reads it ten times, 5 s apart. No
 * setting changes that, so one apply creates all of them.
 */

const POOLS = ['attic', 'back', 'cellar', 'closed', 'front', 'garage', 'left', 'night', 'right'];
const OUTPUTS = ['bucket', 'client_request_tokens', 'image_prefix', 'kms_key_arn', 'session_ids'];

let deployment: Deployment;
/** The ARNs of the key of the front door, of the shared one, and of the one that was there before. */
let keys: Readonly<Record<'front' | 'shared' | 'house', string>>;
let sharedBucket: string;
/** The ARN of the key that was there before. */
let existingKey: string;

beforeAll(async () => {
  deployment = await Deployment.start(['doors', 'gate']);
  existingKey = await deployment.makeExisting();
  synthesize({ preventDestroy: true });
  await Promise.all(['doors', 'gate'].map((stack) => deployment.terraform(stack).init()));
  for (const stack of ['doors', 'gate']) {
    const { code, stdout, stderr } = await deployment.terraform(stack).apply();
    expect(code, stdout + stderr).toBe(0);
  }
  const outputs = await outputsOf('doors');
  keys = {
    front: String(outputs.front_kms_key_arn),
    shared: String(outputs.left_kms_key_arn),
    house: existingKey,
  };
  sharedBucket = String(outputs.left_bucket);
}, 480_000);

afterAll(() => deployment?.stop(), 60_000);

function synthesize(props: Omit<DoorsStackProps, 'keyArn'>): void {
  deployment.synthesize((app) => {
    const { storage } = new DoorsStack(app, 'doors', { ...props, keyArn: existingKey });
    new GateStack(app, 'gate', storage);
  });
}

/** The values of a stack's outputs, by their names. */
async function outputsOf(stack: string): Promise<Readonly<Record<string, unknown>>> {
  const outputs = await deployment.terraform(stack).outputs();
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

/** The results of the checks of a stack, by the last apply: their status, or the message of one that failed. */
function checksOf(stack: string): Readonly<Record<string, string>> {
  const results = deployment.terraform(stack).state().check_results ?? [];
  // Terraform has the conditions of resources among them.
  const checks = results.filter(({ config_addr: address }) => address.startsWith('check.'));
  return Object.fromEntries(
    checks.map(({ config_addr: address, status, objects }) => [
      address.replace('check.', ''),
      objects?.[0]?.failure_messages?.[0] ?? status,
    ]),
  );
}

const ALL_PASS = {
  closed_bucket_encrypted: 'pass',
  closed_sessions_usable: 'pass',
  front_bucket_encrypted: 'pass',
  front_sessions_usable: 'pass',
  left_bucket_encrypted: 'pass',
  left_sessions_usable: 'pass',
};

test('the outputs name the sessions, and the bucket, prefix and key of their images', {
  timeout: 120_000,
}, async () => {
  const [doors, gate] = [await outputsOf('doors'), await outputsOf('gate')];
  expect(Object.keys(doors).filter((name) => !name.startsWith('cross-stack-output'))).toEqual(
    POOLS.flatMap((pool) => OUTPUTS.map((output) => `${pool}_${output}`)),
  );
  expect(doors).toMatchObject({
    front_bucket: FRONT_BUCKET,
    front_image_prefix: 'front/door/',
    front_kms_key_arn: expect.stringContaining(`arn:aws:kms:${AWAY_REGION}:${ACCOUNT}:key/`),
    left_bucket: expect.stringMatching(/^doors-\d+$/),
    left_image_prefix: 'liveness/doors/left/',
    left_kms_key_arn: expect.stringContaining(`arn:aws:kms:${HOME_REGION}:${ACCOUNT}:key/`),
    right_bucket: sharedBucket,
    right_image_prefix: 'liveness/right/',
    right_kms_key_arn: keys.shared,
    closed_session_ids: [],
    garage_image_prefix: 'garage/doors/garage/',
  });
  for (const pool of ['attic', 'back', 'cellar', 'garage']) {
    expect(doors).toMatchObject({ [`${pool}_bucket`]: EXISTING.bucket, [`${pool}_kms_key_arn`]: keys.house });
  }
  expect(gate).toMatchObject({ gate_bucket: sharedBucket, gate_kms_key_arn: keys.shared });

  const ids = [...POOLS.map((pool) => doors[`${pool}_session_ids`]), gate.gate_session_ids].flat();
  expect(ids.sort()).toEqual(
    deployment.emulator
      .sessions()
      .map(({ sessionId }) => sessionId)
      .sort(),
  );
});

test('the requests to the service contain the settings of the props', () => {
  const requests = deployment.emulator.sessions().filter(({ region }) => region === AWAY_REGION);
  expect(requests).toHaveLength(2);
  expect(requests[0]?.request).toEqual({
    ClientRequestToken: expect.stringMatching(/^[0-9a-f]{64}$/),
    KmsKeyId: keys.front,
    Settings: {
      OutputConfig: { S3Bucket: FRONT_BUCKET, S3KeyPrefix: 'front/door/' },
      AuditImagesLimit: 4,
      ChallengePreferences: [
        { Type: 'FaceMovementChallenge', Versions: { Minimum: '1.0.0', Maximum: '1.2.0' } },
        { Type: 'FaceMovementAndLightChallenge' },
      ],
    },
  });
});

test('all checks pass', () => {
  expect(checksOf('doors')).toEqual(ALL_PASS);
  expect(checksOf('gate')).toEqual({ gate_sessions_usable: 'pass' });
});

test('a second apply changes nothing', { timeout: 240_000 }, async () => {
  const { code, stdout, stderr } = await deployment.terraform('doors').plan('-detailed-exitcode', '-json');
  expect(code, stdout + stderr).toBe(0);
  const messages = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(messages.filter(({ type }) => type === 'planned_change')).toEqual([]);
  expect(messages).toContainEqual(
    expect.objectContaining({
      type: 'change_summary',
      changes: expect.objectContaining({ add: 0, change: 0, remove: 0 }),
    }),
  );
});

/** The types of the resources of every storage. */
const storageTypes = [
  ...['aws_kms_key', 'aws_kms_key_policy', 'aws_s3_bucket', 'faceliveness_bucket_guard'],
  ...[
    'lifecycle_configuration',
    'ownership_controls',
    'policy',
    'public_access_block',
    'server_side_encryption_configuration',
  ].map((setting) => `aws_s3_bucket_${setting}`),
];

test('a plan of moved pools and a moved storage replaces and destroys nothing', { timeout: 240_000 }, async () => {
  synthesize({ preventDestroy: true, movedFrom: deployment.addresses('doors') });
  const { code, stdout, stderr } = await deployment.terraform('doors').plan('-refresh=false', '-json');
  synthesize({ preventDestroy: true });
  expect(code, stdout + stderr).toBe(0);
  const changes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'planned_change')
    .map(({ change: { action, resource } }) => `${action} ${resource.resource_type}`);
  // The policies of the grants are with the grantees.
  const moved = [...storageTypes, 'aws_kms_alias', 'aws_s3_bucket_logging', 'aws_s3_bucket_versioning'];
  expect(changes.sort()).toEqual(
    [...moved, ...storageTypes, 'faceliveness_session_pool'].map((type) => `move ${type}`).sort(),
  );
});

interface PolicyDocument {
  readonly Version: string;
  readonly Statement: ReadonlyArray<{
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
    readonly Condition?: unknown;
  }>;
}

/** What policies allow, as texts: the actions, the resources and the conditions. */
function allowedBy(policies: readonly PolicyDocument[]): readonly string[] {
  return policies.flatMap(({ Statement }) =>
    Statement.map(({ Effect, Action, Resource, Condition }) => {
      expect(Effect).toBe('Allow');
      const condition = Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`;
      return `${Action.join()} on ${[...Resource].sort().join()}${condition}`;
    }),
  );
}

/** The inline policies of a role. */
async function policiesOf(role: string): Promise<readonly PolicyDocument[]> {
  const { iam } = deployment.clients(HOME_REGION);
  const { PolicyNames: names = [] } = await iam.listRolePolicies({ RoleName: role });
  const policies = await Promise.all(names.map((name) => iam.getRolePolicy({ RoleName: role, PolicyName: name })));
  return policies.map(({ PolicyDocument = '' }) => JSON.parse(decodeURIComponent(PolicyDocument)));
}

/** Answers without what the SDK adds to them. */
function withoutMetadata(answers: Readonly<Record<string, object>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, { $metadata, ...answer }]: [string, { $metadata?: unknown }]) => [
      name,
      Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined)),
    ]),
  );
}

describe('moto has', { timeout: 120_000 }, () => {
  async function bucketAsItIs(region: string, bucket: string): Promise<Readonly<Record<string, unknown>>> {
    const { s3 } = deployment.clients(region);
    const named = { Bucket: bucket };
    const [encryption, lifecycle, location, logging, ownership, policy, tags, versioning, publicAccess] =
      await Promise.all([
        s3.getBucketEncryption(named),
        s3.getBucketLifecycleConfiguration(named),
        s3.getBucketLocation(named),
        s3.getBucketLogging(named),
        s3.getBucketOwnershipControls(named),
        s3.getBucketPolicy(named),
        s3.getBucketTagging(named),
        s3.getBucketVersioning(named),
        s3.getPublicAccessBlock(named),
      ]);
    return {
      ...withoutMetadata({ encryption, lifecycle, location, logging, ownership, tags, versioning, publicAccess }),
      policy: JSON.parse(policy.Policy ?? ''),
    };
  }

  /** What every bucket of the library is like. */
  function safeBucket(bucket: string, keyArn: string): Readonly<Record<string, unknown>> {
    const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn };
    return {
      encryption: {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: true }],
        },
      },
      ownership: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
      publicAccess: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'DenyWithoutTls',
            Effect: 'Deny',
            Principal: '*',
            Action: ['s3:*'],
            Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
            Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
          },
        ],
      },
    };
  }

  function expiration(prefix: string, days: number, ...more: readonly unknown[]): unknown {
    return {
      TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
      Rules: [
        {
          ID: 'expire-images',
          Status: 'Enabled',
          Filter: { Prefix: prefix },
          Expiration: { Days: days },
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        },
        {
          ID: 'abort-uploads',
          Status: 'Enabled',
          Filter: { Prefix: '' },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
        ...more,
      ],
    };
  }

  test('a bucket with the settings of the props', async () => {
    const safe = safeBucket(FRONT_BUCKET, keys.front);
    expect(await bucketAsItIs(AWAY_REGION, FRONT_BUCKET)).toEqual({
      ...safe,
      // Everything, so that a pool of another name leaves no images behind.
      lifecycle: expiration('', 7, {
        ID: 'drafts',
        Status: 'Enabled',
        Filter: { Prefix: 'drafts/' },
        Expiration: { Days: 1 },
      }),
      // S3 gives us-east-1 no constraint.
      location: {},
      logging: { LoggingEnabled: { TargetBucket: EXISTING.logBucket, TargetPrefix: 'front-door/' } },
      policy: {
        Version: '2012-10-17',
        Statement: [
          ...(safe.policy as PolicyDocument).Statement,
          {
            Sid: 'AllowRekognition',
            Effect: 'Allow',
            Principal: { Service: ['rekognition.amazonaws.com'] },
            Action: ['s3:PutObject'],
            Resource: [`arn:aws:s3:::${FRONT_BUCKET}/front/*`],
            Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } },
          },
          {
            Sid: 'DenyOthers',
            Effect: 'Deny',
            Principal: '*',
            Action: ['s3:GetObject'],
            Resource: [`arn:aws:s3:::${FRONT_BUCKET}/*`],
            Condition: { StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT] } },
          },
        ],
      },
      tags: {
        TagSet: expect.arrayContaining([
          { Key: 'app', Value: 'doors' },
          { Key: 'team', Value: 'doors' },
        ]),
      },
      versioning: { Status: 'Enabled' },
    });
  });

  test('a bucket without props that is encrypted, private and requires TLS', async () => {
    expect(await bucketAsItIs(HOME_REGION, sharedBucket)).toEqual({
      ...safeBucket(sharedBucket, keys.shared),
      lifecycle: expiration('liveness/', 30),
      location: { LocationConstraint: HOME_REGION },
      logging: {},
      tags: { TagSet: [{ Key: 'app', Value: 'doors' }] },
      versioning: {},
    });
  });

  test('an imported bucket without any change', async () => {
    const { s3 } = deployment.clients(HOME_REGION);
    await expect(s3.getBucketPolicy({ Bucket: EXISTING.bucket })).rejects.toMatchObject({
      name: 'NoSuchBucketPolicy',
    });
  });

  async function keyAsItIs(region: string, key: string): Promise<Readonly<Record<string, unknown>>> {
    const { kms } = deployment.clients(region);
    const named = { KeyId: key };
    const [{ KeyMetadata }, rotation, { Aliases = [] }, { Tags }] = await Promise.all([
      kms.describeKey(named),
      kms.getKeyRotationStatus(named),
      kms.listAliases(named),
      kms.listResourceTags(named),
    ]);
    return {
      description: KeyMetadata?.Description,
      state: KeyMetadata?.KeyState,
      rotates: rotation.KeyRotationEnabled,
      aliases: Aliases.map(({ AliasName }) => AliasName),
      tags: Object.fromEntries((Tags ?? []).map(({ TagKey, TagValue }) => [TagKey, TagValue])),
    };
  }

  test('keys with the settings of the props', async () => {
    expect(await keyAsItIs(AWAY_REGION, keys.front)).toEqual({
      description: 'Faces at the front door',
      state: 'Enabled',
      rotates: true,
      aliases: ['alias/front-door'],
      tags: { app: 'doors', team: 'doors' },
    });
    expect(await keyAsItIs(HOME_REGION, keys.shared)).toEqual({
      description: 'Face Liveness images',
      state: 'Enabled',
      rotates: true,
      aliases: [],
      tags: { app: 'doors' },
    });
  });

  test('a key policy with the statements of the props', async () => {
    const { kms } = deployment.clients(AWAY_REGION);
    const { Policy = '' } = await kms.getKeyPolicy({ KeyId: keys.front, PolicyName: 'default' });
    expect(JSON.parse(Policy)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AllowAccount',
          Effect: 'Allow',
          Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
          Action: ['kms:*'],
          Resource: ['*'],
        },
        {
          Sid: 'AllowAdministrators',
          Effect: 'Allow',
          Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:role/${EXISTING.keyAdministrator}`] },
          Action: expect.arrayContaining(['kms:Put*', 'kms:ScheduleKeyDeletion']),
          Resource: ['*'],
        },
        {
          Sid: 'AllowRekognition',
          Effect: 'Allow',
          Principal: { Service: ['rekognition.amazonaws.com'] },
          Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
          Resource: ['*'],
          Condition: { StringEquals: { 'aws:SourceAccount': [ACCOUNT] } },
        },
        {
          Sid: 'AllowAudits',
          Effect: 'Allow',
          Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
          Action: ['kms:List*'],
          Resource: ['*'],
        },
      ],
    });
  });

  const onlyIn = (region: string) => ` if {"StringEquals":{"aws:RequestedRegion":["${region}"]}}`;

  test('one policy with all granted permissions on each new and existing role', async () => {
    const objects = (bucket: string, prefix: string) => `arn:aws:s3:::${bucket}/${prefix}*`;
    const written = [objects(FRONT_BUCKET, 'front/door/'), objects(sharedBucket, 'liveness/')].sort();
    for (const role of ['server', EXISTING.role]) {
      const policies = await policiesOf(role);
      expect(policies).toHaveLength(1);
      expect([...allowedBy(policies)].sort()).toEqual([
        `kms:Decrypt,kms:GenerateDataKey on ${[keys.front, keys.shared].sort()}`,
        'rekognition:CreateFaceLivenessSession,rekognition:GetFaceLivenessSessionResults,' +
          `rekognition:StartFaceLivenessSession on *${onlyIn(AWAY_REGION)}`,
        `s3:GetObject,s3:GetObjectVersion on ${objects(sharedBucket, 'liveness/doors/left/')}`,
        `s3:GetObject,s3:GetObjectVersion,s3:PutObject on ${written}`,
      ]);
    }
    expect(allowedBy(await policiesOf('gate'))).toEqual([
      `rekognition:CreateFaceLivenessSession on *${onlyIn(HOME_REGION)}`,
      `s3:PutObject on ${objects(sharedBucket, 'liveness/gate/gate/')}`,
      `kms:Decrypt,kms:GenerateDataKey on ${keys.shared}`,
    ]);
    expect(allowedBy(await policiesOf('reader'))).toEqual([
      `s3:GetObject,s3:GetObjectVersion on ${objects(EXISTING.bucket, 'back/doors/back/')}`,
      `kms:Decrypt on ${keys.house} if {"StringEquals":{"kms:ViaService":["s3.${HOME_REGION}.amazonaws.com"]}}`,
    ]);
  });

  test('a managed policy with all granted permissions on each user, group and role that is given by its ARN', async () => {
    const { iam } = deployment.clients(HOME_REGION);
    const attached = await Promise.all([
      iam.listAttachedUserPolicies({ UserName: 'auditor' }),
      iam.listAttachedGroupPolicies({ GroupName: 'auditors' }),
      iam.listAttachedRolePolicies({ RoleName: EXISTING.role }),
    ]);
    for (const { AttachedPolicies: policies = [] } of attached) {
      expect(policies).toHaveLength(1);
      const named = { PolicyArn: String(policies[0]?.PolicyArn), VersionId: 'v1' };
      const { PolicyVersion: version } = await iam.getPolicyVersion(named);
      expect([...allowedBy([JSON.parse(decodeURIComponent(String(version?.Document)))])].sort()).toEqual([
        `kms:DescribeKey on ${keys.shared}`,
        `rekognition:GetFaceLivenessSessionResults on *${onlyIn(HOME_REGION)}`,
        `s3:DeleteObject on arn:aws:s3:::${sharedBucket}/liveness/doors/left/*`,
      ]);
    }
  });
});

/*
 * moto 5.2 can ask its IAM whether the policies of the caller allow a request: its action, and in S3 the bucket and the
 * object. Its limits:
 * - KMS: it takes each request to be about "*", so what is allowed on one key is never allowed. The actions are tried with
 *   the grant's own document, in which "*" takes the place of the key.
 * - The condition on the region in what is allowed in Face Liveness, which moto does not have. The emulator does not evaluate policies.
 */
describe('according to the IAM of moto', { timeout: 120_000 }, () => {
  async function assume(role: string): Promise<Credentials> {
    const { sts } = deployment.clients(HOME_REGION);
    const named = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`, RoleSessionName: 'test' };
    const { Credentials } = await sts.assumeRole(named);
    return Credentials as Credentials;
  }

  /** Which of several calls a caller may make. */
  async function allowed(
    caller: Credentials,
    calls: Readonly<Record<string, (clients: AwsClients) => Promise<unknown>>>,
  ): Promise<readonly string[]> {
    const clients = deployment.clients(HOME_REGION, caller);
    const names: string[] = [];
    for (const [name, call] of Object.entries(calls)) {
      try {
        await call(clients);
        names.push(name);
      } catch (error) {
        // moto refuses KMS's calls in XML, which is not the protocol of KMS and has no error name.
        if ((error as ServiceException).$response?.statusCode !== 403) throw error;
      }
    }
    return names;
  }

  test('a caller that creates sessions writes images, one that reads them reads them, under the prefix alone', async () => {
    const image = (folder: string) => ({ Bucket: EXISTING.bucket, Key: `${folder}/image` });
    const calls = {
      write: ({ s3 }: AwsClients) => s3.putObject({ ...image('back/doors/back'), Body: 'an image' }),
      read: ({ s3 }: AwsClients) => s3.getObject(image('back/doors/back')),
      'write elsewhere': ({ s3 }: AwsClients) => s3.putObject({ ...image('cellar/doors/cellar'), Body: 'an image' }),
      'read elsewhere': ({ s3 }: AwsClients) => s3.getObject(image('cellar/doors/cellar')),
      list: ({ s3 }: AwsClients) => s3.listObjectsV2({ Bucket: EXISTING.bucket }),
      delete: ({ s3 }: AwsClients) => s3.deleteObject(image('back/doors/back')),
    };
    const [creator, reader] = await Promise.all([assume('creator'), assume('reader')]);
    await deployment.enforcingIam(async () => {
      expect(await allowed(creator, calls)).toEqual(['write']);
      expect(await allowed(reader, calls)).toEqual(['read']);
    });
    await calls.delete(deployment.clients(HOME_REGION));
  });

  test('a caller that creates sessions encrypts, one that reads images decrypts', async () => {
    const ofKey = { KeyId: keys.house };
    const encrypt = ({ kms }: AwsClients) => kms.encrypt({ ...ofKey, Plaintext: Buffer.from('an image') });
    const { CiphertextBlob } = await encrypt(deployment.clients(HOME_REGION));
    const calls = {
      'generate a data key': ({ kms }: AwsClients) => kms.generateDataKey({ ...ofKey, KeySpec: 'AES_256' }),
      decrypt: ({ kms }: AwsClients) => kms.decrypt({ CiphertextBlob }),
      encrypt,
      'schedule the deletion': ({ kms }: AwsClients) => kms.scheduleKeyDeletion(ofKey),
    };
    const [creator, reader] = await Promise.all([onAnyKey('creator'), onAnyKey('reader')]);
    await deployment.enforcingIam(async () => {
      expect(await allowed(creator, calls)).toEqual(['generate a data key', 'decrypt']);
      expect(await allowed(reader, calls)).toEqual(['decrypt']);
    });
  });

  /** A role that is allowed the same as another one, on any key. */
  async function onAnyKey(role: string): Promise<Credentials> {
    const documents = await policiesOf(role);
    expect(documents).toHaveLength(1);
    const PolicyDocument = JSON.stringify(documents[0]).replaceAll(keys.house, '*');
    const RoleName = `${role}-on-any-key`;
    const { iam } = deployment.clients(HOME_REGION);
    await iam.createRole({ RoleName, AssumeRolePolicyDocument: ASSUME_ROLE_POLICY });
    await iam.putRolePolicy({ RoleName, PolicyName: 'copy', PolicyDocument });
    return await assume(RoleName);
  }
});

test('the bucket refuses requests without TLS', async () => {
  expect(await deployment.request('PUT', `/${FRONT_BUCKET}/front/image`, 'an image', { tls: false })).toBe(403);
});

test('a check block warns when the encryption was turned off outside Terraform', { timeout: 120_000 }, async () => {
  const byDefault =
    '<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>';
  const configuration = `<ServerSideEncryptionConfiguration><Rule>${byDefault}</Rule></ServerSideEncryptionConfiguration>`;
  expect(await deployment.request('PUT', `/${FRONT_BUCKET}?encryption`, configuration)).toBe(200);

  const { stdout } = await deployment.terraform('doors').plan('-refresh-only');
  const printed = stdout.replace(/[\s│]+/g, ' ');
  expect(printed.match(/Warning: Check block assertion failed/g), stdout).toHaveLength(1);
  expect(printed).toContain(`The bucket ${FRONT_BUCKET} does not encrypt with the key ${keys.front} by default.`);
});

test('the next apply restores the encryption, replaces expired sessions of a managed pool, and reports the others', {
  timeout: 240_000,
}, async () => {
  const doors = deployment.terraform('doors');
  const before = await outputsOf('doors');
  deployment.pass(181);
  const { code, stdout, stderr } = await doors.apply();
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('0 added, 2 changed, 0 destroyed');
  const printed = stdout.replace(/[\s│]+/g, ' ');
  // Terraform prints one of the warnings with equal summaries, and counts the others.
  expect(printed).toMatch(
    /(2 of 2 sessions of the pool "front-door"|1 of 1 sessions of the pool "doors\/right") cannot be used/,
  );
  expect(printed).toContain('(and one more similar warning elsewhere)');
  const failed = (usable: string, pool: string) =>
    `${usable} sessions of the pool ${pool} can be used. A session lives for three minutes and serves one check; change a ` +
    'keeper to get new ones.';
  expect(checksOf('doors')).toEqual({
    ...ALL_PASS,
    front_sessions_usable: failed('0 of 2', 'front-door'),
    left_sessions_usable: failed('0 of 1', 'doors/left'),
  });
  const { night_session_ids: ids, night_client_request_tokens: tokens, ...after } = await outputsOf('doors');
  expect(before).toMatchObject(after);
  expect(ids).toHaveLength(2);
  for (const id of ids as string[]) expect(before.night_session_ids).not.toContain(id);
  expect(tokens).not.toEqual(before.night_client_request_tokens);
});

describe('terraform destroy', () => {
  test('stops before a bucket with images loses anything that protects it', { timeout: 240_000 }, async () => {
    for (const object of [`${FRONT_BUCKET}/front/image`, `${sharedBucket}/liveness/image`]) {
      expect(await deployment.request('PUT', `/${object}`, 'an image')).toBe(200);
    }
    synthesize({ preventDestroy: false });
    const gate = await deployment.terraform('gate').destroy('-refresh=false');
    expect(gate.code, gate.stdout + gate.stderr).toBe(0);

    const doors = deployment.terraform('doors');
    const { code, stdout, stderr } = await doors.destroy('-refresh=false');
    expect(code, stdout + stderr).toBe(1);
    expect(stderr.match(/Error: /g), stderr).toHaveLength(1);
    expect(stderr).toContain(`The guard of the bucket "${sharedBucket}" stays`);
    expect(
      doors
        .resources()
        .filter(({ mode }) => mode === 'managed')
        .map(({ address }) => address)
        .sort(),
    ).toEqual(
      [...deployment.addresses('doors')]
        .flatMap(([path, address]) => (path.startsWith('doors/shared/') ? address : []))
        .sort(),
    );
    expect(await deployment.request('GET', `/${FRONT_BUCKET}?location`)).toBe(404);
    const { s3 } = deployment.clients(HOME_REGION);
    const named = { Bucket: sharedBucket };
    await Promise.all([
      s3.getBucketEncryption(named),
      s3.getBucketLifecycleConfiguration(named),
      s3.getBucketOwnershipControls(named),
      s3.getBucketPolicy(named),
      s3.getPublicAccessBlock(named),
    ]);
  });

  test('removes everything after forceDestroy was applied, images included', { timeout: 240_000 }, async () => {
    synthesize({ preventDestroy: false, forceDestroy: true });
    const doors = deployment.terraform('doors');
    const guard = deployment.addresses('doors').get('doors/shared/Bucket/Guard');
    const forced = await doors.apply('-refresh=false', `-target=${guard}`);
    expect(forced.code, forced.stdout + forced.stderr).toBe(0);
    expect(forced.stdout).toContain('0 added, 2 changed, 0 destroyed');
    const { code, stdout, stderr } = await doors.destroy('-refresh=false');
    expect(code, stdout + stderr).toBe(0);
    expect(doors.state().resources).toEqual([]);
    expect(await deployment.request('GET', `/${sharedBucket}?location`)).toBe(404);
    expect(await deployment.request('GET', `/${EXISTING.bucket}?location`)).toBe(200);
  });

  test('leaves keys that wait for their deletion, and no alias, role or policy', { timeout: 120_000 }, async () => {
    const describeKey = async (region: string, key: string) => {
      const { KeyMetadata } = await deployment.clients(region).kms.describeKey({ KeyId: key });
      const { KeyState, DeletionDate } = KeyMetadata ?? {};
      const days = DeletionDate && Math.round((DeletionDate.getTime() - Date.now()) / (24 * 60 * 60 * 1000));
      return { KeyState, days };
    };
    expect(await describeKey(AWAY_REGION, keys.front)).toEqual({ KeyState: 'PendingDeletion', days: 9 });
    expect(await describeKey(HOME_REGION, keys.shared)).toEqual({ KeyState: 'PendingDeletion', days: 30 });
    expect(await describeKey(HOME_REGION, keys.house)).toEqual({ KeyState: 'Enabled' });
    expect(await deployment.clients(AWAY_REGION).kms.listAliases({ KeyId: keys.front })).toMatchObject({ Aliases: [] });

    const { Roles: roles = [] } = await deployment.clients(HOME_REGION).iam.listRoles({});
    expect(roles.map(({ RoleName }) => RoleName).sort()).toEqual(
      [EXISTING.keyAdministrator, EXISTING.role, 'creator-on-any-key', 'reader-on-any-key'].sort(),
    );
    expect(await policiesOf(EXISTING.role)).toEqual([]);
    const { Policies: policies } = await deployment.clients(HOME_REGION).iam.listPolicies({ Scope: 'Local' });
    expect(policies).toEqual([]);
  });
});
