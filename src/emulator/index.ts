export type { SessionStatus } from '../liveness/session';
export type { EmulatedSession, EmulatorState } from './admin/emulator-control';
export type { EmulatorCredentials } from './auth/signature-verifier';
export { type Emulator, startEmulator } from './emulator';
export type { EmulatorOptions } from './emulator-options';
export { FAULT_KINDS, type Fault, type FaultInForce, type FaultKind } from './faults/fault';
export type { FaultControl } from './faults/faults';
export { parseFault } from './faults/parse-fault';
export { QUOTA_ERRORS, type QuotaError, type QuotaRates } from './faults/quotas';
export { ImageStoreError } from './images/image-store';
export type { FaceBox, SessionImage } from './images/session-image';
export { InvalidInputError } from './invalid-input';
export type { CallCounts, CallsOfSecond } from './protocol/call-counts';
export { ListenError } from './protocol/listen-error';
export type { OperationName } from './protocol/operations';
export type { TlsCertificate } from './protocol/tls';
export type { LoggedRequest } from './requests/request-log';
export type { CompleteSessionOptions, PlayedChallenge } from './sessions/complete-session-options';
export type { Clock } from './sessions/emulator-clock';
export {
  type DescribedImage,
  type DescribedScenario,
  DISCONNECT_MOMENTS,
  type DisconnectMoment,
  type Scenario,
  type ScenarioInForce,
  type ScenarioTarget,
} from './sessions/scenario';
export {
  EXPIRY_ANSWERS,
  type ExpiryAnswer,
  MISMATCHES,
  type Mismatch,
  REPLAYS,
  type Replay,
  type SessionResults,
  SessionStateError,
} from './sessions/sessions';
