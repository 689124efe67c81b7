/** A provider that a person started with `--debug`, under the real Terraform. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bundleProvider } from '../support/bundle';
import { PluginWorkspace } from '../support/terraform';

const probe = await bundleProvider('probe');
const greeter = await bundleProvider('greeter');

/** Starts a provider's executable as a person does, and collects its output. */
function start(executable: string, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(executable, ['--debug'], { env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' });
  const closed = once(child, 'close') as Promise<[number | null]>;
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return { child, closed, output };
}

/** The variable that the provider prints. */
async function reattach(child: ChildProcess, output: { readonly stdout: string }): Promise<string> {
  while (!output.stdout.includes('\n')) await once(child.stdout as NodeJS.ReadableStream, 'data');
  const [, value] = /^TF_REATTACH_PROVIDERS='(.*)'\n$/.exec(output.stdout) ?? [];
  return value ?? expect.fail(output.stdout);
}

test('serves runs of Terraform, each with its own configurations, until Ctrl-C', async () => {
  const files = mkdtempSync(join(tmpdir(), 'debug-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const { child, closed, output } = start(probe.executable, { TMPDIR: files });
  const variable = await reattach(child, output);
  expect(JSON.parse(variable)).toMatchObject({ 'example.com/test/probe': { Pid: child.pid, ProtocolVersion: 6 } });

  // Terraform finds no executable of the provider.
  const space = new PluginWorkspace({ ...probe, directory: files }, { env: { TF_REATTACH_PROVIDERS: variable } });
  for (const text of ['first', 'second']) {
    space.write({
      'main.tf': `
        provider "probe" {
          text = "${text}"
        }
        provider "probe" {
          alias = "other"
          text  = "${text} other"
        }
        data "probe_configuration" "it" {}
        data "probe_configuration" "other" {
          provider = probe.other
        }
        output "seen" {
          value = [data.probe_configuration.it.seen, data.probe_configuration.other.seen]
        }
      `,
    });
    const { code, stderr } = await space.apply();
    expect(code, stderr).toBe(0);
    const seen = expect.stringMatching(new RegExp(`: "${text}"$`));
    const other = expect.stringMatching(new RegExp(`: "${text} other"$`));
    expect((await space.outputs()).seen?.value).toEqual([seen, other]);
  }
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  expect(await closed).toEqual([0, null]);
  expect(readdirSync(files)).toEqual([]);
  expect(output.stderr).toMatch(/^The provider "probe" is ready, process \d+\. .*Press Ctrl-C to end\.\n$/);
});

test('listens in a directory of its own, also if the path for temporary files is too long for a socket', async () => {
  const files = mkdtempSync(join(tmpdir(), 'debug-'));
  onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  const long = join(files, 'x'.repeat(100));
  mkdirSync(long);
  for (const directory of [files, long]) {
    const { child, closed, output } = start(probe.executable, { TMPDIR: directory });
    const { Addr } = JSON.parse(await reattach(child, output))['example.com/test/probe'];
    expect(Addr.Network).toBe('unix');
    expect(statSync(dirname(Addr.String)).mode & 0o777).toBe(0o700);
    child.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    expect(existsSync(dirname(Addr.String))).toBe(false);
  }
});

test('needs the address of the provider', async () => {
  const { closed, output } = start(greeter.executable);
  expect(await closed).toEqual([1, null]);
  expect(output.stdout).toBe('');
  expect(output.stderr).toContain(`serve(provider, { address: 'example.com/acme/greeter' })`);
});
