/** The package's main export. */
import './hcl/hcl-output';

export * as bindings from '../bindings';
export { LivenessGrantee } from './policies/grants/grantee';
export { type LivenessPolicyStatement, PolicyEffect } from './policies/policy-statement';
export { LivenessSessionPool, type LivenessSessionPoolProps } from './pool/liveness-session-pool';
export { LivenessSessionPoolGrants } from './pool/liveness-session-pool-grants';
export { type ChallengePreference, ChallengeType, type ChallengeVersions, OnUnusable } from './pool/session-options';
export type { ILivenessImageBucket, ILivenessImageKey, ILivenessImageStorage } from './storage/interfaces';
export {
  LivenessImageBucket,
  type LivenessImageBucketAttributes,
  type LivenessImageBucketOptions,
  type LivenessImageBucketProps,
} from './storage/liveness-image-bucket';
export { LivenessImageKey, type LivenessImageKeyProps } from './storage/liveness-image-key';
export {
  LivenessImageStorage,
  type LivenessImageStorageAttributes,
  type LivenessImageStorageProps,
} from './storage/liveness-image-storage';
export { LivenessImageStorageGrants } from './storage/liveness-image-storage-grants';
