/** The package's main export. */
import './hcl/hcl-output';

export {
  DataFacelivenessSession,
  type DataFacelivenessSessionConfig,
  type DataFacelivenessSessionSettings,
  type DataFacelivenessSessionSettingsChallengePreference,
  DataFacelivenessSessionSettingsChallengePreferenceList,
  DataFacelivenessSessionSettingsChallengePreferenceOutputReference,
  type DataFacelivenessSessionSettingsChallengePreferenceVersions,
  DataFacelivenessSessionSettingsChallengePreferenceVersionsOutputReference,
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
  type DataFacelivenessSessionPoolSettingsChallengePreference,
  DataFacelivenessSessionPoolSettingsChallengePreferenceList,
  DataFacelivenessSessionPoolSettingsChallengePreferenceOutputReference,
  type DataFacelivenessSessionPoolSettingsChallengePreferenceVersions,
  DataFacelivenessSessionPoolSettingsChallengePreferenceVersionsOutputReference,
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
export { LivenessGrantee } from './policies/grantee';
export { type LivenessPolicyStatement, PolicyEffect } from './policies/policy-statement';
export { LivenessSessionPool, type LivenessSessionPoolProps } from './pool/liveness-session-pool';
export { LivenessSessionPoolGrants } from './pool/liveness-session-pool-grants';
export { type ChallengePreference, ChallengeType, type ChallengeVersions, OnUnusable } from './pool/session-options';
export {
  type ILivenessImageBucket,
  LivenessImageBucket,
  type LivenessImageBucketOptions,
  type LivenessImageBucketProps,
} from './storage/liveness-image-bucket';
export { type ILivenessImageKey, LivenessImageKey, type LivenessImageKeyProps } from './storage/liveness-image-key';
export {
  type ILivenessImageStorage,
  LivenessImageStorage,
  type LivenessImageStorageAttributes,
  type LivenessImageStorageProps,
} from './storage/liveness-image-storage';
export { LivenessImageStorageGrants } from './storage/liveness-image-storage-grants';
