/**
 * An app as a user writes it, with every construct of the library and every prop: `Required` has the compiler tell when
 * one is missing. Written once, for every AWS provider and framework that the library works with.
 */
import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  bindings,
  type ChallengePreference,
  ChallengeType,
  type ChallengeVersions,
  LivenessGrantee,
  LivenessImageBucket,
  type LivenessImageBucketAttributes,
  type LivenessImageBucketProps,
  LivenessImageKey,
  LivenessImageStorage,
  type LivenessImageStorageAttributes,
  type LivenessImageStorageProps,
  type LivenessPolicyStatement,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
  OnUnusable,
  PolicyEffect,
} from 'cdktf-face-liveness';

const app = new App();

/** A stack whose state is in the working directory, so that synthesized stacks do not contain paths. */
function stackNamed(name: string): TerraformStack {
  const stack = new TerraformStack(app, name);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  return stack;
}

// As little as possible: the faceliveness provider is brought along.
const simple = stackNamed('simple');
new AwsProvider(simple, 'aws', { region: 'us-east-1' });
new LivenessSessionPool(simple, 'kiosk', { size: 3 });

const everything = stackNamed('everything');
new AwsProvider(everything, 'aws', {
  region: 'eu-west-1',
  profile: 'work',
  retryMode: 'adaptive',
  allowedAccountIds: ['111122223333'],
  assumeRole: [{ roleArn: 'arn:aws:iam::111122223333:role/first', tags: { costCenter: '7' } }],
  endpoints: [{ rekognition: 'http://localhost:1', sts: 'http://localhost:2', s3: 'http://localhost:3' }],
  defaultTags: [{ tags: { project: 'kiosks' } }],
});
const usa = new AwsProvider(everything, 'usa', { region: 'us-east-1', alias: 'usa' });
const livenessInUsa = new bindings.FacelivenessProvider(everything, 'liveness-usa', {
  region: 'us-east-1',
  alias: 'liveness',
  connectTimeout: 5,
  readTimeout: 60,
  maxRequestsPerSecond: 2,
  endpoints: [{ rekognition: 'http://localhost:1' }],
});

const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const tags = { team: 'doors' };
const statement: LivenessPolicyStatement = {
  sid: 'DenyOldTls',
  effect: PolicyEffect.DENY,
  principals: { '*': ['*'] },
  actions: ['s3:*'],
  resources: ['arn:aws:s3:::images-of-visitors/*'],
  conditions: { NumericLessThan: { 's3:TlsVersion': ['1.3'] } },
};
const auditors: LivenessPolicyStatement = {
  principals: { AWS: ['arn:aws:iam::444455556666:role/audit'] },
  actions: ['kms:Decrypt'],
  resources: ['*'],
};
const lifecycleRules = [
  { id: 'abandoned', status: 'Enabled', filter: [{ prefix: 'logs/' }], expiration: [{ days: 1 }] },
];

const images = new LivenessImageStorage(everything, 'images', {
  encryptionKeyDescription: 'faces',
  alias: 'faces',
  encryptionKeyAdministrators: ['arn:aws:iam::111122223333:role/security'],
  encryptionKeyPolicyStatements: [auditors],
  encryptionKeyDeletionWindowInDays: 7,
  rekognitionServiceAccess: true,
  preventDestroy: true,
  tags,
  awsProvider: usa,
  bucketName: 'images-of-visitors',
  keyPrefix: 'images/',
  imageRetentionDays: 7,
  lifecycleRules,
  bucketPolicyStatements: [statement],
  versioning: true,
  serverAccessLogsBucketName: 'logs-of-all',
  serverAccessLogsPrefix: 'images/',
  forceDestroy: false,
} satisfies Required<Omit<LivenessImageStorageProps, 'bucket' | 'bucketNamePrefix' | 'encryptionKey'>>);
images.bucket.resource?.addOverride('object_lock_enabled', true);

