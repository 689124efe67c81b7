/**
 * An app as a user writes it, with every construct of the library and every prop: `Required` has the compiler tell when
 * one is missing. Written once, for every AWS provider and framework that the library works with.
 */
import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  bindings,
  type ChallengePreference,
  ChallengeType,
  type ChallengeVersions,
  DataFacelivenessSessionPool,
  LivenessImageBucket,
  type LivenessImageBucketProps,
  LivenessImageKey,
  LivenessImageStorage,
  type LivenessImageStorageAttributes,
  type LivenessImageStorageProps,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
  OnUnusable,
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

const images = new LivenessImageStorage(everything, 'images', {
  encryptionKeyDescription: 'faces',
  alias: 'faces',
  encryptionKeyAdministrators: ['arn:aws:iam::111122223333:role/security'],
  encryptionKeyDeletionWindowInDays: 7,
  rekognitionServiceAccess: true,
  preventDestroy: true,
  tags,
  awsProvider: usa,
  bucketName: 'images-of-visitors',
  keyPrefix: 'images/',
  imageRetentionDays: 7,
  versioning: true,
  serverAccessLogsBucketName: 'logs-of-all',
  serverAccessLogsPrefix: 'images/',
  forceDestroy: false,
} satisfies Required<Omit<LivenessImageStorageProps, 'bucket' | 'encryptionKey'>>);
images.bucket.resource?.addOverride('object_lock_enabled', true);

new LivenessSessionPool(everything, 'entrance');
// On the AWS provider's alias, another faceliveness provider is brought along.
new LivenessSessionPool(everything, 'garage', { awsProvider: usa });
const hall = new LivenessSessionPool(everything, 'hall', {
  size: 3,
  name: 'hall of mirrors',
  keepers: { release: '42' },
  keyPrefix: 'images/hall/',
  storage: images,
  auditImagesLimit: 4,
  challengePreferences: [
    {
      type: ChallengeType.FACE_MOVEMENT_AND_LIGHT,
      versions: { minimum: '1.0.0', maximum: '2.0.0' } satisfies Required<ChallengeVersions>,
    } satisfies Required<ChallengePreference>,
    { type: ChallengeType.FACE_MOVEMENT },
  ],
  onUnusable: OnUnusable.WARN,
  checks: true,
  awsProvider: usa,
  livenessProvider: livenessInUsa,
  // The default in full, which the installed provider is at, too.
  livenessProviderSource: 'registry.terraform.io/cdktf-face-liveness/faceliveness',
  // What the storage has in their place.
} satisfies Required<
  Omit<LivenessSessionPoolProps, Exclude<keyof LivenessImageStorageProps, 'keyPrefix' | 'awsProvider'>>
>);
new TerraformOutput(everything, 'in-the-hall', {
  value: [
    hall.name,
    hall.region,
    hall.bucket.bucketArn,
    hall.key.keyArn,
    hall.dataSource?.sessions.get(0).clientRequestToken,
  ],
  sensitive: true,
});

new LivenessImageBucket(everything, 'bucket', {
  encryptionKey: new LivenessImageKey(everything, 'key'),
  ...{ bucketName: 'faces-of-visitors', keyPrefix: 'faces/', imageRetentionDays: 7, versioning: true },
  ...{ serverAccessLogsBucketName: 'logs-of-all', serverAccessLogsPrefix: 'faces/', forceDestroy: true },
  ...{ rekognitionServiceAccess: true, preventDestroy: false, tags, awsProvider: usa },
} satisfies Required<LivenessImageBucketProps>);
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

const role = new IamRole(everything, 'role', { assumeRolePolicy: '{}' });
hall.grants.createSessions(role);
hall.grants.readResults(role);
hall.grants.readImages(role);
hall.grants.startSessions(new DataAwsIamRole(everything, 'device', { name: 'device' }));
existing.grants.readImages(role);
new TerraformOutput(everything, 'policy', { value: existing.grants.writeImagesDocument });

const request = {
  provider: livenessInUsa,
  keepers: { release: '42' },
  kmsKeyId: images.key.keyArn,
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
new DataFacelivenessSessionPool(everything, 'sessions', { ...request, name: 'several', size: 2 });

app.synth();
