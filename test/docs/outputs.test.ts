import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { expect, onTestFinished, test } from 'vitest';
import { LivenessSessionPool } from '../../src/constructs';
import { quoted, readPage } from './tables';

test('the page names the outputs as Terraform and as the outputs file of cdktf name them', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'outputs-'));
  onTestFinished(() => rmSync(outdir, { recursive: true }));
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'liveness');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  new LivenessSessionPool(stack, 'kiosk');
  app.synth();
  const { '//': metadata, output } = JSON.parse(readFileSync(join(outdir, 'stacks/liveness/cdk.tf.json'), 'utf8'));

  const rows = readPage('liveness-session-pool.md').rows('Outputs');
  const names = Object.fromEntries(rows.map(([name = '', path = '']) => [quoted(path)[0], quoted(name)[0]]));
  expect(Object.keys(output).sort()).toEqual(Object.values(names).sort());
  // cdktf makes the file from this. The demo reads the file that the real command writes.
  const { kiosk } = metadata.outputs.liveness;
  expect(names).toEqual(Object.fromEntries(Object.entries(kiosk).map(([id, name]) => [`.liveness.kiosk.${id}`, name])));
  for (const [name = ''] of rows) {
    const sensitive = output[quoted(name)[0] ?? ''].sensitive ?? false;
    expect(name.endsWith('(sensitive)'), name).toBe(sensitive);
  }
});
