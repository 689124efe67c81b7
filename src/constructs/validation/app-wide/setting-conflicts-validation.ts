import { type TerraformElement, TerraformResource } from 'cdktf';
import type { IConstruct, IValidation } from 'constructs';
import { regionOfElement } from '../../providers/place';
import { awsProviderOf } from '../../providers/stack-providers';
import type { ILivenessImageBucket, ILivenessImageKey } from '../../storage/interfaces';
import { appIndex } from './app-index';
import { addressOf, argumentOf, targetOf } from './targets';

/** A setting of which a bucket or key has only one. */
interface Setting {
  readonly noun: string;
  /** The argument of the bucket or key itself that does the same. */
  readonly inline?: string;
  /** What to do instead. */
  readonly remedy: string;
}

/** The settings of a bucket, by the types of their resources. */
const BUCKET_SETTINGS: Readonly<Record<string, Setting>> = {
  aws_s3_bucket_policy: {
    noun: 'policy',
    inline: 'policy',
    remedy: 'Pass its statements as bucketPolicyStatements instead',
  },
  aws_s3_bucket_lifecycle_configuration: {
    noun: 'lifecycle configuration',
    inline: 'lifecycle_rule',
    remedy: 'Pass its rules as lifecycleRules instead',
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    noun: 'encryption',
    inline: 'server_side_encryption_configuration',
    remedy: 'Remove it; encryptionKey chooses the key',
  },
  aws_s3_bucket_public_access_block: {
    noun: 'public access block',
    remedy: 'Remove it; the bucket blocks all public access already',
  },
  aws_s3_bucket_ownership_controls: {
    noun: 'ownership control',
    remedy: 'Remove it; the owner of the bucket owns all objects already',
  },
  aws_s3_bucket_versioning: { noun: 'versioning', inline: 'versioning', remedy: 'Remove it; versioning turns it on' },
  aws_s3_bucket_logging: {
    noun: 'access logging',
    inline: 'logging',
    remedy: 'Remove it; serverAccessLogsBucketName and serverAccessLogsPrefix say where the logs go',
  },
};

const KEY_SETTINGS: Readonly<Record<string, Setting>> = {
  aws_kms_key_policy: {
    noun: 'policy',
    inline: 'policy',
    remedy: 'Pass its statements as encryptionKeyPolicyStatements instead',
  },
};

/** The argument that names the bucket or key, by the type of a setting. */
const TARGET_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ...Object.keys(BUCKET_SETTINGS).map((type): [string, string] => [type, 'bucket']),
  ...Object.keys(KEY_SETTINGS).map((type): [string, string] => [type, 'key_id']),
]);

/** The key of a setting: the bucket or key that it is for. */
function targetOfSetting(element: TerraformElement): string | undefined {
  if (!TerraformResource.isTerraformResource(element)) return undefined;
  const argument = TARGET_ARGUMENTS.get(element.terraformResourceType);
  return argument && targetOf(element, argument);
}

/** The errors for settings of a bucket or key that the app declares beside those that the library makes. */
function conflicts(
  owner: IConstruct,
  resource: TerraformResource,
  own: ReadonlyArray<TerraformResource | undefined>,
  settings: Readonly<Record<string, Setting>>,
  name?: string,
): string[] {
  const index = appIndex(owner);
  const others = [addressOf(resource), name]
    .flatMap((target) => (target === undefined ? [] : index.elementsWith(targetOfSetting, target)))
    .filter(TerraformResource.isTerraformResource)
    .filter((other) => !own.includes(other));
  return own.flatMap((part) => {
    const setting = part && settings[part.terraformResourceType];
    if (setting === undefined) return [];
    const { noun, inline, remedy } = setting;
    const places = others
      .filter(({ terraformResourceType: type }) => type === part?.terraformResourceType)
      .map(({ node }) => node.path);
    if (inline !== undefined && argumentOf(resource, inline) !== undefined) {
      places.push(`the argument ${inline} of ${resource.node.path}`);
    }
    return places.map(
      (place) =>
        `two settings of one kind: ${place} replaces the ${noun} ${part?.node.path} at apply, and the other way round, ` +
        `because there is only one of a ${resource.terraformResourceType === 'aws_kms_key' ? 'key' : 'bucket'}. ${remedy}`,
    );
  });
}

/** The errors for settings with another AWS provider or region than their bucket or key, as an Aspect can give them. */
function placeErrors(resource: TerraformResource, settings: ReadonlyArray<TerraformResource | undefined>): string[] {
  const provider = awsProviderOf(resource);
  const region = regionOfElement(resource);
  return settings.flatMap((setting) => {
    if (setting === undefined) return [];
    const ofSetting = awsProviderOf(setting);
    if (ofSetting !== provider) {
      return [
        `providers differ: ${setting.node.path} has the AWS provider ${ofSetting?.node.path ?? 'none'}, and ` +
          `${resource.node.path}, which it is a setting of, has ${provider?.node.path ?? 'none'}. Give both the same one: pass it ` +
          'as awsProvider',
      ];
    }
    const other = regionOfElement(setting);
    if (region === undefined || other === undefined || region === other) return [];
    return [
      `regions differ: ${setting.node.path} is in "${other}", and ${resource.node.path}, which it is a setting of, in ` +
        `"${region}". Pass an AWS provider of the region as awsProvider instead of setting the region of a resource`,
    ];
  });
}

/** Reports settings that the app declares for a bucket of the library, which has them already. */
export class BucketSettingsValidation implements IValidation {
  constructor(private readonly bucket: ILivenessImageBucket) {}

  public validate(): string[] {
    const { bucket } = this;
    const { resource, policy, lifecycle, encryption, publicAccessBlock, ownershipControls, versioning, logging } =
      bucket;
    if (resource === undefined) return [];
    const parts = [policy, lifecycle, encryption, publicAccessBlock, ownershipControls, versioning, logging];
    return [
      ...conflicts(bucket, resource, parts, BUCKET_SETTINGS, targetOf(resource, 'bucket')),
      ...placeErrors(resource, parts),
    ];
  }
}

/** Reports another policy of a key of the library. */
export class KeySettingsValidation implements IValidation {
  constructor(private readonly key: ILivenessImageKey) {}

  public validate(): string[] {
    const { key } = this;
    const { resource, policy, alias } = key;
    if (resource === undefined) return [];
    return [...conflicts(key, resource, [policy], KEY_SETTINGS), ...placeErrors(resource, [policy, alias])];
  }
}
