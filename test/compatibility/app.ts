/**
 * An app as a user writes it, with every construct of the library and every prop: `Required` has the compiler tell when
 * one is missing. Written once, for every AWS provider and framework that the library works with.
 */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import {
  type ChallengePreference,
  ChallengeType,
  type ChallengeVersions,
  DataFacelivenessSession,
  DataFacelivenessSessionPool,
  FacelivenessProvider,
  LivenessImageStorage,
  type LivenessImageStorageProps,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
} from 'cdktf-face-liveness';

const app = new App();

/** A stack whose state is where it is started, whatever the directory of the app. */
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
const livenessInUsa = new FacelivenessProvider(everything, 'liveness-usa', {
  region: 'us-east-1',
  alias: 'liveness',
  connectTimeout: 5,
  readTimeout: 60,
  maxRequestsPerSecond: 2,
  endpoints: [{ rekognition: 'http://localhost:1' }],
});

new LivenessSessionPool(everything, 'entrance');
// On the AWS provider's alias, another faceliveness provider is brought along.
new LivenessSessionPool(everything, 'garage', { awsProvider: usa });
const hall = new LivenessSessionPool(everything, 'hall', {
  size: 3,
  name: 'hall of mirrors',
  keepers: { release: '42' },
  keyPrefix: 'faces/',
  bucketName: 'faces-of-visitors',
  auditImagesLimit: 4,
  challengePreferences: [
    {
      type: ChallengeType.FACE_MOVEMENT_AND_LIGHT,
      versions: { minimum: '1.0.0', maximum: '2.0.0' } satisfies Required<ChallengeVersions>,
    } satisfies Required<ChallengePreference>,
    { type: ChallengeType.FACE_MOVEMENT },
  ],
  awsProvider: usa,
  livenessProvider: livenessInUsa,
} satisfies Required<LivenessSessionPoolProps>);
new TerraformOutput(everything, 'in-the-hall', {
  value: [hall.name, hall.region, hall.bucket.arn, hall.key.keyId, hall.sessions.sessions.get(0).sessionId],
  sensitive: true,
});

const images = new LivenessImageStorage(everything, 'images', {
  bucketName: 'images-of-visitors',
  awsProvider: usa,
} satisfies Required<LivenessImageStorageProps>);
images.bucket.addOverride('force_destroy', true);

const request = {
  provider: livenessInUsa,
  keepers: { release: '42' },
  kmsKeyId: images.key.arn,
  onUnusable: 'report',
  settings: {
    auditImagesLimit: 2,
    challengePreferences: [{ type: ChallengeType.FACE_MOVEMENT, versions: { minimum: '1.0.0', maximum: '1.0.0' } }],
    outputConfig: { s3Bucket: images.bucket.id, s3KeyPrefix: 'images/' },
  },
};
new DataFacelivenessSession(everything, 'session', { ...request, name: 'single' });
new DataFacelivenessSession(everything, 'session-of-token', { provider: livenessInUsa, clientRequestToken: 'token' });
new DataFacelivenessSessionPool(everything, 'sessions', { ...request, name: 'several', size: 2 });

app.synth();
