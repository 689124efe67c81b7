export type { Clock } from './clock';
export { type EmulatedSession, type Emulator, type EmulatorOptions, startEmulator } from './emulator';
export type { CallCounts, OperationName } from './rekognition';
export { MISMATCHES, type Mismatch, REPLAYS, type Replay } from './sessions';
export type { EmulatorCredentials } from './signature-verifier';
