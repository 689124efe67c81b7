export type { CallCounts, CallsOfSecond, OperationName } from './call-log';
export type { CompleteCheckOptions } from './checks';
export type { Clock } from './clock';
export type { EmulatedSession, EmulatorState } from './emulation';
export { type Emulator, type EmulatorOptions, startEmulator } from './emulator';
export { ImageStoreError } from './images/image-store';
export { MISMATCHES, type Mismatch, REPLAYS, type Replay, SessionStateError } from './sessions';
export type { EmulatorCredentials } from './signature-verifier';
