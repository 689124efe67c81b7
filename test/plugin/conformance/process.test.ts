/** The process of a provider under the real Terraform. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { probeWorkspace } from './probe-workspace';

/** Creates a directory for the temporary files of Terraform and its plugins. */
function temporaryFiles(name = 'files'): string {
  const root = mkdtempSync(join(tmpdir(), 'terraform-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const directory = join(root, name);
  mkdirSync(directory);
  return directory;
}

/** Starts a plan with a slow read, and waits until the provider's code runs. */
async function slowPlan(
  files: string,
): Promise<{ readonly terraform: ChildProcess; readonly lines: readonly string[] }> {
  const { executable, directory, env } = probeWorkspace('data "probe_slow" "it" {}\n', {
    TMPDIR: files,
    TF_LOG: 'debug',
  });
  // A process group of its own, as under a terminal.
  const terraform = spawn(executable, ['plan', '-no-color'], { cwd: directory, env, detached: true, stdio: 'pipe' });
  const ended = once(terraform, 'close');
  onTestFinished(async () => {
    terraform.kill('SIGKILL');
    await ended;
  });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [terraform.stdout, terraform.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.includes('reading slowly')) resolve();
      });
    }
    void ended.then(() => reject(new Error(lines.join('\n'))));
  });
  return { terraform, lines };
}

/** The process ids of plugins in Terraform's log. */
function pluginIds(lines: readonly string[]): number[] {
  return lines.flatMap((line) => /plugin started: .*pid=(\d+)/.exec(line)?.[1] ?? []).map(Number);
}

/** Whether a process runs. A zombie does not. */
function isRunning(id: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(id)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

describe('Ctrl-C in Terraform', () => {
  test('stops a read, with an error that says so', async () => {
    const files = temporaryFiles();
    const { terraform, lines } = await slowPlan(files);
    const closed = once(terraform, 'close');
    // To Terraform and its plugin, as from a terminal.
    process.kill(-Number(terraform.pid), 'SIGINT');
    expect(await closed).toEqual([1, null]);
    const output = lines.join('\n');
    expect(output).toContain('Error: Operation stopped');
    expect(output).toContain('The run was interrupted before the provider had an answer.');
    expect(output).not.toMatch(/did not respond|panic|plugin crashed/);
    expect(pluginIds(lines).filter(isRunning)).toEqual([]);
    expect(readdirSync(files)).toEqual([]);
  });
});

test('a plugin exits when its Terraform is killed', async () => {
  const files = temporaryFiles();
  const { terraform, lines } = await slowPlan(files);
  const running = pluginIds(lines).filter(isRunning);
  expect(running).toHaveLength(1);
  expect(readdirSync(files)).toHaveLength(1);
  terraform.kill('SIGKILL');
  await expect.poll(() => running.filter(isRunning), { timeout: 10_000 }).toEqual([]);
  expect(readdirSync(files)).toEqual([]);
});

test('20 starts in a row succeed, and leave no file and no process', async () => {
  const files = temporaryFiles();
  const space = probeWorkspace('data "probe_value" "it" {}\n', {
    TMPDIR: files,
    TF_LOG: 'debug',
    TF_LOG_PATH: join(files, '../log'),
  });
  for (let run = 0; run < 10; run += 1) {
    expect((await space.validate()).valid).toBe(true);
  }
  const log = readFileSync(join(files, '../log'), 'utf8').split('\n');
  const ids = new Set(pluginIds(log));
  expect(ids.size).toBe(20);
  expect([...ids].filter(isRunning)).toEqual([]);
  expect(readdirSync(files)).toEqual([]);
  // Terraform kills a plugin that does not exit within two seconds.
  expect(log.filter((line) => line.includes('plugin failed to exit gracefully'))).toEqual([]);
}, 60_000);

test('a provider starts with a long path for temporary files', async () => {
  const files = temporaryFiles('x'.repeat(120));
  expect((await probeWorkspace('data "probe_value" "it" {}\n', { TMPDIR: files }).validate()).valid).toBe(true);
});

test("Terraform's log has the provider's log lines at their levels, and what it prints at DEBUG", async () => {
  const space = probeWorkspace(
    'data "probe_failing" "it" {\n  for_each = toset(["log", "print"])\n  how = each.key\n}\n',
    { TF_LOG_PROVIDER: 'debug' },
  );
  const { stderr } = await space.plan();
  for (const level of ['debug', 'info', 'warn', 'error']) {
    expect(stderr).toMatch(
      new RegExp(`\\[${level.toUpperCase()}\\] +provider\\.\\S+: a ${level} line: .*level=${level}`),
    );
  }
  expect(stderr).not.toMatch(/a trace line/);
  expect(stderr).toMatch(/\[DEBUG\] +provider\.\S+: a printed line/);
  // Terraform writes the fields in any order.
  const [line = ''] = /a warn line: .*/.exec(stderr) ?? [];
  for (const field of ['tf_rpc=ReadDataSource', 'tf_data_source_type=probe_failing', 'tf_req_id=']) {
    expect(line).toContain(field);
  }
});
