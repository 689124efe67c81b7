import type { TerraformResource } from 'cdktf';
import type { ILivenessImageBucket } from './liveness-image-bucket';
import type { ILivenessImageKey } from './liveness-image-key';

/** All that must stand before a session writes an image. */
export function protectionOf(bucket: ILivenessImageBucket, key: ILivenessImageKey): TerraformResource[] {
  const { policy: keyPolicy } = key as { readonly policy?: TerraformResource };
  return [
    bucket.policy,
    bucket.encryption,
    bucket.publicAccessBlock,
    bucket.ownershipControls,
    bucket.lifecycle,
    bucket.versioning,
    keyPolicy,
  ].filter((resource) => resource !== undefined);
}
