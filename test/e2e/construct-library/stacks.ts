import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { DataAwsS3Bucket } from '@cdktf/provider-aws/lib/data-aws-s3-bucket';
import { IamGroup } from '@cdktf/provider-aws/lib/iam-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  bindings,
  ChallengeType,
  type ILivenessImageStorage,
  LivenessGrantee,
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
  OnUnusable,
  PolicyEffect,
} from '../../../src/constructs';

/** moto's. */
export const ACCOUNT = '123456789012';

/** Where the AWS provider without an alias works. */
export const HOME_REGION = 'eu-west-1';
/** Where the AWS provider with an alias works. */
export const AWAY_REGION = 'us-east-1';

/** What exists before the stacks are deployed. `Deployment.makeExisting` makes it. */
export const EXISTING = {
  bucket: 'faces-of-the-house',
  alias: 'alias/house',
  logBucket: 'logs-of-the-house',
  role: 'night-watch',
  keyAdministrator: 'key-keeper',
} as const;

/** The one bucket of the library that has a name of its own. */
export const FRONT_BUCKET = 'faces-at-the-front-door';

/** Lets the account decide who takes a role. */
export const ASSUME_ROLE_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }],
});

/** All that a pool can be told, but where else its images go, and what keeps its bucket from being destroyed. */
type EverythingOfItsOwn = Required<
  Omit<LivenessSessionPoolProps, 'storage' | 'bucket' | 'bucketNamePrefix' | 'encryptionKey' | 'preventDestroy'>
>;

export interface DoorsStackProps {
  /** Whether Terraform refuses to destroy the shared storage. */
  readonly preventDestroy: boolean;
  /** Whether the images in the shared bucket are deleted with it. */
  readonly forceDestroy?: boolean;
  /**
   * The addresses of all resources by their paths, to move some of them into another construct with what is in them.
   * Default: nothing is moved.
   */
  readonly movedFrom?: ReadonlyMap<string, string>;
  /** The ARN of the key that exists. */
  readonly keyArn: string;
}

/**
 * Pools with every prop of the library, in two regions: one that makes everything, some on a storage that they share,
 * and some on a bucket and a key that exist, imported in every way.
 */
export class DoorsStack extends TerraformStack {
  readonly storage: ILivenessImageStorage;

