import { TerraformResource } from 'cdktf';
import type { IConstruct, IValidation } from 'constructs';
import { awsProviderOf } from '../../providers/stack-providers';
import type { ILivenessImageBucket } from '../../storage/liveness-image-bucket';
import type { ILivenessImageKey } from '../../storage/liveness-image-key';
import { isKnown } from '../values';
import { type AppIndex, appIndex } from './app-index';
import { argumentOf } from './targets';

type Named = ReadonlyMap<string, readonly TerraformResource[]>;

function buckets(index: AppIndex): Named {
  return byName(index, 'aws_s3_bucket', 'bucket');
}

function aliases(index: AppIndex): Named {
  return byName(index, 'aws_kms_alias', 'name');
}

/** The resources of a type with literal names. */
function byName(index: AppIndex, type: string, argument: string): Named {
  const named = new Map<string, TerraformResource[]>();
  for (const element of index.elements) {
    if (!TerraformResource.isTerraformResource(element) || element.terraformResourceType !== type) continue;
    const name = argumentOf(element, argument);
    if (typeof name === 'string' && isKnown(name)) named.set(name, [...(named.get(name) ?? []), element]);
  }
  return named;
}

/** The resources of a name that come before one of the library, and those after it that are not the library's. */
function others(named: Named, name: unknown, own: TerraformResource, isOurs: (other: TerraformResource) => boolean) {
  const all = (typeof name === 'string' && named.get(name)) || [];
  const at = all.indexOf(own);
  return all.filter((other, index) => index < at || (index > at && !isOurs(other)));
}

/** The resources that were made by the library. */
const OURS = new WeakSet<IConstruct>();

function isOurs(resource: TerraformResource): boolean {
  return OURS.has(resource);
}

/** Reports another bucket of the same literal name anywhere in the app. */
export class BucketNameConflictsValidation implements IValidation {
  constructor(private readonly bucket: ILivenessImageBucket) {
    if (bucket.resource !== undefined) OURS.add(bucket.resource);
  }

  public validate(): string[] {
    const { resource } = this.bucket;
    if (resource === undefined) return [];
    const name = argumentOf(resource, 'bucket');
    return others(appIndex(this.bucket).derive(buckets), name, resource, isOurs).map(
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
  constructor(private readonly key: ILivenessImageKey) {
    if (key.alias !== undefined) OURS.add(key.alias);
  }

  public validate(): string[] {
    const { alias } = this.key;
    if (alias === undefined) return [];
    const name = argumentOf(alias, 'name');
    return others(appIndex(this.key).derive(aliases), name, alias, isOurs)
      .filter((other) => callerOf(other) === callerOf(alias))
      .map(
        (other) =>
          `two aliases of one name: this key and ${other.node.path} both have the alias ${JSON.stringify(name)}, and an ` +
          'account has one namespace for these in each region. To have one key for both, pass it as encryptionKey',
      );
  }
}

/** The configuration of a resource's provider, as a text. Those of other accounts or regions differ. */
function callerOf(resource: TerraformResource): string {
  const configuration = appIndex(resource).configurationOf(awsProviderOf(resource));
  return JSON.stringify(Object.entries(configuration).filter(([name]) => !NOT_OF_CALLER.has(name)));
}
