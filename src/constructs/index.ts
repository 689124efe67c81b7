/** The package's main export. */
export type { DataFacelivenessSessionConfig } from '../bindings/providers/faceliveness/data-faceliveness-session';
export type { DataFacelivenessSessionPoolConfig } from '../bindings/providers/faceliveness/data-faceliveness-session-pool';
export {
  FacelivenessProvider,
  type FacelivenessProviderConfig,
  type FacelivenessProviderEndpoints,
} from '../bindings/providers/faceliveness/provider';
export { type ChallengePreference, ChallengeType, type ChallengeVersions } from './challenge-preference';
export { DataFacelivenessSession } from './data-faceliveness-session';
export { DataFacelivenessSessionPool } from './data-faceliveness-session-pool';
export {
  type ILivenessImageBucket,
  LivenessImageBucket,
  type LivenessImageBucketOptions,
  type LivenessImageBucketProps,
} from './liveness-image-bucket';
export { type ILivenessImageKey, LivenessImageKey, type LivenessImageKeyProps } from './liveness-image-key';
export {
  type ILivenessImageStorage,
  LivenessImageStorage,
  type LivenessImageStorageAttributes,
  type LivenessImageStorageProps,
} from './liveness-image-storage';
export { LivenessImageStorageGrants, type LivenessImageStorageGrantsProps } from './liveness-image-storage-grants';
export { LivenessSessionPool, type LivenessSessionPoolProps } from './liveness-session-pool';
export { LivenessSessionPoolGrants } from './liveness-session-pool-grants';
export { OnUnusable } from './on-unusable';
