import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import {
  bindings,
  ChallengeType,
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
  OnUnusable,
} from '../../../src/constructs';
import { errorsOf, only, REGION, reference, type SynthesizedStack, synthesize, synthesizeInRegion } from '../support';

function poolWith(props?: LivenessSessionPoolProps): SynthesizedStack {
  return synthesizeInRegion((stack) => new LivenessSessionPool(stack, 'kiosk', props));
}

/** Like `poolWith`, for props that need constructs. */
function poolIn(props: (stack: TerraformStack) => LivenessSessionPoolProps): SynthesizedStack {
  return synthesizeInRegion((stack) => new LivenessSessionPool(stack, 'kiosk', props(stack)));
}

/** The types of everything that must be there before a session writes an image. */
const PROTECTION = [
  'aws_s3_bucket_policy',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_versioning',
];

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function sessionsOf(stack: SynthesizedStack): Readonly<Record<string, unknown>> {
  return only(stack.data.faceliveness_session_pool);
}

describe('a pool without props', () => {
  test('has the bucket prefix of the docstring', () => {
    expect(only(poolWith().resource.aws_s3_bucket)).toEqual({ bucket_prefix: 'liveness-' });
  });

  test('has one session, named after its path, with images in its bucket, encrypted with its key', () => {
    expect(sessionsOf(poolWith())).toEqual({
      name: 'demo/kiosk',
      size: 1,
      kms_key_id: reference('element(local.kiosk_Protected_D1DCABEC, 1)'),
      settings: {
        output_config: {
          s3_bucket: reference('element(local.kiosk_Protected_D1DCABEC, 0)'),
          s3_key_prefix: 'liveness/demo/kiosk/',
        },
      },
    });
  });

  test('adds outputs, with sensitive session ids', () => {
    expect(poolWith().output).toEqual({
      kiosk_bucket: {
        value: expect.stringMatching(/^\$\{aws_s3_bucket\.\w+\.id\}$/),
        description: 'Name of the bucket for session images.',
      },
      kiosk_image_prefix: {
        value: 'liveness/demo/kiosk/',
        description: 'Object key prefix of session images.',
      },
      kiosk_kms_key_arn: {
        value: expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/),
        description: 'ARN of the KMS key that encrypts session images.',
      },
      kiosk_client_request_tokens: {
        value: expect.stringMatching(
          /^\$\{data\.faceliveness_session_pool\.\w+\.sessions\[\*\]\.client_request_token\}$/,
        ),
        description: 'Client request tokens of the sessions, by slot.',
      },
      kiosk_session_ids: {
        value: expect.stringMatching(/^\$\{data\.faceliveness_session_pool\.\w+\.session_ids\}$/),
        description: 'Ids of the sessions, by slot.',
        sensitive: true,
      },
    });
  });

  test('requires the version of the provider in the bindings', async () => {
    const { version } = await import('../../../package.json');
    expect(poolWith().terraform.required_providers.faceliveness).toEqual({
      source: 'cdktf-face-liveness/faceliveness',
      version,
    });
  });
});

test('a pool passes on its props', () => {
  const stack = poolWith({
    size: 3,
    name: 'front door',
    keepers: { release: '42' },
    imagePrefix: 'liveness/images/',
    bucketName: 'faces-of-visitors',
    auditImagesLimit: 4,
    challengePreferences: [
      { type: ChallengeType.FACE_MOVEMENT, versions: { minimum: '1.0.0', maximum: '2.0.0' } },
      { type: ChallengeType.FACE_MOVEMENT_AND_LIGHT },
    ],
  });
  expect(sessionsOf(stack)).toMatchObject({
    name: 'front door',
    size: 3,
    keepers: { release: '42' },
    settings: {
      output_config: { s3_key_prefix: 'liveness/images/' },
      audit_images_limit: 4,
      challenge_preference: [
        { type: 'FaceMovementChallenge', versions: { minimum: '1.0.0', maximum: '2.0.0' } },
        { type: 'FaceMovementAndLightChallenge' },
      ],
    },
  });
  expect(only(stack.resource.aws_s3_bucket)).toEqual({ bucket: 'faces-of-visitors' });
  expect(stack.output.kiosk_image_prefix).toMatchObject({ value: 'liveness/images/' });
});

