import { FACE_LIVENESS } from '../../../harness/face-liveness';
import { type RunResult, run } from '../../../harness/machine/processes';

/** Runs the built command `face-liveness emulator` against emulators of this process. */
export async function emulatorCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
  return await run(FACE_LIVENESS, ['emulator', ...args], { env: { PATH: process.env.PATH, ...env } });
}
