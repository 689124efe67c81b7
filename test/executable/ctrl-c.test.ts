/** Ctrl-C in Terraform, which reaches its whole process group, and so the provider. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { terraformExecutable } from '../../harness/terraform/terraform';
import { startEmulator } from '../../src/emulator';
import { initialized } from '../support/hcl';
import { NEWER_TERRAFORM } from '../support/newer-terraform';

/** Longer than the test may take. */
const DELAY_MS = 600_000;

/** The processes of a group. Zombies do not count. */
function running(group: number): readonly string[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pgid=,stat=,args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => {
    const [id, state] = line.trim().split(/\s+/);
    return id === String(group) && !state?.startsWith('Z');
  });
}

test.for<[string, string, string[]]>([
  ['a plan of Terraform', terraformExecutable(), ['plan']],
  ['an apply of Terraform', terraformExecutable(), ['apply', '-auto-approve']],
  ['a plan of the newer Terraform', NEWER_TERRAFORM.executable, ['plan']],
  ['an apply of the newer Terraform', NEWER_TERRAFORM.executable, ['apply', '-auto-approve']],
])('one Ctrl-C ends the open call of %s', async ([, executable, args]) => {
  const emulator = await startEmulator({ faults: [{ kind: 'slow', delayMs: DELAY_MS }] });
  onTestFinished(() => emulator.close());
  const env = { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
  const workspace = await initialized('data "faceliveness_session" "it" {\n  name = "a"\n}\n', env, executable);
  onTestFinished(() => workspace.dispose());

  // A process group of its own, as under a terminal.
  const terraform = spawn(executable, [...args, '-no-color'], {
    cwd: workspace.directory,
    env: workspace.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const group = Number(terraform.pid);
  onTestFinished(() => {
    if (running(group).length > 0) process.kill(-group, 'SIGKILL');
  });
  let output = '';
  for (const stream of [terraform.stdout, terraform.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const closed = once(terraform, 'close');
  await expect.poll(() => emulator.sessions().length, { timeout: 60_000 }).toBe(1);
  process.kill(-group, 'SIGINT');
  expect(await closed).toEqual([1, null]);
  expect(output).toContain('Error: Operation stopped');
  expect(output).toContain('The run was interrupted before the provider had an answer.');
  expect(output).not.toMatch(/did not respond|panic|plugin crashed/);
  expect(running(group)).toEqual([]);
});