test('a pool accepts values that only Terraform knows', () => {
  const stack = synthesizeInRegion((stack) => {
    const text = new TerraformVariable(stack, 'text', { type: 'string' });
    const count = new TerraformVariable(stack, 'count', { type: 'number' });
    new LivenessSessionPool(stack, 'kiosk', {
      size: count.numberValue,
      name: text.stringValue,
      bucketName: text.stringValue,
      auditImagesLimit: count.numberValue,
    });
  });
  expect(sessionsOf(stack)).toMatchObject({
    name: reference('var.text'),
    size: reference('var.count'),
    settings: {
      output_config: { s3_key_prefix: `liveness/${reference('replace(var.text, "/[^A-Za-z0-9._/-]+/", "-")')}/` },
      audit_images_limit: reference('var.count'),
    },
  });
  expect(only(stack.resource.aws_s3_bucket)).toEqual({ bucket: reference('var.text') });
});

test.for([
  ['front-door_2.a/b', 'liveness/front-door_2.a/b/'],
  ['Front Door', 'liveness/Front-Door/'],
  ['Gate № 1', 'liveness/Gate-1/'],
  ['a$${b}', 'liveness/a-b-/'],
  // Two workspaces have two prefixes.
  [
    `kiosk-${reference('terraform.workspace')}`,
    `liveness/${reference(`replace("kiosk-${reference('terraform.workspace')}", "/[^A-Za-z0-9._/-]+/", "-")`)}/`,
  ],
])('the images of a pool named %s have the prefix %s', ([name, prefix]) => {
  expect(sessionsOf(poolWith({ name }))).toMatchObject({ settings: { output_config: { s3_key_prefix: prefix } } });
});

test('elements of a pool can be referenced and overridden', () => {
  const stack = synthesizeInRegion((stack) => {
    const pool = new LivenessSessionPool(stack, 'kiosk', { size: 2, name: 'door', imagePrefix: 'liveness/a/' });
    pool.bucket.resource?.addOverride('force_destroy', true);
    const { bucket, encryptionKey: key, name, imagePrefix, dataSource, sessionIds, clientRequestTokens, region } = pool;
    new TerraformOutput(stack, 'all', {
      value: [bucket.bucketArn, key.resource?.keyId, name, imagePrefix, region, clientRequestTokens],
    });
    new TerraformOutput(stack, 'secret', {
      value: [sessionIds, dataSource?.sessions.get(1).status],
      sensitive: true,
    });
  });
  const address = `data.faceliveness_session_pool.${Object.keys(stack.data.faceliveness_session_pool ?? {})}`;
  expect(only(stack.resource.aws_s3_bucket)).toMatchObject({ force_destroy: true });
  expect(stack.output.all).toEqual({
    value: [
      expect.stringMatching(/^\$\{aws_s3_bucket\.\w+\.arn\}$/),
      expect.stringMatching(/^\$\{aws_kms_key\.\w+\.key_id\}$/),
      'door',
      'liveness/a/',
      `\${${address}.region}`,
      `\${${address}.sessions[*].client_request_token}`,
    ],
  });
  expect(stack.output.secret).toEqual({
    value: [`\${${address}.session_ids}`, `\${${address}.sessions[1].status}`],
    sensitive: true,
  });
});

