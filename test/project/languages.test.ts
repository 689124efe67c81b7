import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAssemblyFromPath } from '@jsii/spec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from './committed-files';

const names = Object.values(loadAssemblyFromPath(PROJECT).types ?? {}).map(({ name }) => name);
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

/** The names for which there is no file. */
function missing(fileOf: (name: string) => string): string[] {
  return names.filter((name) => !existsSync(join(directory, fileOf(name))));
}

test('Python has every type', () => {
  expect(names).toContain('LivenessSessionPool');
  const [, exported = ''] = /^__all__ = \[(.*?)\]/ms.exec(read('python/src/cdktf_face_liveness/__init__.py')) ?? [];
  expect([...exported.matchAll(/"(\w+)"/g)].map(([, name]) => name)).toEqual(names);
});

test('Java has every type', () => {
  expect(missing((name) => `java/src/main/java/io/github/cdktf_face_liveness/${name}.java`)).toEqual([]);
});

test('C# has every type', () => {
  expect(missing((name) => `dotnet/CdktfFaceLiveness/CdktfFaceLiveness/${name}.cs`)).toEqual([]);
});

test('Go has every type', () => {
  expect(missing((name) => `go/faceliveness/${name}.go`)).toEqual([]);
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
