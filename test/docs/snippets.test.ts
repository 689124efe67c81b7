import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformStack } from 'cdktf';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as library from '../../src/constructs';
import { REGION, synthesize } from '../constructs/support';

const DOCS = resolve('docs');

/** Classes of the AWS provider that snippets use without importing them, by the folder that has them. */
const AWS_CLASSES = {
  DataAwsKmsKey: 'data-aws-kms-key',
  DataAwsS3Bucket: 'data-aws-s3-bucket',
  AwsProvider: 'provider',
  IamPolicy: 'iam-policy',
  IamRole: 'iam-role',
};

type AwsClass = new (scope: TerraformStack, id: string, config: object) => unknown;

interface Snippet {
  readonly page: string;
  readonly line: number;
  readonly code: string;
}

const snippets = readdirSync(DOCS)
  .filter((page) => page.startsWith('liveness-'))
  .flatMap((page) => snippetsOf(page, readFileSync(join(DOCS, page), 'utf8')));

function snippetsOf(page: string, text: string): Snippet[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ 1: code = '', index }) => ({
    page,
    line: text.slice(0, index).split('\n').length + 1,
    code,
  }));
}

/** One module with a function of each snippet, and what the pages take for granted. */
const SOURCE = [
  "import type { TerraformStack } from 'cdktf';",
  `import { ${Object.keys(library).join(', ')} } from '../../src/constructs';`,
  ...Object.entries(AWS_CLASSES).map(
    ([name, folder]) => `import { ${name} } from '@cdktf/provider-aws/lib/${folder}';`,
  ),
  ...snippets.map(
    ({ code }, index) =>
      `export function snippet${index}(stack: TerraformStack, backend: IamRole, auditor: IamRole, browser: IamRole) {\n${code}}`,
  ),
].join('\n');

test('the pages have snippets', () => {
  expect(new Set(snippets.map(({ page }) => page))).toEqual(
    new Set(['session-pool', 'image-storage', 'image-key', 'image-bucket'].map((name) => `liveness-${name}.md`)),
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

test.for(snippets.map(({ page, line, code }) => [page, line, code] as const))(
  '%s, line %d, can be synthesized',
  async ([, , code]) => {
    const aws: Readonly<Record<string, AwsClass>> = Object.fromEntries(
      await Promise.all(
        Object.entries(AWS_CLASSES).map(async ([name, folder]) => {
          const classes = (await import(`@cdktf/provider-aws/lib/${folder}`)) as Readonly<Record<string, AwsClass>>;
          return [name, classes[name] as AwsClass] as const;
        }),
      ),
    );
    const known = { ...library, ...aws };
    const run = new Function(...Object.keys(known), 'stack', 'backend', 'auditor', 'browser', code);
    synthesize((stack) => {
      const region = code.includes("'us-east-1'") || code.includes(':us-east-1:') ? 'us-east-1' : REGION;
      new AwsProvider(stack, 'aws', { region });
      const roles = ['backend-role', 'auditor', 'browser'].map(
        (id) => new IamRole(stack, id, { assumeRolePolicy: '{}' }),
      );
      run(...Object.values(known), stack, ...roles);
    });
  },
);