  constructor(
    scope: Construct,
    id: string,
    { preventDestroy, forceDestroy = false, movedFrom, keyArn }: DoorsStackProps,
  ) {
    super(scope, id);
    const place = movedFrom ? new Construct(this, 'hall') : this;
    const defaultTags = [{ tags: { app: 'doors' } }];
    new AwsProvider(this, 'aws', { region: HOME_REGION, defaultTags });
    const away = new AwsProvider(this, 'away', { region: AWAY_REGION, alias: 'away', defaultTags });

    // By its type this has every prop: one that is new and not used here does not compile.
    const everything: EverythingOfItsOwn = {
      size: 2,
      name: 'front-door',
      keepers: { release: '42' },
      keyPrefix: 'front/',
      imagePrefix: 'front/door/',
      auditImagesLimit: 4,
      challengePreferences: [
        { type: ChallengeType.FACE_MOVEMENT, versions: { minimum: '1.0.0', maximum: '1.2.0' } },
        { type: ChallengeType.FACE_MOVEMENT_AND_LIGHT },
      ],
      onUnusable: OnUnusable.WARN,
      managed: false,
      outputs: true,
      checks: true,
      bucketName: FRONT_BUCKET,
      imageRetentionDays: 7,
      lifecycleRules: [{ id: 'drafts', status: 'Enabled', filter: [{ prefix: 'drafts/' }], expiration: [{ days: 1 }] }],
      bucketPolicyStatements: [
        {
          sid: 'DenyOthers',
          effect: PolicyEffect.DENY,
          principals: { '*': ['*'] },
          actions: ['s3:GetObject'],
          resources: [`arn:aws:s3:::${FRONT_BUCKET}/*`],
          conditions: { StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT] } },
        },
      ],
      versioning: true,
      serverAccessLogsBucketName: EXISTING.logBucket,
      serverAccessLogsPrefix: 'front-door/',
      forceDestroy: true,
      rekognitionServiceAccess: true,
      tags: { team: 'doors' },
      encryptionKeyDescription: 'Faces at the front door',
      alias: 'front-door',
      encryptionKeyAdministrators: [`arn:aws:iam::${ACCOUNT}:role/${EXISTING.keyAdministrator}`],
      encryptionKeyPolicyStatements: [
        {
          sid: 'AllowAudits',
          principals: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
          actions: ['kms:List*'],
          resources: ['*'],
        },
      ],
      encryptionKeyDeletionWindowInDays: 9,
      awsProvider: away,
      livenessProvider: new bindings.FacelivenessProvider(this, 'slow', {
        region: AWAY_REGION,
        alias: 'slow',
        readTimeout: 60,
      }),
      // The default in full, which the installed provider is at, too.
      livenessProviderSource: 'registry.terraform.io/cdktf-face-liveness/faceliveness',
    };
    const front = new LivenessSessionPool(place, 'front', everything);

    const guarded: Required<Pick<LivenessSessionPoolProps, 'preventDestroy' | 'forceDestroy' | 'bucketNamePrefix'>> = {
      preventDestroy,
      forceDestroy,
      bucketNamePrefix: 'doors-',
    };
    this.storage = new LivenessImageStorage(place, 'shared', guarded);
    const shared: Required<Pick<LivenessSessionPoolProps, 'storage'>> = { storage: this.storage };
    const left = new LivenessSessionPool(this, 'left', { ...shared, checks: true });
    new LivenessSessionPool(this, 'right', { ...shared, imagePrefix: 'liveness/right/', onUnusable: OnUnusable.WARN });
    new LivenessSessionPool(this, 'closed', { ...shared, size: 0, checks: true });
    new LivenessSessionPool(place, 'night', { ...shared, name: 'night', size: 2, managed: true });

    const imported: Required<Pick<LivenessSessionPoolProps, 'bucket' | 'encryptionKey'>> = {
      bucket: LivenessImageBucket.fromBucketName(this, 'bucket-by-name', EXISTING.bucket),
      encryptionKey: LivenessImageKey.fromAliasName(this, 'key-by-alias', EXISTING.alias),
    };
    const back = new LivenessSessionPool(this, 'back', { ...imported, keyPrefix: 'back/' });
    new LivenessSessionPool(this, 'cellar', {
      bucket: LivenessImageBucket.fromBucketArn(this, 'bucket-by-arn', `arn:aws:s3:::${EXISTING.bucket}`),
      encryptionKey: LivenessImageKey.fromKeyArn(this, 'key-by-arn', keyArn),
      keyPrefix: 'cellar/',
    });
    const bucketOfHouse = new DataAwsS3Bucket(this, 'bucket-of-house', { bucket: EXISTING.bucket });
    const keyOfHouse = new DataAwsKmsKey(this, 'key-of-house', { keyId: EXISTING.alias });
    new LivenessSessionPool(this, 'attic', {
      bucket: LivenessImageBucket.fromDataSource(this, 'bucket-by-data-source', bucketOfHouse),
      encryptionKey: LivenessImageKey.fromDataSource(this, 'key-by-data-source', keyOfHouse),
      keyPrefix: 'attic/',
    });
    const attributes = { bucketName: EXISTING.bucket, keyArn, keyPrefix: 'garage/' };
    new LivenessSessionPool(this, 'garage', {
      storage: LivenessImageStorage.fromAttributes(this, 'storage-by-attributes', attributes),
    });

    for (const role of [this.role('server'), new DataAwsIamRole(this, 'night-watch', { name: EXISTING.role })]) {
      front.grants.createSessions(role);
      front.grants.readResults(role);
      front.grants.readImages(role);
      front.grants.startSessions(role);
      left.grants.readImages(role);
      this.storage.grants.writeImages(role);
      this.storage.grants.readImages(role);
    }
    const auditors = [
      new IamUser(this, 'auditor', { name: 'auditor' }),
      new IamGroup(this, 'auditors', { name: 'auditors' }),
      LivenessGrantee.fromArn(`arn:aws:iam::${ACCOUNT}:role/${EXISTING.role}`),
    ];
    for (const auditor of auditors) {
      left.grants.readResults(auditor);
      left.grants.actions(auditor, ['s3:DeleteObject', 'kms:DescribeKey']);
    }
    back.grants.createSessions(this.role('creator'));
    back.grants.readImages(this.role('reader'));

    for (const element of place.node.findAll()) {
      const address = movedFrom?.get(element.node.path.replace('/hall/', '/'));
      if (address !== undefined && TerraformResource.isTerraformResource(element)) element.moveFromId(address);
    }
  }

  private role(name: string): IamRole {
    return new IamRole(this, name, { name, assumeRolePolicy: ASSUME_ROLE_POLICY });
  }
}

/** A pool on the storage of another stack. */
export class GateStack extends TerraformStack {
  constructor(scope: Construct, id: string, storage: ILivenessImageStorage) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: HOME_REGION });
    const pool = new LivenessSessionPool(this, 'gate', { storage, checks: true });
    const role = new IamRole(this, 'role', { name: 'gate', assumeRolePolicy: ASSUME_ROLE_POLICY });
    pool.grants.createSessions(role);
  }
}
