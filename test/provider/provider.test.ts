import { resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const ENTRY = 'src/provider/provider.ts';

/** The files that are loaded with the provider, without those that it imports dynamically. */
async function loadedFiles(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: resolve(import.meta.dirname, '../..'),
    entryPoints: [ENTRY],
    bundle: true,
    platform: 'node',
    format: 'esm',
    // A chunk of its own for each dynamic import.
    splitting: true,
    outdir: 'unused',
    write: false,
    metafile: true,
  });
  const { outputs } = metafile;
  const chunks = new Set(Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === ENTRY));
  for (const chunk of chunks) {
    for (const { path, kind } of outputs[chunk]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[path]) chunks.add(path);
    }
  }
  return [...chunks].flatMap((chunk) => Object.keys(outputs[chunk]?.inputs ?? {}));
}

test('the provider is loaded without the AWS SDK, which takes longer than everything else', async () => {
  const files = await loadedFiles();
  expect(files).toContain('src/aws/connect.ts');
  expect(files).not.toContain('src/aws/connection.ts');
  expect(files.filter((file) => /node_modules\/@(aws-sdk|smithy)\//.test(file))).toEqual([]);
});
