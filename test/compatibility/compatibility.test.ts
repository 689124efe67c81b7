import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as library from '../../src/constructs';

// The app is synthesized, and deployed to projects with other versions of what it works with, in compatibility.long.test.ts.

function read(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}

const APP = read('app.ts');

test('the app uses every construct', () => {
  // Grants come with what they are about, and the generated lists and references with their data sources.
  const used = Object.keys(library).filter((name) => !/(Grants|List|OutputReference)$/.test(name));
  const unused = used.filter((name) => !new RegExp(`new ${name}\\(|[^']\\b${name}\\.`).test(APP));
  expect(unused).toEqual([]);
});

test("README's section on cdktn shows the dependencies of the project", () => {
  const [, example = ''] = /^## cdktn$.*?^```json$(.*?)^```$/ms.exec(read('../../README.md')) ?? [];
  const { dependencies, overrides } = JSON.parse(read('cdktn/package.json'));
  expect(JSON.parse(example)).toEqual({ dependencies, overrides });
});
