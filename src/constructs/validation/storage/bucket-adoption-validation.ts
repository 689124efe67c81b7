import { type TerraformResource, TerraformStack } from 'cdktf';
import type { IValidation } from 'constructs';
import type { ILivenessImageBucket } from '../../storage/liveness-image-bucket';
import { argumentOf } from '../app-wide/targets';
import { isKnown } from '../values';

/** An import block. */
interface Import {
  readonly to?: unknown;
  readonly id?: unknown;
}

/**
 * Reports a bucket that exists and is imported into the state, with `importFrom` or with an import block, under another name
 * than the configuration gives: Terraform would destroy it, and make another one.
 */
export class BucketAdoptionValidation implements IValidation {
  constructor(private readonly bucket: ILivenessImageBucket) {}

  public validate(): string[] {
    const { resource } = this.bucket;
    if (resource === undefined) return [];
    const name = argumentOf(resource, 'bucket');
    return importsOf(resource).flatMap(({ id }) => {
      // With AWS provider 6, a region can follow the name.
      const imported = typeof id === 'string' && isKnown(id) ? id.replace(/@.*$/, '') : undefined;
      const isSame = name === id || name === imported;
      if (name !== undefined && (isSame || imported === undefined || !isKnown(name))) return [];
      const shown = imported === undefined ? 'a bucket' : JSON.stringify(imported);
      return [
        `invalid bucketName: ${shown} is imported, but ${name === undefined ? 'none' : JSON.stringify(name)} was given, so ` +
          'Terraform would destroy the imported bucket and make another one. Give the name of the imported bucket',
      ];
    });
  }
}

function importsOf(resource: TerraformResource): Import[] {
  const { _imported: own } = resource as unknown as { readonly _imported?: Import };
  const { rawOverrides } = TerraformStack.of(resource) as unknown as {
    readonly rawOverrides: { readonly import?: unknown };
  };
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  const blocks = [rawOverrides.import ?? []].flat().filter((block): block is Import => {
    const { to } = block as Import;
    return to === address || to === `\${${address}}`;
  });
  return own === undefined ? blocks : [own, ...blocks];
}
