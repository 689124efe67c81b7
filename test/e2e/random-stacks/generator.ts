import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import type { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { type App, Aspects, TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import {
  bindings,
  ChallengeType,
  type ILivenessImageBucket,
  type ILivenessImageKey,
  type ILivenessImageStorage,
  LivenessGrantee,
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  type LivenessImageStorageProps,
  LivenessSessionPool,
  OnUnusable,
} from '../../../src/constructs';
import type { Choices } from './choices';

const REGIONS = ['eu-west-1', 'us-east-1', 'us-west-2'] as const;
const ACCOUNTS = ['111122223333', '444455556666'] as const;
const IDS = ['kiosk', 'front door', 'back.door', 'Ünï', 'a-b', 'a_b', '7', 'x:y', 'Resource', 'Storage'] as const;

/** What a generator knows beside the synthesized files. */
export interface Facts {
  /** The regions of buckets that exist, by their names, where the library is told. */
  readonly bucketRegions: Map<string, string>;
  /** The faceliveness providers that are declared, as `stack alias`. */
  readonly declared: Set<string>;
}

/** Declares one or two stacks with pools of any kind. */
export function declareStacks(app: App, random: Choices): Facts {
  const facts: Facts = { bucketRegions: new Map(), declared: new Set() };
  const region = random.pick(REGIONS);
  const shared: ILivenessImageStorage[] = [];
  const stacks = random.chance(0.4) ? ['one', 'two'] : ['one'];
  for (const name of stacks) new Generator(random, facts, new TerraformStack(app, name), region, shared).declare();
  return facts;
}

class Generator {
  private readonly providers: AwsProvider[] = [];
  private readonly live: bindings.FacelivenessProvider[] = [];
  private count = 0;

  constructor(
    private readonly random: Choices,
    private readonly facts: Facts,
    private readonly stack: TerraformStack,
    private readonly region: string,
    /** Storages of all stacks before. */
    private readonly shared: ILivenessImageStorage[],
  ) {}

  declare(): void {
    const { random } = this;
    const late = random.chance(0.2);
    if (!late) this.declareProviders();
    const scopes: Construct[] = [this.stack];
    for (let n = random.below(4); n > 0; n -= 1) scopes.push(new Construct(this.anyOf(scopes), this.id()));
    for (let n = random.below(3); n > 0; n -= 1) this.shared.push(this.storage(this.anyOf(scopes)));
    for (let n = 1 + random.below(5); n > 0; n -= 1) this.pool(this.anyOf(scopes));
    if (late) this.declareProviders();
    this.changeLater();
  }

  private declareProviders(): void {
    const { random, stack } = this;
    if (random.chance(0.97)) this.provider(undefined);
    for (let n = random.below(3); n > 0; n -= 1) this.provider(`other${n}`);
    for (const aws of this.providers) {
      if (!random.chance(0.15)) continue;
      const { alias } = aws;
      this.facts.declared.add(`${stack.node.id} ${alias}`);
      const region = random.chance(0.8) ? aws.region : this.anyRegion();
      const { accessKey, secretKey, assumeRole } = aws;
      const config = { region, alias, accessKey, secretKey, readTimeout: 30 };
      const roles = Array.isArray(assumeRole) ? assumeRole.map(({ roleArn }) => ({ roleArn })) : undefined;
      this.live.push(new bindings.FacelivenessProvider(stack, `live-${alias}`, { ...config, assumeRole: roles }));
    }
  }

  private provider(alias: string | undefined): void {
    const { random, stack } = this;
    const config: AwsProviderConfig = {
      region: random.chance(0.1) ? this.text() : this.anyRegion(),
      accessKey: 'test',
      secretKey: 'test',
      skipMetadataApiCheck: 'true',
      assumeRole: random.maybe(0.2, () => [{ roleArn: this.role() }]),
      allowedAccountIds: random.maybe(0.1, () => [random.pick(ACCOUNTS)]),
      maxRetries: random.maybe(0.1, () => 2),
      defaultTags: random.maybe(0.1, () => [{ tags: { team: 'doors' } }]),
      alias,
    };
    this.providers.push(new AwsProvider(stack, `aws-${alias}`, config));
  }

  /** Changes what is declared, as Aspects and overrides do after all. */
  private changeLater(): void {
    const { random, stack, providers } = this;
    const ofProvider = (change: (provider: AwsProvider) => void) =>
      Aspects.of(stack).add({ visit: (node: IConstruct) => node instanceof AwsProvider && change(node) });
    if (random.chance(0.15)) {
      const roleArn = this.role();
      ofProvider((provider) => {
        provider.assumeRole = [{ roleArn }];
      });
    }
    if (random.chance(0.1)) {
      const region = this.anyRegion();
      ofProvider((provider) => {
        provider.region = region;
      });
    }
    const [provider] = providers;
    if (random.chance(0.1)) provider?.addOverride('region', this.anyRegion());
    if (random.chance(0.1)) provider?.addOverride('assume_role', [{ role_arn: this.role() }]);
    if (random.chance(0.05)) provider?.addOverride('allowed_account_ids', [random.pick(ACCOUNTS)]);
    if (random.chance(0.05)) stack.addOverride('provider.aws.0.region', this.anyRegion());
    this.changeResourcesLater();
    if (random.chance(0.2)) {
      Aspects.of(stack).add({
        visit: (node) => node instanceof LivenessImageBucket && node.resource?.addOverride('tags.aspect', 'yes'),
      });
    }
  }

  /** Changes resources of the library and others alike, as the Aspects of a platform team do. */
  private changeResourcesLater(): void {
    const { random, stack } = this;
    const ofType = (type: string, change: (resource: TerraformResource) => void) =>
      Aspects.of(stack).add({
        visit: (node) =>
          TerraformResource.isTerraformResource(node) && node.terraformResourceType === type && change(node),
      });
    if (random.chance(0.1)) ofType('aws_s3_bucket', (bucket) => bucket.addOverride('force_destroy', true));
    if (random.chance(0.05)) {
      const provider = this.anyProvider(1);
      const type = random.pick(['aws_s3_bucket', 'aws_s3_bucket_policy', 'aws_kms_key', 'aws_kms_key_policy']);
      ofType(type, (resource) => Object.assign(resource, { provider }));
    }
    if (random.chance(0.05)) {
      const rule = { id: 'all', status: 'Enabled', expiration: [{ days: 9 }] };
      const prefix = random.pick([undefined, 'liveness/', 'logs/']);
      ofType('aws_s3_bucket_lifecycle_configuration', (lifecycle) =>
        (lifecycle as S3BucketLifecycleConfiguration).putRule([
          prefix === undefined ? rule : { ...rule, filter: [{ prefix }] },
        ]),
      );
    }
  }

  private pool(scope: Construct): void {
    const { random } = this;
    const pool = new LivenessSessionPool(scope, this.id(), {
      ...this.place(),
      size: random.maybe(0.6, () => (random.chance(0.15) ? this.number() : random.below(4))),
      name: random.maybe(0.4, () => this.oddText()),
      imagePrefix: random.maybe(
        0.15,
        () =>
          `${random.pick(['liveness/', 'faces/', ''])}${random.pick(['a*', 'a$${x}', this.newName(), this.text()])}/`,
      ),
      keepers: random.maybe(0.2, () => ({ release: this.oddText(), 'a "key"': '1' })),
      auditImagesLimit: random.maybe(0.2, () => random.below(5)),
      challengePreferences: random.maybe(0.2, () => [{ type: ChallengeType.FACE_MOVEMENT }]),
      managed: random.maybe(0.4, () => random.chance(0.9)),
      onUnusable: random.maybe(0.3, () => random.pick(Object.values(OnUnusable) as [OnUnusable, ...OnUnusable[]])),
      checks: random.maybe(0.3, () => true),
      outputs: random.maybe(0.2, () => false),
      awsProvider: this.anyProvider(0.3),
      livenessProvider: this.live.length > 0 && random.chance(0.2) ? this.anyOf(this.live) : undefined,
    });
    this.grant(pool);
    const sessions = pool.dataSource ?? pool.resource;
    if (random.chance(0.1)) sessions?.addOverride('settings.audit_images_limit', 1);
    if (random.chance(0.05) && sessions !== undefined) sessions.region = this.anyRegion();
    if (random.chance(0.1)) pool.bucket.resource?.addOverride('object_lock_enabled', true);
    if (random.chance(0.1)) pool.encryptionKey.resource?.addOverride('multi_region', true);
  }

  /** Where the images of a pool go. */
  private place(): LivenessImageStorageProps & { readonly storage?: ILivenessImageStorage } {
    const { random, shared } = this;
    if (shared.length > 0 && random.chance(0.5)) return { storage: this.anyOf(shared) };
    return this.storageProps();
  }

  private storage(scope: Construct): ILivenessImageStorage {
    const { random } = this;
    if (random.chance(0.15)) {
      const bucketName = this.newName();
      return LivenessImageStorage.fromAttributes(scope, this.id(), { bucketName, keyArn: this.keyArn() });
    }
    return new LivenessImageStorage(scope, this.id(), {
      ...this.storageProps(),
      awsProvider: this.anyProvider(0.3),
    });
  }

  private storageProps(): LivenessImageStorageProps {
    const { random } = this;
    const bucket = random.maybe(0.25, () => this.bucket());
    const own: LivenessImageStorageProps = {
      ...random.pick([{}, {}, { bucketName: this.newName() }, { bucketNamePrefix: 'faces-' }]),
      imageRetentionDays: random.maybe(0.3, () => 1 + random.below(90)),
      versioning: random.maybe(0.3, () => true),
      forceDestroy: random.maybe(0.3, () => true),
      serverAccessLogsBucketName: random.maybe(0.1, () => 'access-logs'),
      lifecycleRules: random.maybe(0.1, () => [{ id: 'own', status: 'Enabled', filter: [{ prefix: 'own/' }] }]),
      bucketPolicyStatements: random.maybe(0.1, () => [
        {
          principals: { AWS: [this.role()] },
          actions: ['s3:GetObject'],
          resources: [`arn:aws:s3:::${'$'}{aws:username}/*`],
        },
      ]),
    };
    return {
      ...(bucket === undefined ? own : { bucket }),
      encryptionKey: random.maybe(0.3, () => this.key()),
      keyPrefix: random.maybe(0.3, () =>
        random.pick(['faces/', 'a*b/', 'a$${b}%%{c}/', 'liveness/', `${this.text()}/`]),
      ),
      rekognitionServiceAccess: random.maybe(0.1, () => true),
      tags: random.maybe(0.2, () => ({ team: 'doors', of: this.oddText() })),
    };
  }

  private bucket(): ILivenessImageBucket {
    const { random, stack } = this;
    const id = this.id();
    const provider = this.anyProvider(0.3);
    const bucketName = this.newName();
    switch (random.below(4)) {
      case 0:
        return LivenessImageBucket.fromBucketName(stack, id, bucketName);
      case 1: {
        const bucket = new DataAwsS3Bucket(stack, `found-${id}`, { bucket: bucketName, provider });
        return LivenessImageBucket.fromDataSource(stack, id, bucket);
      }
      case 2: {
        const region = this.anyRegion();
        this.facts.bucketRegions.set(bucketName, region);
        return LivenessImageBucket.fromBucketAttributes(stack, id, {
          ...{ bucketName, region },
          encryptionKey: random.maybe(0.5, () => this.key()),
          keyPrefix: random.maybe(0.5, () => random.pick(['faces/', 'liveness/'])),
        });
      }
      default:
        return new LivenessImageBucket(stack, id, { encryptionKey: this.key(), awsProvider: provider });
    }
  }

  private key(): ILivenessImageKey {
    const { random, stack } = this;
    const id = this.id();
    const provider = this.anyProvider(0.3);
    switch (random.below(4)) {
      case 0:
        return LivenessImageKey.fromKeyArn(stack, id, this.keyArn());
      case 1:
        return LivenessImageKey.fromAliasName(stack, id, 'faces', provider);
      case 2:
        return LivenessImageKey.fromDataSource(
          stack,
          id,
          new DataAwsKmsKey(stack, `found-${id}`, { keyId: 'alias/faces', provider }),
        );
      default:
        return new LivenessImageKey(stack, id, { awsProvider: provider });
    }
  }

  private grant({ grants, storage }: LivenessSessionPool): void {
    const { random, stack } = this;
    if (!random.chance(0.4)) return;
    const name = this.newName();
    const grantee = random.pick([
      () => new IamRole(stack, name, { assumeRolePolicy: '{}' }),
      () => new DataAwsIamRole(stack, name, { name }),
      () => LivenessGrantee.of(new IamUser(stack, name, { name })),
      () => LivenessGrantee.fromArn(this.role()),
      () => LivenessGrantee.fromArn(this.text()),
    ])();
    grants.createSessions(grantee);
    grants.readImages(grantee);
    storage.grants.readImages(grantee);
    grants.actions(grantee, ['s3:DeleteObject', 'rekognition:DetectFaces']);
  }

  private keyArn(): string {
    const account = this.random.chance(0.8) ? ACCOUNTS[0] : ACCOUNTS[1];
    return `arn:aws:kms:${this.anyRegion()}:${account}:key/1234abcd-12ab-34cd-56ef-${String(this.count).padStart(12, '0')}`;
  }

  private role(): string {
    return `arn:aws:iam::${this.random.pick(ACCOUNTS)}:role/${this.newName()}`;
  }

  /** Mostly that of the stacks, as in most apps. */
  private anyRegion(): string {
    return this.random.chance(0.85) ? this.region : this.random.pick(REGIONS);
  }

  private anyProvider(probability: number): AwsProvider | undefined {
    const { providers, random } = this;
    return providers.length > 0 && random.chance(probability) ? this.anyOf(providers) : undefined;
  }

  private anyOf<T>(values: readonly T[]): T {
    return this.random.pick(values as [T, ...T[]]);
  }

  private oddText(): string {
    const { random } = this;
    return random.pick(['kiosk', 'a "b" c', 'a\\b', 'it*', '$${x}', 'ü', this.newName(), this.newName(), this.text()]);
  }

  private text(): string {
    return new TerraformVariable(this.stack, this.newName(), { type: 'string' }).stringValue;
  }

  private number(): number {
    return new TerraformVariable(this.stack, this.newName(), { type: 'number' }).numberValue;
  }

  private id(): string {
    const { random } = this;
    this.count += 1;
    return random.chance(0.03) ? random.pick(IDS) : `${random.pick(IDS)}${this.count}`;
  }

  private newName(): string {
    this.count += 1;
    return `${this.stack.node.id}-name-${this.count}`;
  }
}
