import { Fn, type TerraformElement, TerraformOutput, type TerraformOutputConfig, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { DataFacelivenessSessionPool } from '../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import type { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { addCheck, inExpression, warnOfLostChecks } from '../hcl/check-block';
import { attributesToHcl } from '../hcl/hcl-output';
import { PoolProviders } from '../providers/pool-providers';
import { PoolProviderSource } from '../providers/provider-source';
import { visitStack } from '../providers/visit-stack';
import type { ILivenessImageBucket } from '../storage/liveness-image-bucket';
import type { ILivenessImageKey } from '../storage/liveness-image-key';
import {
  type ILivenessImageStorage,
  LivenessImageStorage,
  type LivenessImageStorageProps,
} from '../storage/liveness-image-storage';
import { PoolConflictsValidation } from '../validation/pool-conflicts-validation';
import { PoolPropsValidation } from '../validation/pool-props-validation';
import { PoolRegionValidation } from '../validation/pool-region-validation';
import { LivenessSessionPoolGrants } from './liveness-session-pool-grants';
import { type ChallengePreference, OnUnusable } from './session-options';

/**
 * What can be said about a pool. Nothing has to be. What is about the bucket and the key is for those that the pool makes;
 * it goes into the storage where there is one.
 */
export interface LivenessSessionPoolProps extends LivenessImageStorageProps {
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
   * The storage of the images, shared with other pools.
   *
   * @default - one is made for this pool
   */
  readonly storage?: ILivenessImageStorage;

  /**
   * What the keys of the pool's images in the bucket start with, whole: it starts with the key prefix of the storage. At most
   * 950 characters without whitespace; a limit of the service.
   *
   * @default - the key prefix of the storage, the name of the pool with a hyphen for every run of characters other than
   * letters, digits, dots, hyphens, underscores and slashes, and a slash, such as `liveness/kiosk/`
   */
  readonly imagePrefix?: string;

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
   * What to do about sessions that can't be used any more. All but `IGNORE` ask the service for the state of each session
   * at every plan.
   *
   * @default OnUnusable.IGNORE, and with `checks` OnUnusable.REPORT
   */
  readonly onUnusable?: OnUnusable;

  /**
   * Whether the stack gets `check` blocks, which warn at the end of every plan and apply where all sessions can't be used,
   * or the bucket doesn't encrypt with the key. Of a bucket that exists or is in another stack, Terraform can't tell the
   * latter.
   *
   * cdktf writes them as JSON only: with `cdktf synth --hcl` they are left out, with a warning.
   *
   * @default false
   */
  readonly checks?: boolean;

  /**
   * The faceliveness provider of the sessions. Its region must be the AWS provider's.
   *
   * @default - the stack's faceliveness provider that has the AWS provider's alias, or no alias like it. Where there is
   * none, one is brought along that is the same caller: it has the AWS provider's region, credentials, roles, accounts,
   * proxies, certificates, retries, and endpoints of Rekognition and STS. The pools of a stack share it.
   */
  readonly livenessProvider?: FacelivenessProvider;

  /**
   * The source of the faceliveness provider, for a provider registry of your own: `HOST/NAMESPACE/faceliveness`, such as
   * `registry.example.com/acme/faceliveness`, or `NAMESPACE/faceliveness`. The host can have a port. The source must be a
   * literal.
   *
   * Terraform takes a provider from one source in a stack, so this is the source of all faceliveness providers of the
   * stack, brought along or declared, and pools that give different sources are an error. The version stays the same.
   *
   * @default - the source that another pool of the stack gives, otherwise `cdktf-face-liveness/faceliveness`
   */
  readonly livenessProviderSource?: string;
}

/**
 * A pool of Amazon Rekognition Face Liveness sessions, with a bucket for their images and a key that encrypts them.
 *
 * Applying the same stack again returns the same sessions. The service ends each of them three minutes after it was
 * created, and each can be used once: a pool shows that bucket, key and permissions work, and serves tests. It is not
 * a stock of sessions for users to come.
 *
 * The pool adds five outputs to its stack, for a pool `kiosk`: `kiosk_bucket`, `kiosk_image_prefix`, `kiosk_kms_key_arn`,
 * `kiosk_client_request_tokens` and, sensitive, `kiosk_session_ids`. For a pool inside other constructs they start with
 * the ids on the way to it and a hash of them: `hall_kiosk_1A2B3C4D_bucket`. These names, and the ids of everything that
 * the pool creates, don't change from version to version.
 *
 * Everything that can't be is found at synthesis, all at once.
 *
 * @example
 * new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
 * const pool = new LivenessSessionPool(stack, 'kiosk', { size: 3 });
 */
export class LivenessSessionPool extends Construct {
  /** The name that the sessions' tokens are derived from. */
  public readonly name: string;
  /** What stands before the name of every image in the bucket. */
  public readonly imagePrefix: string;
  /** The bucket with all its settings, and the key. */
  public readonly storage: ILivenessImageStorage;
  /** The data source that the sessions come from, slot by slot: `Fn.element(pool.sessionIds, 0)`. */
  public readonly sessions: DataFacelivenessSessionPool;
  /** Lets roles create sessions, take checks, and read results and images. */
  public readonly grants: LivenessSessionPoolGrants;

  constructor(scope: Construct, id: string, props: LivenessSessionPoolProps = {}) {
    super(scope, id);
    const { size = 1, keepers, storage, auditImagesLimit, challengePreferences, checks } = props;
    const awsProvider = props.awsProvider ?? this.ofThisStack(storage?.bucket.resource)?.provider;
    this.name = props.name ?? this.node.path;
    this.storage = storage ?? new LivenessImageStorage(this, 'Storage', props);
    this.imagePrefix = props.imagePrefix ?? defaultImagePrefix(this.storage.keyPrefix, this.name);
    this.sessions = new DataFacelivenessSessionPool(this, 'Sessions', {
      provider: props.livenessProvider,
      name: this.name,
      size,
      keepers,
      kmsKeyId: this.encryptionKey.keyArn,
      settings: {
        outputConfig: { s3Bucket: this.bucket.bucketName, s3KeyPrefix: this.imagePrefix },
        auditImagesLimit,
        challengePreference: challengePreferences,
      },
      onUnusable: props.onUnusable ?? (checks ? OnUnusable.REPORT : undefined),
    });
    const { bucket, encryptionKey, imagePrefix, name } = this;
    this.grants = LivenessSessionPoolGrants._of({
      ...{ scope: this, bucket, encryptionKey, awsProvider },
      keyPrefix: imagePrefix,
    });
    this.addOutputs();
    if (checks) this.addChecks();

    const providers = new PoolProviders(this, this.sessions, awsProvider);
    const providerSource = new PoolProviderSource(this, props.livenessProviderSource);
    const regions = new PoolRegionValidation(this, providers, { size, bucket, encryptionKey });
    visitStack(this, {
      visit: (node) => {
        if (node !== TerraformStack.of(this)) return;
        providers.addLivenessProvider();
        providerSource.apply();
        regions.warn();
      },
    });
    this.node.addValidation(
      new PoolPropsValidation({ ...props, logicalName: this.logicalName, size, name, imagePrefix }),
    );
    this.node.addValidation(providers);
    this.node.addValidation(providerSource);
    this.node.addValidation(regions);
    this.node.addValidation(
      new PoolConflictsValidation({ pool: this, logicalName: this.logicalName, name, imagePrefix, bucket, providers }),
    );
  }

  /** The bucket that the images are written to. */
  public get bucket(): ILivenessImageBucket {
    return this.storage.bucket;
  }

  /** The key that encrypts the images. */
  public get encryptionKey(): ILivenessImageKey {
    return this.storage.encryptionKey;
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

  private addOutputs(): void {
    this.addOutput('BucketOutput', 'bucket', {
      value: this.bucket.bucketName,
      description: 'The bucket that the images are written to.',
    });
    this.addOutput('ImagePrefixOutput', 'image_prefix', {
      value: this.imagePrefix,
      description: 'What stands before the name of every image in the bucket.',
    });
    this.addOutput('KmsKeyArnOutput', 'kms_key_arn', {
      value: this.encryptionKey.keyArn,
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
  }

  /**
   * The name of the pool in Terraform: its id when it is directly in the stack, otherwise the ids on the path to it and a
   * hash of them.
   */
  private get logicalName(): string {
    return TerraformStack.of(this).getLogicalId(this.node);
  }

  /** Elements of another stack cannot be referred to by name, and their providers cannot be used. */
  private ofThisStack<T extends TerraformElement>(element: T | undefined): T | undefined {
    return element !== undefined && TerraformStack.of(element) === TerraformStack.of(this) ? element : undefined;
  }

  private addOutput(id: string, suffix: string, config: TerraformOutputConfig): void {
    new PoolOutput(this, id, config).overrideLogicalId(`${this.logicalName}_${suffix}`);
  }

  private addChecks(): void {
    warnOfLostChecks(this);
    const { fqn } = this.sessions;
    const usable = `${fqn}.usable_count`;
    addCheck(this, {
      name: `${this.logicalName}_sessions_usable`,
      // Null in a preview, which makes no call.
      condition: `${usable} == null || ${usable} == ${fqn}.size`,
      errorMessage:
        `\${${usable}} of \${${fqn}.size} sessions of the pool \${${fqn}.name} can be used. A session lives for three ` +
        'minutes and serves one check; change a keeper to get new ones.',
    });
    const encryption = this.ofThisStack(this.bucket.encryption);
    if (encryption === undefined) return;
    addCheck(this, {
      name: `${this.logicalName}_bucket_encrypted`,
      condition:
        `anytrue(flatten([for rule in ${encryption.fqn}.rule : [for default in ` +
        `rule.apply_server_side_encryption_by_default : default.kms_master_key_id == ${inExpression(this.encryptionKey.keyArn)}]]))`,
      errorMessage: `The bucket ${this.bucket.bucketName} does not encrypt with the key ${this.encryptionKey.keyArn} by default.`,
    });
  }
}

/** An output whose text value stays a text in HCL: cdktf would write `2024` as a number. */
class PoolOutput extends TerraformOutput {
  public toHclTerraform() {
    return attributesToHcl(this.toTerraform());
  }
}

/** Characters of a pool's name that its image prefix does not have. Terraform's `replace` wants the expression in slashes. */
const NOT_IN_IMAGE_PREFIX = '[^A-Za-z0-9._/-]+';

/** The image prefix of a pool under the key prefix of its storage. Terraform evaluates it when the name is not known at synthesis. */
function defaultImagePrefix(storagePrefix: string, poolName: string): string {
  const name = Token.isUnresolved(poolName)
    ? Fn.replace(poolName, `/${NOT_IN_IMAGE_PREFIX}/`, '-')
    : poolName.replace(new RegExp(NOT_IN_IMAGE_PREFIX, 'g'), '-');
  return `${storagePrefix}${name}/`;
}
