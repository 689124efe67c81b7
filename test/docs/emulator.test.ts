import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findMoto } from '../../scripts/local/moto';
import { run } from '../../scripts/local/processes';
import { startEmulator } from '../../src/emulator';

const page = readFileSync(resolve('docs/emulator.md'), 'utf8');

function snippet(language: string): string {
  const [, code = ''] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  return code;
}

test('the snippet in TypeScript does what the page says', async () => {
  // Inside of the package, which finds itself by its name there.
  const directory = mkdtempSync(resolve('dist/snippet-'));
  try {
    const file = join(directory, 'snippet.ts');
    writeFileSync(file, snippet('ts'));
    const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', file]);
    expect(stdout, stderr).toBe('SUCCEEDED 97\nEXPIRED\n');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the snippet in Python does what the page says', async () => {
  const emulator = await startEmulator();
  try {
    // moto needs boto3, so its Python has it.
    const { python } = await findMoto();
    const { stdout, stderr } = await run(python, ['-c', snippet('python')], {
      env: { ...process.env, AWS_ENDPOINT_URL_REKOGNITION: emulator.url },
    });
    expect(stdout, stderr).toBe('SUCCEEDED 97\n');
  } finally {
    await emulator.close();
  }
});
