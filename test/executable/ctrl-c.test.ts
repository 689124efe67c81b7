/** Ctrl-C in Terraform, which reaches its whole process group, and so the provider. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { terraformExecutable } from '../../harness/terraform/terraform';
import type { TerraformWorkspace } from '../../harness/terraform/terraform-workspace';
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

/** Starts Terraform in a process group of its own, as under a terminal; sends the group one SIGINT, and waits for its end. */
async function interrupted(
  executable: string,
  args: readonly string[],
  { workspace, isWaiting }: { readonly workspace: TerraformWorkspace; readonly isWaiting: () => boolean },
): Promise<string> {
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
  await expect.poll(isWaiting, { timeout: 60_000 }).toBe(true);
  process.kill(-group, 'SIGINT');
  expect(await closed).toEqual([1, null]);
  expect(output).toContain('Error: Operation stopped');
  expect(output).toContain('The run was interrupted before the provider had an answer.');
  expect(output).not.toMatch(/did not respond|panic|plugin crashed/);
  expect(running(group)).toEqual([]);
  return output;
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
  await interrupted(executable, args, { workspace, isWaiting: () => emulator.sessions().length === 1 });
});

test('one Ctrl-C ends the wait for credentials, too', async () => {
  const sts = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void sts.close());
  const sockets: Socket[] = [];
  sts.on('connection', (socket) => sockets.push(socket));
  onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
  await once(sts, 'listening');
  const { port } = sts.address() as AddressInfo;
  const hcl = `provider "faceliveness" {
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/liveness"
  }
}
data "faceliveness_session" "it" {
  name = "a"
}
`;
  const workspace = await initialized(hcl, {
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`,
  });
  onTestFinished(() => workspace.dispose());
  await interrupted(terraformExecutable(), ['plan'], { workspace, isWaiting: () => sockets.length > 0 });
});

test('one Ctrl-C while a pool is created keeps the sessions that it has', async () => {
  const emulator = await startEmulator();
  emulator.faults.add({ kind: 'slow', operation: 'CreateFaceLivenessSession', script: '0001*', delayMs: DELAY_MS });
  onTestFinished(() => emulator.close());
  const workspace = await initialized(
    'provider "faceliveness" {\n  max_requests_per_second = 1000\n}\n' +
      'resource "faceliveness_session_pool" "it" {\n  name = "a"\n  size = 5\n}\n',
    { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_REKOGNITION: emulator.url },
  );
  onTestFinished(() => workspace.dispose());
  await interrupted(terraformExecutable(), ['apply', '-auto-approve'], {
    workspace,
    isWaiting: () => emulator.sessions().length === 5,
  });
  const ids = () => (workspace.resources()[0]?.values.session_ids ?? []) as ReadonlyArray<string | null>;
  expect(ids().filter((id) => id !== null).length).toBeGreaterThan(0);
  emulator.faults.clear();
  expect((await workspace.apply()).code).toBe(0);
  expect(new Set(ids())).toEqual(new Set(emulator.sessions().map(({ sessionId }) => sessionId)));
  expect(emulator.sessions()).toHaveLength(5);
});
