import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as library from '../../src/constructs';
import { synthesize } from '../constructs/support';
import { AWS_CLASSES, isFunction, prepareRun, snippets } from './snippets';

/** One module with a function of each snippet, and what the pages take for granted. */
const SOURCE = [
  "import { type App, TerraformResource, TerraformStack } from 'cdktf';",
  "import { Construct } from 'constructs';",
  `import { ${Object.keys(library).join(', ')} } from '../../src/constructs';`,
  ...Object.entries(AWS_CLASSES).map(
    ([name, folder]) => `import { ${name} } from '@cdktf/provider-aws/lib/${folder}';`,
  ),
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
  snippets
    .filter((snippet) => !isFunction(snippet))
    .map((snippet) => [snippet.page, snippet.line, snippet] as const),
)('%s, line %d, can be synthesized', async ([, , snippet]) => {
  synthesize(await prepareRun(snippet));
});
