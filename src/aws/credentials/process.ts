import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AwsCredentialIdentity } from '@smithy/types';
import { CredentialsError, credentialsIn, jsonFields } from './credentials-error';

/** Longest time that a program may take, as in hashicorp/aws. */
const TIMEOUT_MS = 60_000;

/** Longest output that is read, in characters. Credentials are shorter than one hundredth of it. */
const MAX_OUTPUT = 1_000_000;

/** Most characters of the program's error messages that are shown. */
const MAX_SHOWN = 1000;

const REMEDY = 'Run the command of its credential_process by hand: it must print credentials as JSON, with Version 1.';

/**
 * Runs the command of a `credential_process` in a shell, and reads the credentials that it prints.
 *
 * @param signal ends the program, and those that it has started
 * @throws CredentialsError if it fails, takes too long or prints something else
 */
export async function processCredentials(
  command: string,
  signal: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<AwsCredentialIdentity> {
  const output = await run(command, signal, timeoutMs);
  const version = jsonFields(output, REMEDY).get('version');
  if (version !== 1) {
    throw new CredentialsError(
      version === undefined ? 'Its output has no Version.' : 'The Version in its output is not 1.',
      REMEDY,
    );
  }
  return credentialsIn(output, 'SessionToken', REMEDY);
}

async function run(command: string, signal: AbortSignal, timeoutMs: number): Promise<string> {
  signal.throwIfAborted();
  // In a group of its own, so that the programs it starts end with it.
  const child = spawn(command, {
    shell: true,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => kill(child);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop();
  }, timeoutMs);
  signal.addEventListener('abort', stop);
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.length > MAX_OUTPUT) stop();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-MAX_SHOWN);
  });
  try {
    const [code, killedBy] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    signal.throwIfAborted();
    if (timedOut) {
      throw new CredentialsError(
        `The command did not end within ${timeoutMs / 1000} seconds, and was stopped.`,
        'Run the command of its credential_process by hand. Terraform cannot answer its questions: sign in first.',
      );
    }
    if (output.length > MAX_OUTPUT)
      throw new CredentialsError('The command printed too much, and was stopped.', REMEDY);
    if (code === 0) return output;
    const end = code === null ? `was ended by ${killedBy}` : `ended with status ${code}`;
    throw new CredentialsError(`The command ${end}${errors.trim() ? `: ${errors.trim()}` : ''}`, REMEDY);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function kill(child: ChildProcess): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}