describe('the sessions of a pool', () => {
  test('wait in a data source, through a local, for everything that protects the bucket and the key', () => {
    const { locals, data } = poolWith({ versioning: true });
    const list = only(locals);
    expect(list).toMatch(
      /^\$\{split\("\|", join\("\|", \[aws_s3_bucket\.\w+\.id, aws_kms_key\.\w+\.arn, [^\]]+\]\)\)\}$/,
    );
    for (const type of PROTECTION) expect(list).toMatch(new RegExp(` lookup\\(${type}\\.\\w+, "id", "-"\\)`));
    expect(JSON.stringify(data.faceliveness_session_pool)).not.toMatch(/aws_|depends_on|lifecycle|condition/);
  });

  test('wait in a resource, by depends_on, for everything that protects the bucket and the key', () => {
    const { resource, data, locals } = poolWith({ managed: true, versioning: true });
    expect(data.faceliveness_session_pool).toBeUndefined();
    expect(locals).toBeUndefined();
    const { depends_on: dependencies, ...sessions } = only(resource.faceliveness_session_pool);
    expect(sessions).toEqual({
      name: 'demo/kiosk',
      size: 1,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.\w+\.arn\}$/),
      settings: {
        output_config: {
          s3_bucket: expect.stringMatching(/^\$\{aws_s3_bucket\.\w+\.id\}$/),
          s3_key_prefix: 'liveness/demo/kiosk/',
        },
      },
    });
    expect(dependencies).toEqual(
      expect.arrayContaining(PROTECTION.map((type) => expect.stringMatching(new RegExp(`^${type}\\.`)))),
    );
  });

  test.for([false, true])('do not wait for an existing bucket and key (managed: %s)', (managed) => {
    const stack = synthesizeInRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', {
        managed,
        bucket: LivenessImageBucket.fromBucketName(stack, 'bucket', 'faces'),
        encryptionKey: LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN),
      });
    });
    const sessions = only((managed ? stack.resource : stack.data).faceliveness_session_pool);
    expect(sessions).toMatchObject({ kms_key_id: KEY_ARN, settings: { output_config: { s3_bucket: 'faces' } } });
    expect(sessions).not.toHaveProperty('depends_on');
    expect(stack.locals).toBeUndefined();
  });

  test.for([false, true])('do not wait for a storage of another stack (managed: %s)', (managed) => {
    const stack = synthesize((stack) => {
      const app = stack.node.root;
      const other = new TerraformStack(app, 'other');
      for (const each of [stack, other]) new AwsProvider(each, 'aws', { region: REGION });
      const storage = new LivenessImageStorage(other, 'images');
      new LivenessSessionPool(stack, 'kiosk', { storage, managed });
    });
    const sessions = only((managed ? stack.resource : stack.data).faceliveness_session_pool);
    expect(sessions.kms_key_id).toMatch(/^\$\{data\.terraform_remote_state\./);
    expect(sessions).not.toHaveProperty('depends_on');
    expect(stack.locals).toBeUndefined();
  });

  test('keep the name of an existing bucket literal beside a new key, and the ARN of an existing key beside a new bucket', () => {
    const keyOfPool = poolIn((stack) => ({ bucket: LivenessImageBucket.fromBucketName(stack, 'bucket', 'faces') }));
    expect(sessionsOf(keyOfPool)).toMatchObject({
      kms_key_id: reference('element(local.kiosk_Protected_D1DCABEC, 1)'),
      settings: { output_config: { s3_bucket: 'faces' } },
    });
    const bucketOfPool = poolIn((stack) => ({ encryptionKey: LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN) }));
    expect(sessionsOf(bucketOfPool)).toMatchObject({
      kms_key_id: KEY_ARN,
      settings: { output_config: { s3_bucket: reference('element(local.kiosk_Protected_D1DCABEC, 0)') } },
    });
  });

  test.for([false, true])('have outputs, ids and tokens of one form (managed: %s)', (managed) => {
    const stack = synthesizeInRegion((stack) => {
      const { sessionIds, clientRequestTokens, region } = new LivenessSessionPool(stack, 'kiosk', { managed });
      new TerraformOutput(stack, 'all', { value: [sessionIds, clientRequestTokens, region], sensitive: true });
    });
    const address = `${managed ? '' : 'data.'}faceliveness_session_pool.kiosk_Sessions_CDB9B58F`;
    const [ids, tokens] = [`\${${address}.session_ids}`, `\${${address}.sessions[*].client_request_token}`];
    expect(stack.output.all).toEqual({ value: [ids, tokens, `\${${address}.region}`], sensitive: true });
    expect(stack.output.kiosk_session_ids).toMatchObject({ value: ids, sensitive: true });
    expect(stack.output.kiosk_client_request_tokens).toMatchObject({ value: tokens });
  });

  test('are one element, which is the data source or the resource', () => {
    synthesizeInRegion((stack) => {
      const read = new LivenessSessionPool(stack, 'read');
      const managed = new LivenessSessionPool(stack, 'managed', { managed: true });
      expect([read.dataSource, read.resource]).toEqual([expect.any(bindings.DataFacelivenessSessionPool), undefined]);
      expect([managed.dataSource, managed.resource]).toEqual([undefined, expect.any(bindings.SessionPool)]);
    });
  });

  test('have ids by slot', () => {
    const stack = synthesizeInRegion((stack) => {
      const slot = new TerraformVariable(stack, 'slot', { type: 'number' }).numberValue;
      const pool = new LivenessSessionPool(stack, 'kiosk', { size: 3 });
      const late = new LivenessSessionPool(stack, 'late', {
        size: new TerraformVariable(stack, 'size', {}).numberValue,
      });
      const value = [pool.sessionId(0), pool.sessionId(2), pool.sessionId(slot), late.sessionId(7)];
      new TerraformOutput(stack, 'ids', { value, sensitive: true });
    });
    const ids = 'data.faceliveness_session_pool.kiosk_Sessions_CDB9B58F.session_ids';
    expect(stack.output.ids).toMatchObject({
      value: [
        ...['0', '2', 'var.slot'].map((slot) => reference(`${ids}[${slot}]`)),
        expect.stringMatching(/^\$\{data\.faceliveness_session_pool\.late_Sessions_\w+\.session_ids\[7\]\}$/),
      ],
    });
  });

  test.for([
    [
      3,
      3,
      'invalid slot: 3 was given, and the pool demo/kiosk has 3 sessions, counted from 0. Use a lower one, or make the pool larger',
    ],
    [
      1,
      1,
      'invalid slot: 1 was given, and the pool demo/kiosk has 1 session, counted from 0. Use a lower one, or make the pool larger',
    ],
    [3, -1, 'invalid slot: -1 was given; slots are whole numbers from 0. Use one of these'],
    [3, 0.5, 'invalid slot: 0.5 was given; slots are whole numbers from 0. Use one of these'],
  ] as const)('of a pool of %d have no slot %d', ([size, slot, message]) => {
    synthesizeInRegion((stack) => {
      const pool = new LivenessSessionPool(stack, 'kiosk', { size });
      expect(() => pool.sessionId(slot)).toThrow(new Error(message));
    });
  });
});

