import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');

/** Each room of src, and the rooms it may use: design.md's table. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  constructs: ['liveness', 'bindings'],
  provider: ['plugin', 'liveness'],
  emulator: ['liveness'],
  cli: ['constructs', 'provider', 'emulator', 'bindings', 'plugin', 'liveness'],
  bindings: [],
  plugin: [],
  liveness: [],
};

/** What an import statement may name, and the rooms it may stand in. */
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': Object.keys(ROOMS),
  '@aws-sdk/client-kms': ['provider', 'emulator'],
  '@aws-sdk/client-rekognition': ['provider'],
  '@aws-sdk/client-s3': ['provider', 'emulator'],
  '@bufbuild/protobuf': ['plugin'],
  '@cdktf/provider-aws': [],
  '@cdktf/provider-aws/lib/kms-key': ['constructs'],
  '@grpc/grpc-js': ['plugin'],
  '@msgpack/msgpack': ['plugin'],
  '@smithy/types': ['provider', 'emulator'],
  canonicalize: ['liveness'],
  cdktf: ['constructs', 'bindings'],
  commander: ['cli'],
  constructs: ['constructs', 'bindings'],
  esbuild: [],
  'jpeg-js': ['emulator'],
  'not-installed': [],
  openpgp: ['cli'],
  '../../package.json': ['constructs', 'provider', 'cli'],
  '../../scripts/script': [],
  '../../stacks/stack': [],
  '../../test/helper': [],
};

async function violationsIn(directory: string, folders: readonly string[]): Promise<readonly IViolation[]> {
  const options = await extractDepcruiseOptions(join(PROJECT, '.dependency-cruiser.cjs'));
  const { output } = await cruise([...folders], { ...options, baseDir: directory });
  const { summary } = output as ICruiseResult;
  expect(summary.totalCruised).toBeGreaterThan(0);
  return summary.violations;
}

test('the imports in this project keep to the rules', async () => {
  const violations = await violationsIn(PROJECT, ['src', 'stacks', 'scripts', 'test']);
  expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
});

test('every folder of src is a room with rules', () => {
  const entries = readdirSync(join(PROJECT, 'src'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.sort()).toEqual(Object.keys(ROOMS).sort());
});

describe('the rules', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'architecture-'));
    symlinkSync(join(PROJECT, 'node_modules'), join(directory, 'node_modules'));
    write('package.json', '{}');
    for (const file of ['scripts/script.ts', 'stacks/stack.ts', 'test/helper.ts']) write(file, 'export {};');
    for (const room of Object.keys(ROOMS)) write(`src/${room}/index.ts`, 'export type Thing = string;');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  }

  /** Writes an import into a file of its own in every room, and returns the rooms in which the rules allow it. */
  async function roomsAllowedTo(statement: string): Promise<string[]> {
    for (const room of Object.keys(ROOMS)) write(`src/${room}/importer.ts`, statement);
    const violations = await violationsIn(directory, ['src']);
    for (const { rule, from } of violations)
      expect(from).toBe(`src/${rule.name.replace('imports-of-', '')}/importer.ts`);
    return Object.keys(ROOMS).filter((room) => !violations.some(({ from }) => from.startsWith(`src/${room}/`)));
  }

  test.for(Object.keys(ROOMS))('allow imports of src/%s in the rooms above it only', async (imported) => {
    const above = Object.keys(ROOMS).filter((room) => room === imported || ROOMS[room]?.includes(imported));
    expect(await roomsAllowedTo(`import '../${imported}/index';`)).toEqual(above);
    expect(await roomsAllowedTo(`import type { Thing } from '../${imported}/index';`)).toEqual(above);
  });

  test("allow the executable's start to import the command and the provider only", async () => {
    write(
      'src/main.ts',
      Object.keys(ROOMS)
        .map((room) => `import './${room}/index';`)
        .join('\n'),
    );
    const violations = await violationsIn(directory, ['src']);
    expect(violations.map(({ to }) => to).sort()).toEqual(
      Object.keys(ROOMS)
        .filter((room) => !['cli', 'provider'].includes(room))
        .map((room) => `src/${room}/index.ts`)
        .sort(),
    );
  });

  test.for(Object.entries(IMPORTS))('allow imports of %s in %j only', async ([imported, rooms]) => {
    expect((await roomsAllowedTo(`import '${imported}';`)).sort()).toEqual([...rooms].sort());
    expect((await roomsAllowedTo(`import type { Thing } from '${imported}';`)).sort()).toEqual([...rooms].sort());
  });

  test.for(['import', 'import type'])('forbid modules that %s each other', async (keyword) => {
    write('src/liveness/one.ts', `${keyword} { Two } from './two'; export type One = Two;`);
    write('src/liveness/two.ts', `${keyword} { One } from './one'; export type Two = One;`);
    const violations = await violationsIn(directory, ['src']);
    expect(violations.map(({ rule }) => rule.name)).toEqual(['no-cycles']);
  });
});
