import { type TerraformElement, TerraformResource } from 'cdktf';
import type { IValidation } from 'constructs';
import { awsProviderOf } from '../../providers/stack-providers';
import type { ILivenessImageBucket, ILivenessImageKey } from '../../storage/interfaces';
import { isOwn } from '../own-elements';
import { isLiteral } from '../values';
import { appIndex, type KeyOf } from './app-index';
import { argumentOf } from './targets';

/** The key of buckets with literal names. */
export const bucketName = literalName('aws_s3_bucket', 'bucket');

const aliasName = literalName('aws_kms_alias', 'name');

/** The key of the resources of a type with literal names. */
function literalName(type: string, argument: string): KeyOf {
  return (element) => {
    if (!TerraformResource.isTerraformResource(element) || element.terraformResourceType !== type) return undefined;
    const name = argumentOf(element, argument);
    return isLiteral(name) ? name : undefined;
  };
}

/** The resources of a name that come before one of the library, and those after it that are not the library's. */
function others(keyOf: KeyOf, name: unknown, own: TerraformResource): readonly TerraformElement[] {
  const all = typeof name === 'string' ? appIndex(own).elementsWith(keyOf, name) : [];
  const at = all.indexOf(own);
  return all.filter((other, index) => index < at || (index > at && !isOwn(other)));
}

/** Reports another bucket of the same literal name anywhere in the app. */
export class BucketNameConflictsValidation implements IValidation {
  constructor(private readonly bucket: ILivenessImageBucket) {}

  public validate(): string[] {
    const { resource } = this.bucket;
    if (resource === undefined) return [];
    const name = argumentOf(resource, 'bucket');
    return others(bucketName, name, resource).map(
      (other) =>
        `two buckets of one name: this one and ${other.node.path} are both named ${JSON.stringify(name)}, and all of AWS ` +
        'shares one namespace for these. To have one bucket for both, pass it as bucket, or its LivenessImageStorage as storage',
    );
  }
}

/** Arguments of an AWS provider that say nothing about its account and region. */
const NOT_OF_CALLER: ReadonlySet<string> = new Set(['alias', 'default_tags', 'ignore_tags']);

/** Reports another alias of the same literal name in the same account and region. */
export class AliasConflictsValidation implements IValidation {
  constructor(private readonly key: ILivenessImageKey) {}

  public validate(): string[] {
    const { alias } = this.key;
    if (alias === undefined) return [];
    const name = argumentOf(alias, 'name');
    return others(aliasName, name, alias)
      .filter((other) => callerOf(other) === callerOf(alias))
      .map(
        (other) =>
          `two aliases of one name: this key and ${other.node.path} both have the alias ${JSON.stringify(name)}, and an ` +
          'account has one namespace for these in each region. To have one key for both, pass it as encryptionKey',
      );
  }
}

/** The configuration of a resource's provider, as a text. Those of other accounts or regions differ. */
function callerOf(resource: TerraformElement): string {
  const configuration = appIndex(resource).configurationOf(awsProviderOf(resource));
  return JSON.stringify(Object.entries(configuration).filter(([name]) => !NOT_OF_CALLER.has(name)));
}