test('a pool can be without outputs', () => {
  expect(poolWith({ outputs: false }).output).toBeUndefined();
  expect(poolWith({ outputs: true }).output).toHaveProperty('kiosk_bucket');
});

test.for<[LivenessSessionPoolProps, string | undefined]>([
  [{}, undefined],
  [{ checks: true }, 'report'],
  [{ managed: true }, undefined],
  [{ managed: true, checks: true }, undefined],
  [{ managed: true, onUnusable: OnUnusable.REPLACE }, 'replace'],
  [{ managed: true, onUnusable: OnUnusable.REPORT }, 'report'],
  [{ managed: true, onUnusable: OnUnusable.IGNORE }, 'ignore'],
])('a pool with %j has the reaction %s', ([props, reaction]) => {
  const { data, resource } = poolWith(props);
  expect(only(data.faceliveness_session_pool ?? resource.faceliveness_session_pool).on_unusable).toBe(reaction);
});

/** Ids are a contract: with another id, Terraform destroys a resource and creates it again. */
describe('the ids', () => {
  test('of a pool do not change from version to version', () => {
    expect(addresses(poolWith())).toEqual([
      'aws_kms_key.kiosk_Storage_Key_1E9EB93A',
      'aws_kms_key_policy.kiosk_Storage_Key_Policy_11EA4560',
      'aws_s3_bucket.kiosk_Storage_Bucket_789CAFAA',
      'aws_s3_bucket_lifecycle_configuration.kiosk_Storage_Bucket_Lifecycle_A125E88C',
      'aws_s3_bucket_ownership_controls.kiosk_Storage_Bucket_OwnershipControls_A9588048',
      'aws_s3_bucket_policy.kiosk_Storage_Bucket_Policy_169D1F72',
      'aws_s3_bucket_public_access_block.kiosk_Storage_Bucket_PublicAccessBlock_0BA90E91',
      'aws_s3_bucket_server_side_encryption_configuration.kiosk_Storage_Bucket_Encryption_5010F804',
      'faceliveness_bucket_guard.kiosk_Storage_Bucket_Guard_5F923ED6',
      'data.aws_region.kiosk_Storage_Bucket_Region_0E7EF0D5',
      'data.faceliveness_session_pool.kiosk_Sessions_CDB9B58F',
      'output.kiosk_bucket',
      'output.kiosk_client_request_tokens',
      'output.kiosk_image_prefix',
      'output.kiosk_kms_key_arn',
      'output.kiosk_session_ids',
    ]);
  });

  test('do not depend on the stack and on the props', () => {
    const props = { size: 5, name: 'other', bucketName: 'other', imagePrefix: 'liveness/other/', auditImagesLimit: 1 };
    expect(addresses(poolWith(props))).toEqual(addresses(poolWith()));
  });

  test('of pools inside other constructs differ', () => {
    const stack = synthesizeInRegion((stack) => {
      for (const hall of ['east', 'west']) new LivenessSessionPool(new Construct(stack, hall), 'kiosk');
      new LivenessSessionPool(stack, 'kiosk');
    });
    expect(Object.keys(stack.output).filter((name) => name.endsWith('_bucket'))).toEqual([
      expect.stringMatching(/^east_kiosk_[0-9A-F]{8}_bucket$/),
      'kiosk_bucket',
      expect.stringMatching(/^west_kiosk_[0-9A-F]{8}_bucket$/),
    ]);
    expect(Object.values(stack.data.faceliveness_session_pool ?? {}).map(({ name }) => name)).toEqual([
      'demo/east/kiosk',
      'demo/kiosk',
      'demo/west/kiosk',
    ]);
    expect(addresses(stack)).toHaveLength(3 * 16);
  });
});

