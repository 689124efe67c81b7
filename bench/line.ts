import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a process takes from its start to the first line that it prints. */
export async function secondsToLine(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now();
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  await once(child.stdout, 'data');
  const seconds = (performance.now() - started) / 1000;
  child.kill('SIGKILL');
  await closed;
  return seconds;
}
