import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { expect, onTestFinished, test } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');

/** Files that each import the index, the limits and an inner module of the constructs. */
const IMPORTERS = [
  'src/cli/command.ts',
  'scripts/module/props.ts',
  'scripts/docs/pictures.ts',
  'harness/terraform.ts',
  'bench/rows.ts',
  'test/e2e/tour.test.ts',
  'test/constructs/key.test.ts',
];

test('only the index of src/constructs can be imported, and its limits by the generator of the module', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'doors-of-constructs-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  };
  symlinkSync(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
  for (const name of ['index', 'limits', 'storage/key']) write(`src/constructs/${name}.ts`, 'export {};');
  for (const importer of IMPORTERS) {
    const constructs = relative(dirname(importer), 'src/constructs');
    write(importer, ['index', 'limits', 'storage/key'].map((name) => `import '${constructs}/${name}';\n`).join(''));
  }

  const options = await extractDepcruiseOptions(join(PROJECT, '.dependency-cruiser.cjs'));
  const { output } = await cruise(['src', 'scripts', 'harness', 'bench', 'test'], { ...options, baseDir: directory });
  const forbidden = (output as ICruiseResult).summary.violations
    .filter(({ rule }) => rule.name.endsWith('of-constructs') && rule.name !== 'imports-of-constructs')
    .map(({ from, to }) => `${from} -> ${to}`);
  expect(forbidden.sort()).toEqual(
    IMPORTERS.flatMap((importer) => {
      if (importer === 'test/constructs/key.test.ts') return [];
      const limits = importer === 'scripts/module/props.ts' ? [] : [`${importer} -> src/constructs/limits.ts`];
      return [...limits, `${importer} -> src/constructs/storage/key.ts`];
    }).sort(),
  );
});
