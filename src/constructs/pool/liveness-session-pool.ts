import {
  Fn,
  propertyAccess,
  type TerraformElement,
  TerraformLocal,
  TerraformOutput,
  type TerraformOutputConfig,
  type TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { DataFacelivenessSessionPool } from '../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import type { FacelivenessProvider } from '../../bindings/providers/faceliveness/provider';
import { SessionPool } from '../../bindings/providers/faceliveness/session-pool';
import { addCheck, inExpression, warnOfLostChecks } from '../hcl/check-block';
import { functionArgument } from '../hcl/function-argument';
import { attributesToHcl } from '../hcl/hcl-output';
import { PoolProviders } from '../providers/pool-providers';
import { PoolProviderSource } from '../providers/provider-source';
import { expireEverything } from '../storage/image-expiry';
import type { ILivenessImageBucket, ILivenessImageKey, ILivenessImageStorage } from '../storage/interfaces';
import { LivenessImageStorage, type LivenessImageStorageProps } from '../storage/liveness-image-storage';
import { protectionOf } from '../storage/protection';
import { OutputConflictsValidation } from '../validation/app-wide/output-conflicts-validation';
import { checkArguments } from '../validation/arguments';
import { validateElements } from '../validation/own-elements';
import { accountErrors } from '../validation/pool/pool-account-validation';
import { PoolConflictsValidation } from '../validation/pool/pool-conflicts-validation';
import { PoolPropsValidation } from '../validation/pool/pool-props-validation';
import { PoolRegionValidation } from '../validation/pool/pool-region-validation';
import { targetErrors } from '../validation/pool/pool-target-validation';
import { assertStorage } from '../validation/types';
import { isKnown, isPlainObject } from '../validation/values';
import { LivenessSessionPoolGrants } from './liveness-session-pool-grants';
import { type ChallengePreference, OnUnusable } from './session-options';

/**
 * Properties of `LivenessSessionPool`. All are optional. Those of the bucket and the key are for a bucket and a key that the
 * pool creates; with `storage` they belong to the storage.
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
   * Object key prefix of the pool's images, whole: it starts with the key prefix of the storage, also where the rest is an
   * expression. At most 950 characters without whitespace; a limit of the service.
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
   * Whether the sessions are a resource, `faceliveness_session_pool`, which keeps them in the state: a plan creates nothing,
   * an apply creates the sessions, and replaces expired, finished and missing ones. It waits until the bucket and the key are
   * protected. Otherwise the sessions are a data source, which creates them when it is read, in a plan too once the bucket and
   * the key exist.
   *
   * @default false
   */
  readonly managed?: boolean;

  /**
   * What to do about sessions that cannot be used any more. All but `IGNORE` ask the service for the status of each session
   * at every plan. `REPLACE` needs `managed`; `WARN` and `ERROR` exclude it.
   *
   * @default OnUnusable.IGNORE, and with `checks` OnUnusable.REPORT; with `managed` OnUnusable.REPLACE
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
   * Whether the pool adds outputs to its stack.
   *
   * @default true
   */
  readonly outputs?: boolean;

  /**
   * The faceliveness provider of the sessions, and of the guard of a bucket that the pool creates. Its region must be the AWS
   * provider's.
   *
   * @default - the stack's faceliveness provider with the alias of the AWS provider, or without one like it. Where the stack
   * declares none, one is added that is the same caller: it has the AWS provider's region, credentials, roles, accounts,
   * proxies, certificates, retries, and endpoints of Rekognition, S3 and STS, as they are when the stack is synthesized, after
   * Aspects and overrides. All pools and buckets of the stack share it.
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
 * The pool adds five outputs to its stack, unless `outputs` is false. For a pool `kiosk` they are `kiosk_bucket`, `kiosk_image_prefix`, `kiosk_kms_key_arn`,
 * `kiosk_client_request_tokens` and, sensitive, `kiosk_session_ids`. For a pool inside other constructs they start with
 * the ids on the way to it and a hash of them: `hall_kiosk_1A2B3C4D_bucket`. These names, and the ids of everything that
 * the pool creates, don't change from version to version.
 *
 * Invalid configurations are reported at synthesis, all at once.
 *
 * @example
 * new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
 * const pool = new LivenessSessionPool(stack, 'kiosk', { size: 3 });
 */
export class LivenessSessionPool extends Construct {
  /** The name that the sessions' tokens are derived from. */
  public readonly name: string;
  /** Object key prefix of the pool's images. */
  public readonly imagePrefix: string;
  /** The bucket with all its settings, and the key. */
  public readonly storage: ILivenessImageStorage;

  /**
   * The data source of the sessions.
   *
   * @default - none: the pool is managed
   */
  public readonly dataSource?: DataFacelivenessSessionPool;

  /**
   * The resource of the sessions.
   *
   * @default - none: the pool is not managed
   */
  public readonly resource?: SessionPool;

  /** Grants to roles, users and groups: to create sessions, take checks, and read results and images. */
  public readonly grants: LivenessSessionPoolGrants;

  private readonly size: number;

  constructor(scope: Construct, id: string, props: LivenessSessionPoolProps = {}) {
    super(scope, id);
    checkArguments(this, props);
    const { size = 1, storage, checks, livenessProvider } = props;
    if (storage !== undefined) assertStorage('storage', storage);
    const awsProvider = props.awsProvider ?? this.ofThisStack(storage?.bucket.resource)?.provider;
    this.size = size;
    this.name = props.name ?? this.node.path;
    this.storage = storage ?? new LivenessImageStorage(this, 'Storage', props);
    if (storage === undefined && props.bucket === undefined) {
      expireEverything(this.bucket);
      const { guard } = this.bucket;
      if (guard !== undefined && livenessProvider !== undefined) guard.provider = livenessProvider;
    }
    this.imagePrefix = props.imagePrefix ?? defaultImagePrefix(this.storage.keyPrefix, this.name);
    if (props.managed) this.resource = this.newResource(props);
    else this.dataSource = this.newDataSource(props);
    const { bucket, encryptionKey, imagePrefix, name } = this;
    this.grants = LivenessSessionPoolGrants._of({
      ...{ scope: this, bucket, encryptionKey, awsProvider },
      keyPrefix: imagePrefix,
    });
    if (props.outputs !== false) this.addOutputs();
    if (checks) this.addChecks();
    validateElements(this);

    const providers = new PoolProviders(this, this.sessions, { awsProvider, livenessProvider });
    const providerSource = new PoolProviderSource(this, props.livenessProviderSource);
    const regions = new PoolRegionValidation(this, providers, { size, bucket, encryptionKey });
    this.node.addValidation(
      new PoolPropsValidation(this, {
        ...props,
        ...{ size, name, imagePrefix },
        storagePrefix: this.storage.keyPrefix,
      }),
    );
    this.node.addValidation(providers);
    this.node.addValidation(providerSource);
    this.node.addValidation(regions);
    this.node.addValidation({ validate: () => accountErrors(bucket, providers) });
    this.node.addValidation(
      new PoolConflictsValidation({ pool: this, logicalName: this.logicalName, name, imagePrefix, bucket, regions }),
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

  /** The ids of the sessions, in the order of the slots; sensitive. Known once Terraform has created or read them. */
  public get sessionIds(): string[] {
    return this.sessions.sessionIds;
  }

  /** The client request tokens of the sessions, in the order of the slots. Known once Terraform has created or read them. */
  public get clientRequestTokens(): string[] {
    return this.sessions.getListAttribute('sessions[*].client_request_token');
  }

  /** The AWS region of the sessions. Known once Terraform has created or read them. */
  public get region(): string {
    return this.sessions.region;
  }

  /**
   * The id of one session; sensitive. Known once Terraform has created or read it.
   *
   * @param slot 0 for the first session, and at most the size of the pool minus one
   * @throws Error when the pool has no such slot
   */
  public sessionId(slot: number): string {
    if (isKnown(slot) && (!Number.isInteger(slot) || slot < 0)) {
      throw new Error(`invalid slot: ${slot} was given; slots are whole numbers from 0. Use one of these`);
    }
    if (isKnown(slot) && isKnown(this.size) && slot >= this.size) {
      throw new Error(
        `invalid slot: ${slot} was given, and the pool ${this.node.path} has ${this.size} ` +
          `${this.size === 1 ? 'session' : 'sessions'}, counted from 0. Use a lower one, or make the pool larger`,
      );
    }
    return isKnown(slot)
      ? this.sessions.getStringAttribute(`session_ids[${slot}]`)
      : Token.asString(propertyAccess(this.sessionIds, [slot]));
  }

  private get sessions(): DataFacelivenessSessionPool | SessionPool {
    const sessions = this.dataSource ?? this.resource;
    if (sessions === undefined) throw new Error(`the pool ${this.node.path} has no sessions yet`);
    return sessions;
  }

  /** Waits for all that protects the bucket and the key. */
  private newResource(props: LivenessSessionPoolProps): SessionPool {
    const protection = this.protection();
    return new SessionPool(this, 'Sessions', {
      ...this.sessionsConfig(props, this.bucket.bucketName, this.encryptionKey.keyArn),
      dependsOn: protection.length > 0 ? protection : undefined,
    });
  }

  /**
   * Refers to the bucket and the key through a local. Terraform would otherwise put off the read of the data source, and show
   * all session ids as unknown, whenever something changes in the bucket or the key, such as tags.
   */
  private newDataSource(props: LivenessSessionPoolProps): DataFacelivenessSessionPool {
    const { bucket, encryptionKey } = this;
    const ownBucket = this.ofThisStack(bucket.resource);
    const ownKey = this.ofThisStack(encryptionKey.resource);
    const names = [bucket.bucketName, encryptionKey.keyArn];
    const [bucketName, keyArn] = ownBucket || ownKey ? this.onceProtected(names) : names;
    const config = this.sessionsConfig(
      props,
      (ownBucket && bucketName) ?? bucket.bucketName,
      (ownKey && keyArn) ?? encryptionKey.keyArn,
    );
    return new DataFacelivenessSessionPool(this, 'Sessions', config);
  }

  private sessionsConfig(props: LivenessSessionPoolProps, s3Bucket: string, kmsKeyId: string) {
    const { keepers, challengePreferences: preferences, checks, managed } = props;
    const target = { s3Bucket, s3KeyPrefix: this.imagePrefix, kmsKeyId };
    this.node.addValidation({ validate: () => targetErrors(this.sessions, target) });
    return {
      provider: props.livenessProvider,
      name: this.name,
      size: this.size,
      // What has the wrong type is reported later; cdktf would fail on it before.
      keepers: isPlainObject(keepers) || Token.isUnresolved(keepers) ? keepers : undefined,
      kmsKeyId,
      settings: {
        outputConfig: { s3Bucket, s3KeyPrefix: this.imagePrefix },
        auditImagesLimit: props.auditImagesLimit,
        challengePreference: Array.isArray(preferences) && preferences.every(isPlainObject) ? preferences : undefined,
      },
      onUnusable: props.onUnusable ?? (checks && !managed ? OnUnusable.REPORT : undefined),
    };
  }

  private protection(): TerraformResource[] {
    return protectionOf(this.bucket, this.encryptionKey).filter((resource) => this.ofThisStack(resource) !== undefined);
  }

  /**
   * Values that Terraform does not know until everything that protects bucket and key exists. Joined and split, because an
   * element of a list is known as soon as it is there, even if others are not.
   */
  private onceProtected(values: readonly string[]): string[] {
    // By a function, because the AWS provider deprecates the ids of some resources, and Terraform warns of a reference to them.
    const ids = this.protection().map((resource) => Fn.lookup(resource.fqn, 'id', '-'));
    const list = Fn.split(SEPARATOR, Fn.join(SEPARATOR, [...values, ...ids]));
    const local = new TerraformLocal(this, 'Protected', list);
    return values.map((_, index) => Fn.element(local.asList, index));
  }

  private addOutputs(): void {
    this.addOutput('BucketOutput', 'bucket', {
      value: this.bucket.bucketName,
      description: 'Name of the bucket for session images.',
    });
    this.addOutput('ImagePrefixOutput', 'image_prefix', {
      value: this.imagePrefix,
      description: 'Object key prefix of session images.',
    });
    this.addOutput('KmsKeyArnOutput', 'kms_key_arn', {
      value: this.encryptionKey.keyArn,
      description: 'ARN of the KMS key that encrypts session images.',
    });
    this.addOutput('ClientRequestTokensOutput', 'client_request_tokens', {
      value: this.clientRequestTokens,
      description: 'Client request tokens of the sessions, by slot.',
    });
    this.addOutput('SessionIdsOutput', 'session_ids', {
      value: this.sessionIds,
      description: 'Ids of the sessions, by slot.',
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
    const output = new PoolOutput(this, id, config);
    output.overrideLogicalId(`${this.logicalName}_${suffix}`);
    this.node.addValidation(new OutputConflictsValidation(output));
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
        `minutes and serves one check; ${this.resource ? 'an apply replaces the others' : 'change a keeper to get new ones'}.`,
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

/** Neither names of buckets nor ARNs of keys contain it. */
const SEPARATOR = '|';

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
  const name = isKnown(poolName)
    ? String(poolName).replace(new RegExp(NOT_IN_IMAGE_PREFIX, 'g'), '-')
    : Fn.replace(functionArgument(poolName), `/${NOT_IN_IMAGE_PREFIX}/`, '-');
  return `${storagePrefix}${name}/`;
}
