import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { committedFiles } from './committed-files';

const PROJECT = resolve(import.meta.dirname, '../..');

/** Each room of src, and the rooms it may use: design.md's table. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  constructs: ['liveness', 'bindings'],
  provider: ['plugin', 'aws', 'liveness'],
  aws: ['plugin'],
  emulator: ['liveness'],
  cli: ['constructs', 'provider', 'aws', 'emulator', 'bindings', 'plugin', 'liveness'],
  bindings: [],
  plugin: [],
  liveness: [],
};

/** The rooms that the executable's start may use. */
const ROOMS_OF_MAIN = ['cli', 'provider'];

/** Import specifiers, and the rooms in which they may stand. */
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': Object.keys(ROOMS),
  '@aws-sdk/client-kms': ['emulator'],
  '@aws-sdk/client-rekognition': ['provider'],
  '@aws-sdk/client-s3': ['provider', 'emulator'],
  '@aws-sdk/client-sts': ['aws'],
  '@bufbuild/protobuf': ['plugin'],
  '@cdktf/provider-aws': [],
  '@cdktf/provider-aws/lib/kms-key': ['constructs'],
  '@grpc/grpc-js': ['plugin'],
  '@msgpack/msgpack': ['plugin'],
  '@smithy/types': ['provider', 'aws', 'emulator'],
  canonicalize: ['liveness'],
  cdktf: ['constructs', 'bindings'],
  commander: ['cli'],
  constructs: ['constructs', 'bindings'],
  esbuild: [],
  'jpeg-js': ['emulator'],
  'not-installed': [],
  openpgp: ['cli'],
  '../../package.json': ['constructs', 'provider', 'cli'],
  '../../scripts/index': [],
  '../../harness/index': [],
  '../../bench/index': [],
  '../../stacks/index': [],
  '../../test/index': [],
};

/** Folders beside src, and the folders that each may import. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'scripts/build': ['scripts/build', 'src/plugin'],
  harness: ['harness', 'scripts/build', 'src/plugin'],
  scripts: ['scripts', 'scripts/build', 'harness', 'src/plugin'],
  bench: ['bench', 'harness', 'scripts/build', 'src/plugin'],
  stacks: ['stacks'],
};

/** The two forms of an import. */
const KEYWORDS = ['import', 'import type { Thing } from'];

/** Most files of a folder. */
const DOZEN = 12;

/** Folders with generated code. */
const GENERATED = /^src\/(bindings|plugin\/wire\/generated)\//;

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

