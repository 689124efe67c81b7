import type { TerraformResource } from 'cdktf';
import type { ILivenessImageBucket, ILivenessImageKey } from './interfaces';

/** All that must stand before a session writes an image. Parts of an imported bucket or key are not known. */
export function protectionOf(bucket: ILivenessImageBucket, key: ILivenessImageKey): TerraformResource[] {
  return [
    bucket.policy,
    bucket.encryption,
    bucket.publicAccessBlock,
    bucket.ownershipControls,
    bucket.lifecycle,
    bucket.versioning,
    key.policy,
  ].filter((resource) => resource !== undefined);
}
