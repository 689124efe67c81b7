import type { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformOutput, type TerraformOutputConfig, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { DataFacelivenessSessionPool } from '../bindings/providers/faceliveness/data-faceliveness-session-pool';
import type { FacelivenessProvider } from '../bindings/providers/faceliveness/provider';
import type { ChallengePreference } from './challenge-preference';
import { LivenessImageStorage } from './liveness-image-storage';
import { defaultKeyPrefix, logicalName } from './private/names';
import { PoolPropsValidation } from './private/pool-props-validation';
import { PoolProviders } from './private/pool-providers';
import { visitStack } from './private/visit-stack';

/** What can be said about a pool. Nothing has to be. */
export interface LivenessSessionPoolProps {
  /**
   * How many sessions the pool has, 0 to 100,000. A pool that grows keeps the sessions it has, one that shrinks keeps
   * the rest.
   *
   * @default 1
   */
  readonly size?: number;

  /**
   * The name that the sessions' tokens are derived from, together with the region and all that is sent to the service.
   * Another name gives other sessions.
   *
   * @default - the pool's path in the app, such as `demo/kiosk` for the pool `kiosk` in the stack `demo`
   */
  readonly name?: string;

  /**
   * Arbitrary values that give other sessions when they change, such as the version of what is tested with them.
   *
   * @default - none
   */
  readonly keepers?: { readonly [key: string]: string };

  /**
   * Put before the name of every image in the bucket as it is, so a folder ends in a slash. At most 950 characters
   * without whitespace; a limit of the service.
   *
   * @default - `liveness/<name>/`, with a hyphen for everything in the name but letters, digits, dots, hyphens,
   * underscores and slashes
   */
  readonly keyPrefix?: string;

  /**
   * The name of the bucket: 3 to 63 lower-case letters, digits, dots and hyphens, by the rules of S3. All of AWS shares
   * one namespace for these, so the name may be taken.
   *
   * @default - the AWS provider makes up a unique one that starts with `liveness-` and the path of the pool's storage,
   * shortened to fit, such as `liveness-demo-kiosk-storage-` for the pool `kiosk` in the stack `demo`. It is kept in
   * Terraform's state and so stays the same.
   */
  readonly bucketName?: string;

  /**
   * How many images the service keeps of each session for audits, besides the reference image: 0 to 4, as far as it
   * can. A limit of the service.
   *
   * @default - the service's, which is 0
   */
  readonly auditImagesLimit?: number;

  /**
   * The challenges, most preferred first.
   *
   * @default - the service's choice, which is to move the face and then to see flashes of light
   */
  readonly challengePreferences?: ChallengePreference[];

  /**
   * The AWS provider of the key and the bucket, where the stack has several.
   *
   * @default - the stack's AWS provider without an alias
   */
  readonly awsProvider?: TerraformProvider;

  /**
   * The faceliveness provider of the sessions. Its region must be the AWS provider's.
   *
   * @default - the stack's faceliveness provider that has the AWS provider's alias, or no alias like it. Where there is
   * none, one is brought along that is the same caller: it has the AWS provider's region, credentials, roles, accounts,
   * proxies, certificates, retries, and endpoints of Rekognition and STS. The pools of a stack share it.
   */
  readonly livenessProvider?: FacelivenessProvider;
}

/**
 * A pool of Amazon Rekognition Face Liveness sessions, with a bucket for their images and a key that encrypts them.
 *
 * Applying the same stack again returns the same sessions. The service ends each of them three minutes after it was
 * created, and each can be used once: a pool shows that bucket, key and permissions work, and serves tests. It is not
 * a stock of sessions for users to come.
 *
 * The pool adds five outputs to its stack, for a pool `kiosk`: `kiosk_bucket`, `kiosk_key_prefix`, `kiosk_kms_key_arn`,
 * `kiosk_client_request_tokens` and, sensitive, `kiosk_session_ids`. For a pool inside other constructs they start with
 * the ids on the way to it and a hash of them: `hall_kiosk_1A2B3C4D_bucket`. These names, and the ids of everything that
 * the pool creates, don't change from version to version.
 *
 * @example
 * new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
 * const pool = new LivenessSessionPool(stack, 'kiosk', { size: 3 });
 */
export class LivenessSessionPool extends Construct {
  /** The name that the sessions' tokens are derived from. */
  public readonly name: string;
  /** What stands before the name of every image in the bucket. */
  public readonly keyPrefix: string;
  /** The bucket with all its settings, and the key. */
  public readonly storage: LivenessImageStorage;
  /** The data source that the sessions come from, slot by slot: `pool.sessions.sessions.get(0).sessionId`. */
  public readonly sessions: DataFacelivenessSessionPool;

  constructor(scope: Construct, id: string, props: LivenessSessionPoolProps = {}) {
    super(scope, id);
    const { size = 1, keepers, bucketName, auditImagesLimit, challengePreferences, awsProvider } = props;
    this.name = props.name ?? this.node.path;
    this.keyPrefix = props.keyPrefix ?? defaultKeyPrefix(this.name);
    this.storage = new LivenessImageStorage(this, 'Storage', { bucketName, awsProvider });
    this.sessions = new DataFacelivenessSessionPool(this, 'Sessions', {
      provider: props.livenessProvider,
      name: this.name,
      size,
      keepers,
      kmsKeyId: this.key.arn,
      settings: {
        outputConfig: { s3Bucket: this.bucket.id, s3KeyPrefix: this.keyPrefix },
        auditImagesLimit,
        challengePreferences,
      },
    });

    this.addOutput('BucketOutput', 'bucket', {
      value: this.bucket.id,
      description: 'The bucket that the images are written to.',
    });
    this.addOutput('KeyPrefixOutput', 'key_prefix', {
      value: this.keyPrefix,
      description: 'What stands before the name of every image in the bucket.',
    });
    this.addOutput('KmsKeyArnOutput', 'kms_key_arn', {
      value: this.key.arn,
      description: 'The key that encrypts the images.',
    });
    this.addOutput('ClientRequestTokensOutput', 'client_request_tokens', {
      value: this.clientRequestTokens,
      description: 'The tokens that the sessions were created with, in the order of the slots.',
    });
    this.addOutput('SessionIdsOutput', 'session_ids', {
      value: this.sessionIds,
      description: 'The ids of the sessions, in the order of the slots.',
      sensitive: true,
    });

    const limited = { ...props, size, name: this.name, keyPrefix: this.keyPrefix };
    this.node.addValidation(new PoolPropsValidation(limited));
    const providers = new PoolProviders(this, this.sessions, awsProvider);
    this.node.addValidation(providers);
    visitStack(this, providers);
  }

  /** The bucket that the images are written to. */
  public get bucket(): S3Bucket {
    return this.storage.bucket;
  }

  /** The key that encrypts the images. */
  public get key(): KmsKey {
    return this.storage.key;
  }

  /** The ids of the sessions, in the order of the slots; sensitive. Known once Terraform has read them. */
  public get sessionIds(): string[] {
    return this.sessions.sessionIds;
  }

  /** The tokens that the sessions were created with, in the order of the slots. Known once Terraform has read them. */
  public get clientRequestTokens(): string[] {
    return this.sessions.getListAttribute('sessions[*].client_request_token');
  }

  /** The AWS region of the sessions. Known once Terraform has read them. */
  public get region(): string {
    return this.sessions.region;
  }

  private addOutput(id: string, suffix: string, config: TerraformOutputConfig): void {
    new TerraformOutput(this, id, config).overrideLogicalId(`${logicalName(this)}_${suffix}`);
  }
}
