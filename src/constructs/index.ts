/** The package's main export. */
import './private/data-sources-as-hcl';

export {
  DataFacelivenessSession,
  type DataFacelivenessSessionConfig,
  type DataFacelivenessSessionSettings,
  type DataFacelivenessSessionSettingsChallengePreferences,
  DataFacelivenessSessionSettingsChallengePreferencesList,
  DataFacelivenessSessionSettingsChallengePreferencesOutputReference,
  type DataFacelivenessSessionSettingsChallengePreferencesVersions,
  DataFacelivenessSessionSettingsChallengePreferencesVersionsOutputReference,
  type DataFacelivenessSessionSettingsOutputConfig,
  DataFacelivenessSessionSettingsOutputConfigOutputReference,
  DataFacelivenessSessionSettingsOutputReference,
} from '../bindings/providers/faceliveness/data-faceliveness-session';
export {
  DataFacelivenessSessionPool,
  type DataFacelivenessSessionPoolConfig,
  type DataFacelivenessSessionPoolSessions,
  DataFacelivenessSessionPoolSessionsList,
  DataFacelivenessSessionPoolSessionsOutputReference,
  type DataFacelivenessSessionPoolSettings,
  type DataFacelivenessSessionPoolSettingsChallengePreferences,
  DataFacelivenessSessionPoolSettingsChallengePreferencesList,
  DataFacelivenessSessionPoolSettingsChallengePreferencesOutputReference,
  type DataFacelivenessSessionPoolSettingsChallengePreferencesVersions,
  DataFacelivenessSessionPoolSettingsChallengePreferencesVersionsOutputReference,
  type DataFacelivenessSessionPoolSettingsOutputConfig,
  DataFacelivenessSessionPoolSettingsOutputConfigOutputReference,
  DataFacelivenessSessionPoolSettingsOutputReference,
} from '../bindings/providers/faceliveness/data-faceliveness-session-pool';
export {
  FacelivenessProvider,
  type FacelivenessProviderAssumeRole,
  type FacelivenessProviderAssumeRoleWithWebIdentity,
  type FacelivenessProviderConfig,
  type FacelivenessProviderEndpoints,
} from '../bindings/providers/faceliveness/provider';
export { type ChallengePreference, ChallengeType, type ChallengeVersions } from './challenge-preference';
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