new LivenessSessionPool(everything, 'entrance');
// On the AWS provider's alias, another faceliveness provider is brought along.
new LivenessSessionPool(everything, 'garage', { awsProvider: usa });
const hall = new LivenessSessionPool(everything, 'hall', {
  size: 3,
  name: 'hall of mirrors',
  keepers: { release: '42' },
  imagePrefix: 'images/hall/',
  storage: images,
  auditImagesLimit: 4,
  challengePreferences: [
    {
      type: ChallengeType.FACE_MOVEMENT_AND_LIGHT,
      versions: { minimum: '1.0.0', maximum: '2.0.0' } satisfies Required<ChallengeVersions>,
    } satisfies Required<ChallengePreference>,
    { type: ChallengeType.FACE_MOVEMENT },
  ],
  managed: false,
  onUnusable: OnUnusable.WARN,
  checks: true,
  outputs: true,
  awsProvider: usa,
  livenessProvider: livenessInUsa,
  // The default in full, which the installed provider is at, too.
  livenessProviderSource: 'registry.terraform.io/cdktf-face-liveness/faceliveness',
  // What the storage has in their place.
} satisfies Required<Omit<LivenessSessionPoolProps, Exclude<keyof LivenessImageStorageProps, 'awsProvider'>>>);
// A bucket of its own, under a generated name, and sessions that an apply replaces.
const stairs = new LivenessSessionPool(everything, 'stairs', {
  managed: true,
  onUnusable: OnUnusable.REPLACE,
  outputs: false,
  bucketNamePrefix: 'stairs-',
});
new TerraformOutput(everything, 'in-the-hall', {
  value: [
    hall.name,
    hall.region,
    hall.bucket.bucketArn,
    hall.encryptionKey.keyArn,
    hall.sessionId(0),
    hall.dataSource?.sessions.get(0).clientRequestToken,
    stairs.resource?.sessions.get(0).attempt,
  ],
  sensitive: true,
});

new LivenessImageBucket(everything, 'bucket', {
  encryptionKey: new LivenessImageKey(everything, 'key'),
  ...{ bucketName: 'faces-of-visitors', keyPrefix: 'faces/', imageRetentionDays: 7, versioning: true },
  ...{ lifecycleRules, bucketPolicyStatements: [] },
  ...{ serverAccessLogsBucketName: 'logs-of-all', serverAccessLogsPrefix: 'faces/', forceDestroy: true },
  ...{ rekognitionServiceAccess: true, preventDestroy: false, tags, awsProvider: usa },
} satisfies Required<Omit<LivenessImageBucketProps, 'bucketNamePrefix'>>);
const existing = LivenessImageStorage.fromAttributes(everything, 'existing', {
  bucketName: 'faces-of-old',
  keyArn,
  keyPrefix: 'old/',
  awsProvider: usa,
} satisfies Required<LivenessImageStorageAttributes>);
new LivenessSessionPool(everything, 'cellar', {
  bucket: LivenessImageBucket.fromBucketArn(everything, 'cellar-bucket', 'arn:aws:s3:::faces-of-the-cellar'),
  encryptionKey: LivenessImageKey.fromAliasName(everything, 'cellar-key', 'cellar'),
});
new LivenessSessionPool(everything, 'attic', {
  bucket: LivenessImageBucket.fromBucketAttributes(everything, 'attic-bucket', {
    bucketName: 'faces-of-the-attic',
    encryptionKey: LivenessImageKey.fromKeyArn(everything, 'attic-key', keyArn),
    keyPrefix: 'attic/',
    region: 'eu-west-1',
  } satisfies Required<LivenessImageBucketAttributes>),
});

const role = new IamRole(everything, 'role', { assumeRolePolicy: '{}' });
hall.grants.createSessions(role);
hall.grants.readResults(role);
hall.grants.readImages(role);
hall.grants.startSessions(new DataAwsIamRole(everything, 'device', { name: 'device' }));
hall.grants.actions(role, ['s3:DeleteObject']);
existing.grants.readImages(role);
existing.grants.readImages(LivenessGrantee.of(new IamUser(everything, 'auditor', { name: 'auditor' })));
existing.grants.readImages(LivenessGrantee.fromArn('arn:aws:iam::111122223333:group/auditors'));
new TerraformOutput(everything, 'policy', { value: existing.grants.writeImagesDocument });

const request = {
  provider: livenessInUsa,
  keepers: { release: '42' },
  kmsKeyId: images.encryptionKey.keyArn,
  onUnusable: 'report',
  settings: {
    auditImagesLimit: 2,
    challengePreferences: [{ type: ChallengeType.FACE_MOVEMENT, versions: { minimum: '1.0.0', maximum: '1.0.0' } }],
    outputConfig: { s3Bucket: images.bucket.bucketName, s3KeyPrefix: 'images/' },
  },
};
new bindings.DataFacelivenessSession(everything, 'session', { ...request, name: 'single' });
new bindings.DataFacelivenessSession(everything, 'session-of-token', {
  provider: livenessInUsa,
  clientRequestToken: 'token',
});
new bindings.DataFacelivenessSessionPool(everything, 'sessions', { ...request, name: 'several', size: 2 });

app.synth();
