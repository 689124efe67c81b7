import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { synthesize } from '../constructs/support';
import * as globals from './globals';
import { isFunction, runnerOf, snippets } from './snippets';

/** One module with a function of each snippet, and what the pages take for granted. */
const SOURCE = [
  "import type { App } from 'cdktf';",
  `import { ${Object.keys(globals).join(', ')} } from './globals';`,
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

test('all snippets type-check', () => {
  const file = resolve('test/docs/snippets-of-the-pages.ts');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
    ts.sys,
    '.',
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, languageVersion, ...rest) =>
    name === file ? ts.createSourceFile(name, SOURCE, languageVersion) : getSourceFile(name, languageVersion, ...rest);
  // Snippets leave unused what they only show.
  const program = ts.createProgram([file], { ...options, noUnusedLocals: false, noUnusedParameters: false }, host);
  const problems = ts.getPreEmitDiagnostics(program).map(({ messageText, file: where, start }) => {
    const line =
      where && start !== undefined ? SOURCE.split('\n')[where.getLineAndCharacterOfPosition(start).line] : '';
    return `${ts.flattenDiagnosticMessageText(messageText, '\n')}: ${line}`;
  });
  expect(problems).toEqual([]);
});

test.for(
  snippets.filter((snippet) => !isFunction(snippet)).map((snippet) => [snippet.page, snippet.line, snippet] as const),
)('%s, line %d, can be synthesized', ([, , snippet]) => {
  synthesize(runnerOf(snippet));
});
