import { resolve } from 'node:path';
import { type RunResult, run } from '../../scripts/local/processes';

/** Runs the built command `face-liveness emulator`, beside the emulators of this process. */
export async function emulatorCommand(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
  const command = resolve('dist/cli/face-liveness.js');
  return await run(process.execPath, [command, 'emulator', ...args], { env: { PATH: process.env.PATH, ...env } });
}