interface Finding {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Applies the project's rules to folders of a directory. */
async function forbiddenImports(directory: string, folders: readonly string[]): Promise<readonly Finding[]> {
  const options = await extractDepcruiseOptions(join(PROJECT, '.dependency-cruiser.cjs'));
  const { output } = await cruise([...folders], { ...options, baseDir: directory });
  const { summary } = output as ICruiseResult;
  expect(summary.totalCruised).toBeGreaterThan(0);
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

test('the imports of this project keep to the rules', async () => {
  const folders = ['src', 'scripts', 'harness', 'bench', 'stacks', 'test'];
  expect(await forbiddenImports(PROJECT, folders)).toEqual([]);
});

test('every folder of src is a room with rules', () => {
  const entries = readdirSync(join(PROJECT, 'src'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.sort()).toEqual(Object.keys(ROOMS).sort());
});

test('no folder of src, scripts, harness and bench has more than a dozen files', () => {
  const counts = new Map<string, number>();
  for (const { path } of committedFiles()) {
    if (!/^(src|scripts|harness|bench)\//.test(path) || GENERATED.test(path)) continue;
    const folder = dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  expect(counts.size).toBeGreaterThan(20);
  expect([...counts].filter(([, count]) => count > DOZEN)).toEqual([]);
});

describe('the rules', () => {
  let directory: string;
  let findings: readonly Finding[];
  const rooms = Object.keys(ROOMS).map((room) => `src/${room}`);

  /** The file that imports something, in a folder. */
  const importer = (folder: string, imported: string, keyword: string) =>
    `${folder}/${`${keyword} ${imported}`.replace(/[^A-Za-z0-9]+/g, '-')}.ts`;

  /** Every import that the tests ask about stands in a file of its own, so that one run applies the rules to all. */
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'architecture-'));
    symlinkSync(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
    write('package.json', '{}');
    for (const folder of [...rooms, ...Object.keys(FOLDERS), 'test']) {
      write(`${folder}/index.ts`, 'export type Thing = string;');
    }
    for (const keyword of KEYWORDS) {
      for (const room of Object.keys(ROOMS)) {
        const imports = [...Object.keys(ROOMS).map((each) => `../${each}/index`), ...Object.keys(IMPORTS)];
        for (const imported of imports) {
          write(importer(`src/${room}`, imported, keyword), `${keyword} '${imported}';`);
        }
      }
      for (const folder of Object.keys(FOLDERS)) {
        for (const imported of ['src/plugin', 'test', ...Object.keys(FOLDERS)]) {
          const up = folder.includes('/') ? '../..' : '..';
          write(importer(folder, imported, keyword), `${keyword} '${up}/${imported}/index';`);
        }
      }
      const [one, two] = [`cycle-one-${keyword.length}`, `cycle-two-${keyword.length}`];
      write(`src/liveness/${one}.ts`, `${keyword} './${two}'; export type Thing = string;`);
      write(`src/liveness/${two}.ts`, `${keyword} './${one}'; export type Thing = string;`);
    }
    write(
      'src/main.ts',
      Object.keys(ROOMS)
        .map((room) => `import './${room}/index';`)
        .join('\n'),
    );
    findings = await forbiddenImports(directory, ['src', 'scripts', 'harness', 'bench', 'stacks']);
  }, 120_000);

  afterAll(() => rmSync(directory, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }

  /** The folders in which the rules allow an import, in both of its forms. */
  function allowedIn(folders: readonly string[], imported: string): string[] {
    return folders.filter((folder) => {
      const [value, type] = KEYWORDS.map((keyword) => {
        const file = importer(folder, imported, keyword);
        return findings.some(({ from }) => from === file);
      });
      expect(type, `${folder} importing a type of ${imported}`).toBe(value);
      return !value;
    });
  }

  test.each(Object.keys(ROOMS))('allow imports of src/%s in the rooms above it only', (imported) => {
    const above = Object.keys(ROOMS).filter((room) => room === imported || ROOMS[room]?.includes(imported));
    expect(allowedIn(rooms, `../${imported}/index`)).toEqual(above.map((room) => `src/${room}`));
  });

  test.each(Object.entries(IMPORTS))('allow imports of %s in %j only', (imported, allowed) => {
    expect(allowedIn(rooms, imported).sort()).toEqual(allowed.map((room) => `src/${room}`).sort());
  });

  test.each(Object.entries(FOLDERS))('allow %s to import %j only', (folder, allowed) => {
    const all = ['src/plugin', 'test', ...Object.keys(FOLDERS)];
    expect(all.filter((imported) => allowedIn([folder], imported).length === 1).sort()).toEqual([...allowed].sort());
  });

  test("allow the executable's start to import the command and the provider only", () => {
    expect(
      findings
        .filter(({ from }) => from === 'src/main.ts')
        .map(({ to }) => to)
        .sort(),
    ).toEqual(
      Object.keys(ROOMS)
        .filter((room) => !ROOMS_OF_MAIN.includes(room))
        .map((room) => `src/${room}/index.ts`)
        .sort(),
    );
  });

  test('forbid modules that import each other, types included', () => {
    const cycles = findings.filter(({ rule }) => rule === 'no-cycles').map(({ from }) => from);
    expect(cycles.sort()).toEqual(KEYWORDS.map(({ length }) => `src/liveness/cycle-one-${length}.ts`).sort());
  });
});

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

  const findings = await forbiddenImports(directory, ['src', 'scripts', 'harness', 'bench', 'test']);
  const forbidden = findings
    .filter(({ rule }) => rule.endsWith('of-constructs') && rule !== 'imports-of-constructs')
    .map(({ from, to }) => `${from} -> ${to}`);
  expect(forbidden.sort()).toEqual(
    IMPORTERS.flatMap((importer) => {
      if (importer === 'test/constructs/key.test.ts') return [];
      const limits = importer === 'scripts/module/props.ts' ? [] : [`${importer} -> src/constructs/limits.ts`];
      return [...limits, `${importer} -> src/constructs/storage/key.ts`];
    }).sort(),
  );
});
