import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../harness/machine/processes';
import { synthesize } from '../constructs/support';
import { PROJECT } from '../project/committed-files';
import * as globals from './globals';
import { isFunction, runnerOf, snippets } from './snippets';

/** One module with a function of each snippet, and what the pages take for granted. */
const SOURCE = [
  "import type { App } from 'cdktf';",
  `import { ${Object.keys(globals).join(', ')} } from ${JSON.stringify(join(import.meta.dirname, 'globals'))};`,
  ...snippets.map((snippet, index) =>
    isFunction(snippet)
      ? snippet.code
      : `export function snippet${index}(app: App, stack: TerraformStack, backend: IamRole, auditor: IamRole, browser: IamRole) {\n${snippet.code}}`,
  ),
].join('\n');

test('the pages have snippets', () => {
  expect(new Set(snippets.map(({ page }) => page))).toEqual(
    new Set([
      ...['session-pool', 'image-storage', 'image-key', 'image-bucket'].map((name) => `liveness-${name}.md`),
      'moving-and-renaming.md',
    ]),
  );
});

test('all snippets type-check', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'snippets-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  symlinkSync(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
  writeFileSync(join(directory, 'snippets.ts'), SOURCE);
  const config = {
    extends: join(PROJECT, 'tsconfig.json'),
    // Snippets leave unused what they only show.
    compilerOptions: { noEmit: true, noUnusedLocals: false, noUnusedParameters: false, types: [] },
    include: [],
    files: ['snippets.ts'],
  };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(PROJECT, 'node_modules/typescript-7/bin/tsc');
  const { code, stdout } = await run(process.execPath, [tsc, '-p', directory], { cwd: directory });
  const problems = stdout.replace(
    /^snippets\.ts\((\d+),.*$/gm,
    (said, line) => `${said}: ${SOURCE.split('\n')[line - 1]}`,
  );
  expect(code, problems).toBe(0);
});

// The recipes for moving and renaming have tests of their own.
test.for(
  snippets
    .filter(({ page }) => page.startsWith('liveness-'))
    .map((snippet) => [snippet.page, snippet.line, snippet] as const),
)('%s, line %d, can be synthesized', ([, , snippet]) => {
  synthesize(runnerOf(snippet));
});
