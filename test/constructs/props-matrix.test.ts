import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformStack } from 'cdktf';
import { expect, test } from 'vitest';
import {
  bindings,
  ChallengeType,
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  type LivenessPolicyStatement,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
  OnUnusable,
} from '../../src/constructs';
import { REGION, synthesize } from './support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const BUCKET = 'resource.aws_s3_bucket.kiosk_Storage_Bucket_789CAFAA';
const BUCKET_POLICY = 'resource.aws_s3_bucket_policy.kiosk_Storage_Bucket_Policy_169D1F72';
const ENCRYPTION =
  'resource.aws_s3_bucket_server_side_encryption_configuration.kiosk_Storage_Bucket_Encryption_5010F804';
const GUARD = 'resource.faceliveness_bucket_guard.kiosk_Storage_Bucket_Guard_5F923ED6';
const KEY = 'resource.aws_kms_key.kiosk_Storage_Key_1E9EB93A';
const KEY_POLICY = 'resource.aws_kms_key_policy.kiosk_Storage_Key_Policy_11EA4560';
const LIFECYCLE = 'resource.aws_s3_bucket_lifecycle_configuration.kiosk_Storage_Bucket_Lifecycle_A125E88C';
const SESSIONS = 'data.faceliveness_session_pool.kiosk_Sessions_CDB9B58F';

const PROTECTED = 'locals.kiosk_Protected_D1DCABEC';

/** All that the AWS provider makes for the bucket of a pool. */
const BUCKET_PARTS = [
  'data.aws_region.kiosk_Storage_Bucket_Region_0E7EF0D5',
  BUCKET_POLICY,
  BUCKET,
  LIFECYCLE,
  'resource.aws_s3_bucket_ownership_controls.kiosk_Storage_Bucket_OwnershipControls_A9588048',
  'resource.aws_s3_bucket_public_access_block.kiosk_Storage_Bucket_PublicAccessBlock_0BA90E91',
  ENCRYPTION,
];

/** The values at a path before and after; `undefined` when only the other side has the path. */
type Differences = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

interface Flip {
  /** A value of the prop other than its default. Some values need constructs. */
  readonly value: (stack: TerraformStack) => unknown;
  /** All differences in the synthesized stack. */
  readonly differences: Differences;
}

const STATEMENT: LivenessPolicyStatement = {
  sid: 'Mine',
  principals: { AWS: ['arn:aws:iam::111122223333:root'] },
  actions: ['*'],
  resources: ['*'],
};

const gone = expect.anything();
const added = expect.anything();

