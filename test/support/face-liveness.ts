import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const command = resolve(import.meta.dirname, '../../dist/cli/face-liveness.js');

/** What came of a command. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built command `face-liveness` to its end.
 *
 * @param options what it reads from stdin, and its whole environment beside PATH
 */
export function faceLiveness(
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    input,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
