import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAssemblyFromPath } from '@jsii/spec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from './committed-files';

const types = Object.values(loadAssemblyFromPath(PROJECT).types ?? {});
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'languages-'));
  execFileSync(
    join(PROJECT, 'node_modules/.bin/jsii-pacmak'),
    ['--code-only', '--no-npmignore', '--outdir', directory, '--targets', 'python', 'java', 'dotnet', 'go'],
    {
      cwd: PROJECT,
      // The package is packed as it is: other tests use what a build would remove.
      env: { ...process.env, npm_config_ignore_scripts: 'true' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function read(path: string): string {
  return readFileSync(join(directory, path), 'utf8');
}

/** The names of the types in a namespace of the assembly; undefined for its root. */
function namesIn(namespace: string | undefined): string[] {
  return types.filter((type) => type.namespace === namespace).map(({ name }) => name);
}

/** The types for which there is no file, with the folder of their namespace in front. */
function missing(
  extension: string,
  directoryOfLanguage: string,
  folderOf = (namespace: string) => namespace,
): string[] {
  return types
    .map(({ namespace, name }) => `${namespace === undefined ? '' : `${folderOf(namespace)}/`}${name}.${extension}`)
    .filter((file) => !existsSync(join(directory, directoryOfLanguage, file)));
}

test('the constructs are at the root, and the bindings in a namespace', () => {
  expect(new Set(types.map(({ namespace }) => namespace))).toEqual(new Set([undefined, 'bindings']));
  expect(namesIn(undefined)).toContain('LivenessSessionPool');
  expect(namesIn('bindings')).toContain('FacelivenessProvider');
});

test.each([
  ['cdktf_face_liveness', undefined],
  ['cdktf_face_liveness/bindings', 'bindings'],
])('Python has every type in %s', (folder, namespace) => {
  const [, exported = ''] = /^__all__ = \[(.*?)\]/ms.exec(read(`python/src/${folder}/__init__.py`)) ?? [];
  const classes = [...exported.matchAll(/"(\w+)"/g)].map(([, name]) => name).filter((name) => name !== 'bindings');
  expect(classes).toEqual(namesIn(namespace));
});

test('Java has every type', () => {
  expect(missing('java', 'java/src/main/java/io/github/cdktf_face_liveness')).toEqual([]);
});

test('C# has every type', () => {
  const capitalized = (namespace: string) => namespace.replace(/^./, (letter) => letter.toUpperCase());
  expect(missing('cs', 'dotnet/CdktfFaceLiveness/CdktfFaceLiveness', capitalized)).toEqual([]);
});

test('Go has every type', () => {
  expect(missing('go', 'go/faceliveness')).toEqual([]);
});

/** A range of several parts comes out as one that pip can't fulfil and NuGet can't read. */
test('requires the AWS provider in a form that every package manager understands', () => {
  expect(read('python/setup.py')).toContain('"cdktf-cdktf-provider-aws>=20.0.0, <22.0.0"');
  expect(read('java/pom.xml')).toMatch(/<artifactId>cdktf-provider-aws<\/artifactId>\s*<version>\[20.0.0,22.0.0\)</);
  expect(read('dotnet/CdktfFaceLiveness/CdktfFaceLiveness.csproj')).toContain(
    'Include="HashiCorp.Cdktf.Providers.Aws" Version="[20.0.0,22.0.0)"',
  );
  expect(read('go/faceliveness/go.mod')).toContain('github.com/cdktf/cdktf-provider-aws-go/aws/v20 v20.');
});