/** The type requires an entry for every prop. */
const FLIPS: Readonly<Record<keyof LivenessSessionPoolProps, Flip>> = {
  size: { value: () => 2, differences: { [`${SESSIONS}.size`]: [1, 2] } },
  name: {
    value: () => 'door',
    differences: {
      [`${SESSIONS}.name`]: ['demo/kiosk', 'door'],
      ...prefixDifferences('liveness/door/'),
    },
  },
  keepers: {
    value: () => ({ release: '42' }),
    differences: { [`${SESSIONS}.keepers`]: [undefined, { release: '42' }] },
  },
  keyPrefix: {
    value: () => 'faces/',
    // A bucket of one pool deletes everything, whatever the prefix.
    differences: prefixDifferences('faces/demo/kiosk/'),
  },
  imagePrefix: { value: () => 'liveness/faces/', differences: prefixDifferences('liveness/faces/') },
  managed: {
    value: () => true,
    differences: {
      'resource.faceliveness_session_pool': [undefined, added],
      'data.faceliveness_session_pool': [gone, undefined],
      locals: [gone, undefined],
      'output.kiosk_session_ids.value': [
        expect.stringMatching(/^\$\{data\./),
        expect.stringMatching(/^\$\{faceliveness_/),
      ],
      'output.kiosk_client_request_tokens.value': [gone, added],
    },
  },
  outputs: { value: () => false, differences: { output: [gone, undefined] } },
  bucketName: {
    value: () => 'faces',
    differences: {
      [`${BUCKET}.bucket`]: [undefined, 'faces'],
      [`${BUCKET}.bucket_prefix`]: ['liveness-', undefined],
    },
  },
  bucketNamePrefix: { value: () => 'faces-', differences: { [`${BUCKET}.bucket_prefix`]: ['liveness-', 'faces-'] } },
  auditImagesLimit: { value: () => 4, differences: { [`${SESSIONS}.settings.audit_images_limit`]: [undefined, 4] } },
  challengePreferences: {
    value: () => [{ type: ChallengeType.FACE_MOVEMENT }],
    differences: { [`${SESSIONS}.settings.challenge_preference`]: [undefined, [{ type: 'FaceMovementChallenge' }]] },
  },
  onUnusable: {
    value: () => OnUnusable.WARN,
    differences: { [`${SESSIONS}.on_unusable`]: [undefined, 'warn'] },
  },
  checks: {
    value: () => true,
    differences: {
      [`${SESSIONS}.on_unusable`]: [undefined, 'report'],
      check: [
        undefined,
        {
          kiosk_sessions_usable: { assert: [{ condition: expect.any(String), error_message: expect.any(String) }] },
          kiosk_bucket_encrypted: { assert: [{ condition: expect.any(String), error_message: expect.any(String) }] },
        },
      ],
    },
  },
  lifecycleRules: {
    value: () => [{ id: 'logs', status: 'Enabled', filter: [{ prefix: 'logs/' }], expiration: [{ days: 1 }] }],
    differences: { [`${LIFECYCLE}.rule.2`]: [undefined, expect.objectContaining({ id: 'logs' })] },
  },
  bucketPolicyStatements: {
    value: () => [STATEMENT],
    differences: { [`${BUCKET_POLICY}.policy`]: withStatement('"Mine"') },
  },
  imageRetentionDays: { value: () => 7, differences: { [`${LIFECYCLE}.rule.0.expiration.0.days`]: [30, 7] } },
  versioning: {
    value: () => true,
    differences: {
      'resource.aws_s3_bucket_versioning': [undefined, added],
      [PROTECTED]: [
        expect.not.stringContaining('aws_s3_bucket_versioning.'),
        expect.stringContaining('aws_s3_bucket_versioning.'),
      ],
      [`${LIFECYCLE}.depends_on`]: [undefined, [expect.stringMatching(/^aws_s3_bucket_versioning\./)]],
      ...guardAlsoDependsOn(/^aws_s3_bucket_versioning\./),
    },
  },
  serverAccessLogsBucketName: {
    value: () => 'logs-of-all',
    differences: {
      'resource.aws_s3_bucket_logging': [undefined, added],
      ...guardAlsoDependsOn(/^aws_s3_bucket_logging\./),
    },
  },
  // Fails without a bucket, so both are given together.
  serverAccessLogsPrefix: {
    value: () => 'logs/',
    differences: {
      'resource.aws_s3_bucket_logging.kiosk_Storage_Bucket_Logging_B6F0B833.target_prefix': [
        expect.stringMatching(/^\$\{aws_s3_bucket\./),
        'logs/',
      ],
    },
  },
  forceDestroy: {
    value: () => true,
    differences: { [`${BUCKET}.force_destroy`]: [undefined, true], [`${GUARD}.force_destroy`]: [undefined, true] },
  },
  preventDestroy: {
    value: () => true,
    differences: {
      [`${BUCKET}.lifecycle`]: [undefined, { prevent_destroy: true }],
      [`${KEY}.lifecycle`]: [undefined, { prevent_destroy: true }],
    },
  },
  tags: {
    value: () => ({ team: 'doors' }),
    differences: {
      [`${BUCKET}.tags`]: [undefined, { team: 'doors' }],
      [`${KEY}.tags`]: [undefined, { team: 'doors' }],
    },
  },
  encryptionKeyDescription: {
    value: () => 'faces',
    differences: { [`${KEY}.description`]: ['Face Liveness images', 'faces'] },
  },
  alias: {
    value: () => 'faces',
    differences: {
      'resource.aws_kms_alias': [undefined, added],
      ...guardAlsoDependsOn(/^aws_kms_alias\./),
    },
  },
  encryptionKeyAdministrators: {
    value: () => ['arn:aws:iam::111122223333:role/keys'],
    differences: { [`${KEY_POLICY}.policy`]: withStatement('"AllowAdministrators"') },
  },
  encryptionKeyPolicyStatements: {
    value: () => [STATEMENT],
    differences: { [`${KEY_POLICY}.policy`]: withStatement('"Mine"') },
  },
  encryptionKeyDeletionWindowInDays: {
    value: () => 7,
    differences: { [`${KEY}.deletion_window_in_days`]: [undefined, 7] },
  },
  rekognitionServiceAccess: {
    value: () => true,
    differences: {
      [`${KEY_POLICY}.policy`]: withStatement('"AllowRekognition"'),
      [`${BUCKET_POLICY}.policy`]: withStatement('"AllowRekognition"'),
    },
  },
  encryptionKey: {
    value: (stack) => LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN),
    differences: {
      'resource.aws_kms_key': [gone, undefined],
      'resource.aws_kms_key_policy': [gone, undefined],
      [`${GUARD}.depends_on`]: [expect.arrayContaining([addressIn(KEY)]), expect.not.arrayContaining([addressIn(KEY)])],
      [PROTECTED]: [gone, expect.stringContaining(`"${KEY_ARN}"`)],
      [`${SESSIONS}.kms_key_id`]: [gone, KEY_ARN],
      [`${ENCRYPTION}.rule.0.apply_server_side_encryption_by_default.kms_master_key_id`]: [gone, KEY_ARN],
      'output.kiosk_kms_key_arn.value': [gone, KEY_ARN],
    },
  },
  bucket: {
    value: (stack) => LivenessImageBucket.fromBucketName(stack, 'bucket', 'faces'),
    differences: {
      ...Object.fromEntries([...BUCKET_PARTS, GUARD].map((part) => [parentOf(part), [gone, undefined] as const])),
      [PROTECTED]: [gone, expect.stringContaining('"faces"')],
      [`${SESSIONS}.settings.output_config.s3_bucket`]: [gone, 'faces'],
      'output.kiosk_bucket.value': [gone, 'faces'],
    },
  },
  storage: {
    value: (stack) => LivenessImageStorage.fromAttributes(stack, 'images', { bucketName: 'faces', keyArn: KEY_ARN }),
    differences: {
      resource: [gone, undefined],
      locals: [gone, undefined],
      'data.aws_region': [gone, undefined],
      [`${SESSIONS}.kms_key_id`]: [gone, KEY_ARN],
      [`${SESSIONS}.settings.output_config.s3_bucket`]: [gone, 'faces'],
      'output.kiosk_bucket.value': [gone, 'faces'],
      'output.kiosk_kms_key_arn.value': [gone, KEY_ARN],
    },
  },
  awsProvider: {
    value: (stack) => new AwsProvider(stack, 'other', { region: REGION, alias: 'other' }),
    differences: {
      'provider.aws.1': [undefined, { region: REGION, alias: 'other' }],
      'provider.faceliveness.0.alias': [undefined, 'other'],
      [`${SESSIONS}.provider`]: [undefined, 'faceliveness.other'],
      [`${GUARD}.provider`]: [undefined, 'faceliveness.other'],
      [`${KEY}.provider`]: [undefined, 'aws.other'],
      [`${KEY_POLICY}.provider`]: [undefined, 'aws.other'],
      ...Object.fromEntries(BUCKET_PARTS.map((part) => [`${part}.provider`, [undefined, 'aws.other'] as const])),
    },
  },
  livenessProvider: {
    value: (stack) => new bindings.FacelivenessProvider(stack, 'other', { region: REGION, alias: 'other' }),
    differences: {
      'provider.faceliveness.0.alias': [undefined, 'other'],
      [`${SESSIONS}.provider`]: [undefined, 'faceliveness.other'],
      [`${GUARD}.provider`]: [undefined, 'faceliveness.other'],
    },
  },
  livenessProviderSource: {
    value: () => 'registry.example.com/acme/faceliveness',
    differences: {
      'terraform.required_providers.faceliveness.source': [
        'cdktf-face-liveness/faceliveness',
        'registry.example.com/acme/faceliveness',
      ],
    },
  },
};

test.for(Object.entries(FLIPS))('%s changes only the expected values', ([prop, { value, differences }]) => {
  const base = prop === 'serverAccessLogsPrefix' ? { serverAccessLogsBucketName: 'logs-of-all' } : {};
  const before = poolWith(() => base);
  const after = poolWith((stack) => ({ ...base, [prop]: value(stack) }));
  expect(differencesOf(before, after)).toEqual(differences);
});

function poolWith(props: (stack: TerraformStack) => LivenessSessionPoolProps): unknown {
  return synthesize((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessSessionPool(stack, 'kiosk', props(stack));
  });
}

function prefixDifferences(prefix: string): Differences {
  const before = 'liveness/demo/kiosk/';
  return {
    [`${SESSIONS}.settings.output_config.s3_key_prefix`]: [before, prefix],
    'output.kiosk_image_prefix.value': [before, prefix],
  };
}

/** The difference of a policy that gets a statement. */
function withStatement(sid: string): readonly [unknown, unknown] {
  return [expect.not.stringContaining(sid), expect.stringContaining(sid)];
}

/** The differences of a guard that depends on one more resource. */
function guardAlsoDependsOn(address: RegExp): Differences {
  const matching = [expect.stringMatching(address)];
  return { [`${GUARD}.depends_on`]: [expect.not.arrayContaining(matching), expect.arrayContaining(matching)] };
}

function addressIn(path: string): string {
  return path.replace('resource.', '');
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

/** Differing leaves, or the topmost difference when only one side has it. */
function differencesOf(before: unknown, after: unknown, path: readonly string[] = []): Differences {
  if (isTree(before) && isTree(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return Object.assign(
      {},
      ...[...names].map((name) => differencesOf(before[name], after[name], [...path, name])),
    ) as Differences;
  }
  return JSON.stringify(before) === JSON.stringify(after) ? {} : { [path.join('.')]: [before, after] };
}

/** Whether a value has members. The order of addresses in a list is of no interest. */
function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(Array.isArray(value) && value.every(isText));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
