/** The package's main export. */
export {
  DataFacelivenessSession,
  type DataFacelivenessSessionConfig,
} from '../bindings/providers/faceliveness/data-faceliveness-session';
export {
  DataFacelivenessSessionPool,
  type DataFacelivenessSessionPoolConfig,
} from '../bindings/providers/faceliveness/data-faceliveness-session-pool';
export {
  FacelivenessProvider,
  type FacelivenessProviderConfig,
  type FacelivenessProviderEndpoints,
} from '../bindings/providers/faceliveness/provider';
export { type ChallengePreference, ChallengeType, type ChallengeVersions } from './challenge-preference';
export { LivenessImageStorage, type LivenessImageStorageProps } from './liveness-image-storage';
export { LivenessSessionPool, type LivenessSessionPoolProps } from './liveness-session-pool';
