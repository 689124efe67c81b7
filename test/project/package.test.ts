import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isClassType, loadAssemblyFromPath } from '@jsii/spec';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { committedFiles, literally, matchingLines, PROJECT } from './committed-files';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly types: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function read(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

const manifest = JSON.parse(read('package.json')) as Manifest;

describe('the version', () => {
  const version = new RegExp(`(?<!\\d|\\d\\.)${literally(manifest.version)}(?!\\d|\\.\\d)`);
  /** Made from the version by npm and generators (whose results the tests compare), the list of all versions, and checksums of others. */
  const REPEATING =
    /^(package-lock\.json|bench\/go-provider\/go\.sum|src\/bindings\/.*|modules\/.*\/versions\.tf|CHANGELOG\.md)$/;

  test('is in package.json and nowhere else', () => {
    const files = committedFiles().filter(({ path }) => !REPEATING.test(path));
    expect(matchingLines(version, files)).toEqual([expect.stringMatching(/^package\.json:\d+: "version": /)]);
  });

  test.for([
    `terraform-provider-faceliveness_v${manifest.version}`,
    `version = "${manifest.version}"`,
    `faceliveness/${manifest.version}/linux_amd64`,
    `It is ${manifest.version}.`,
  ])('is recognized in: %s', (text) => {
    expect(matchingLines(version, [{ path: 'sample', text }])).toHaveLength(1);
  });

  test.for([`1${manifest.version}`, `${manifest.version}0`, `1.${manifest.version}`, `${manifest.version}.1`])(
    'is not mistaken in: %s',
    (text) => {
      expect(matchingLines(version, [{ path: 'sample', text }])).toEqual([]);
    },
  );
});

test('has no dependencies but peers', () => {
  expect(manifest.dependencies).toBeUndefined();
  expect(manifest.peerDependencies).toEqual({
    '@cdktf/provider-aws': '>=20.0.0 <22.0.0',
    cdktf: '^0.21.0',
    constructs: '^10.4.2',
  });
});

test('is developed with pinned versions, of @cdktf/provider-aws with 20.1.0', () => {
  expect(manifest.devDependencies).toMatchObject({ '@cdktf/provider-aws': '20.1.0' });
  for (const version of Object.values(manifest.devDependencies))
    expect(version).toMatch(/^(npm:typescript@)?\d+\.\d+\.\d+$/);
});

test(".ci/run runs README's test command and nothing else", () => {
  const commands = read('.ci/run')
    .split('\n')
    .filter((line) => !/^(#|set |cd |$)/.test(line));
  expect(commands).toHaveLength(1);
  expect(read('README.md').split('\n')).toContain(commands[0]);
});

/** The paths of all that npm would publish. */
let packed: readonly string[];
beforeAll(() => {
  packed = packedFiles();
});

test('includes the module and its tests', () => {
  const module = ['main.tf', 'variables.tf', 'README.md', 'tests/plan.tftest.hcl', 'tests/apply/apply.tftest.hcl'];
  expect(packed).toEqual(expect.arrayContaining(module.map((name) => `modules/liveness-session-pool/${name}`)));
});

test('includes the pages that its README links to', () => {
  const pages = [...read('README.md').matchAll(/\]\((docs\/[^)#]+)/g)].map(([, page = '']) => page);
  expect(pages).toContain('docs/emulator.md');
  expect(packed).toEqual(expect.arrayContaining(pages));
});

describe('the jsii assembly', () => {
  const assembly = loadAssemblyFromPath(PROJECT);
  const types = Object.values(assembly.types ?? {});

  test('is in the package, next to the library', () => {
    expect(packed).toEqual(expect.arrayContaining(['.jsii', manifest.main, manifest.types]));
  });

  test('has this version, and targets for all four languages', () => {
    expect(assembly).toMatchObject({ name: manifest.name, version: manifest.version });
    expect(assembly.dependencies).toEqual(manifest.peerDependencies);
    expect(Object.keys(assembly.targets ?? {}).sort()).toEqual(['dotnet', 'go', 'java', 'js', 'python']);
  });

  test('contains exactly the exports of src/constructs/index.ts', () => {
    const described = types.map(({ fqn }) => fqn.slice(`${manifest.name}.`.length));
    const atRoot = described.filter((name) => !name.startsWith('bindings.'));
    expect([...atRoot, 'bindings'].sort()).toEqual(exportsOf('src/constructs/index.ts'));
  });

  test('comes from the same compilation as the library', () => {
    const marked: [string, unknown][] = types
      .filter((type) => isClassType(type))
      .map(({ name, fqn }) => [name, { fqn, version: manifest.version }]);
    const library = createRequire(import.meta.url)(join(PROJECT, manifest.main)) as Record<string, object>;
    const marks = Object.entries({ ...library, ...library.bindings })
      .filter(([, exported]) => typeof exported === 'function')
      .map(([name, exported]) => [name, Reflect.get(exported, Symbol.for('jsii.rtti'))]);
    expect(Object.fromEntries(marks)).toEqual(Object.fromEntries(marked));
  });
});

function packedFiles(): string[] {
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: PROJECT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(listing) as [{ readonly files: ReadonlyArray<{ readonly path: string }> }];
  return files.map(({ path }) => path);
}

/** The names that a module exports, types included, sorted. */
function exportsOf(path: string): string[] {
  const { config } = ts.readConfigFile(join(PROJECT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, PROJECT);
  const program = ts.createProgram([join(PROJECT, path)], options);
  const source = program.getSourceFile(join(PROJECT, path));
  const checker = program.getTypeChecker();
  const module = source && checker.getSymbolAtLocation(source);
  return module
    ? checker
        .getExportsOfModule(module)
        .map(({ name }) => name)
        .sort()
    : [];
}
