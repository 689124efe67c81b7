import { spawnSync } from 'node:child_process';
import { FACE_LIVENESS } from '../../harness/face-liveness';

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
  const { status, stdout, stderr } = spawnSync(FACE_LIVENESS, args, {
    input,
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