function addresses({ resource, data, output }: SynthesizedStack): string[] {
  return [
    ...Object.entries(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `${type}.${name}`)),
    ...Object.entries(data).flatMap(([type, blocks]) => Object.keys(blocks).map((name) => `data.${type}.${name}`)),
    ...Object.keys(output).map((name) => `output.${name}`),
  ];
}

describe('the checks of a pool', () => {
  function checksWith(props: LivenessSessionPoolProps): unknown {
    return poolWith({ checks: true, ...props }).check;
  }

  test('check its sessions and its bucket', () => {
    const sessions = 'data.faceliveness_session_pool.kiosk_Sessions_CDB9B58F';
    const encryption = 'aws_s3_bucket_server_side_encryption_configuration.kiosk_Storage_Bucket_Encryption_5010F804';
    expect(checksWith({})).toEqual({
      kiosk_sessions_usable: {
        assert: [
          {
            condition: reference(`${sessions}.usable_count == null || ${sessions}.usable_count == ${sessions}.size`),
            error_message: expect.stringContaining(`${reference(`${sessions}.usable_count`)} of `),
          },
        ],
      },
      kiosk_bucket_encrypted: {
        assert: [
          {
            condition: reference(
              `anytrue(flatten([for rule in ${encryption}.rule : [for default in ` +
                'rule.apply_server_side_encryption_by_default : default.kms_master_key_id == ' +
                'aws_kms_key.kiosk_Storage_Key_1E9EB93A.arn]]))',
            ),
            error_message: expect.stringContaining('does not encrypt with the key'),
          },
        ],
      },
    });
  });

  test('check the sessions with the given reaction', () => {
    expect(sessionsOf(poolWith({ checks: true }))).toMatchObject({ on_unusable: 'report' });
    expect(sessionsOf(poolWith({ checks: true, onUnusable: OnUnusable.WARN }))).toMatchObject({
      on_unusable: 'warn',
    });
  });

  test('compare the ARN of an existing key as text', () => {
    const stack = synthesizeInRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', {
        checks: true,
        encryptionKey: LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN),
      });
    });
    expect(JSON.stringify(stack.check)).toContain(
      JSON.stringify(`default.kms_master_key_id == "${KEY_ARN}"]]))`).slice(1, -1),
    );
  });

  test('check a managed pool, whose sessions an apply replaces', () => {
    const sessions = 'faceliveness_session_pool.kiosk_Sessions_CDB9B58F';
    expect(checksWith({ managed: true })).toMatchObject({
      kiosk_sessions_usable: {
        assert: [
          {
            condition: reference(`${sessions}.usable_count == null || ${sessions}.usable_count == ${sessions}.size`),
            error_message: expect.stringContaining('an apply replaces the others'),
          },
        ],
      },
    });
  });

  test('cannot be combined with OnUnusable.IGNORE', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      new LivenessSessionPool(stack, 'kiosk', { checks: true, onUnusable: OnUnusable.IGNORE });
    });
    expect(errors).toEqual([
      '[demo/kiosk] invalid onUnusable: with OnUnusable.IGNORE the status of sessions is not read, so checks cannot use ' +
        'it. Use OnUnusable.REPORT, or leave checks out',
    ]);
  });
});

test('a pool in a nested stack belongs to the nested stack', () => {
  const outer = synthesize((stack) => {
    new AwsProvider(stack, 'aws', { region: 'us-east-1' });
    new LivenessSessionPool(stack, 'kiosk');
    const inner = new TerraformStack(stack, 'inner');
    new AwsProvider(inner, 'aws', { region: REGION });
    new LivenessSessionPool(inner, 'kiosk');
  });
  expect(outer.provider).toEqual({ aws: [{ region: 'us-east-1' }], faceliveness: [{ region: 'us-east-1' }] });
  expect(Object.keys(outer.data.faceliveness_session_pool ?? {})).toHaveLength(1);
});
