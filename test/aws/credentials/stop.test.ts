import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { terraformExecutable } from '../../../harness/terraform/terraform';
import { initialized } from '../../support/hcl';

test('the first Ctrl-C stops a run that waits for a credential_process, and the program with it', async () => {
  const workspace = await initialized('data "faceliveness_session" "it" {\n  client_request_token = "it"\n}\n', {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: undefined,
  });
  const file = join(workspace.directory, 'id');
  workspace.write({
    config: `[default]\ncredential_process = echo $$ > ${file}.new && mv ${file}.new ${file}; sleep 1000\n`,
  });
  workspace.env.AWS_CONFIG_FILE = join(workspace.directory, 'config');
  const terraform = spawn(terraformExecutable(), ['plan', '-no-color'], {
    cwd: workspace.directory,
    env: workspace.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [terraform.stdout, terraform.stderr]) stream.on('data', (text) => (output += text));
  const closed = once(terraform, 'close');
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 20_000 });
  // To Terraform and the provider, as from a terminal.
  process.kill(-Number(terraform.pid), 'SIGINT');
  expect(await closed).toEqual([1, null]);
  expect(output).toContain('The run was interrupted before the provider had an answer.');
  const state = () => spawnSync('ps', ['-o', 'stat=', '-p', readFileSync(file, 'utf8').trim()], { encoding: 'utf8' });
  await vi.waitFor(() => expect(state().stdout).toMatch(/^Z|^$/));
  workspace.dispose();
});
