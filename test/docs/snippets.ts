import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import ts from 'typescript';
import * as library from '../../src/constructs';
import { REGION } from '../constructs/support';

const DOCS = resolve(import.meta.dirname, '../../docs');

/** A block of TypeScript on a page. */
export interface Snippet {
  readonly page: string;
  /** The title of the section. */
  readonly section: string;
  readonly line: number;
  readonly code: string;
}

/** Classes of the AWS provider that snippets use without importing them, by the folder that has them. */
export const AWS_CLASSES = {
  AwsProvider: 'provider',
  DataAwsKmsKey: 'data-aws-kms-key',
  DataAwsS3Bucket: 'data-aws-s3-bucket',
  IamPolicy: 'iam-policy',
  IamRole: 'iam-role',
} as const;

/** All snippets of the pages on constructs. */
export const snippets: readonly Snippet[] = readdirSync(DOCS)
  .filter((page) => page.startsWith('liveness-') || page === 'moving-and-renaming.md')
  .flatMap((page) => snippetsOf(page, readFileSync(join(DOCS, page), 'utf8')));

function snippetsOf(page: string, text: string): Snippet[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ 1: code = '', index }) => {
    const before = text.slice(0, index);
    const [, section = ''] = /.*^## (.*?)$/ms.exec(before) ?? [];
    return { page, section, line: before.split('\n').length + 1, code };
  });
}

/** Whether other snippets of its page call what a snippet declares. */
export function isFunction({ code }: Snippet): boolean {
  return code.startsWith('function ');
}

/**
 * Runs snippets in a stack with an AWS provider and three roles, which is what the pages take for granted.
 *
 * @param stack an empty stack of an app
 */
export async function prepareRun(...own: readonly Snippet[]): Promise<(stack: TerraformStack) => void> {
  const aws = Object.fromEntries(
    await Promise.all(
      Object.entries(AWS_CLASSES).map(async ([name, folder]) => {
        const classes: Readonly<Record<string, unknown>> = await import(`@cdktf/provider-aws/lib/${folder}`);
        return [name, classes[name]] as const;
      }),
    ),
  );
  const functions = snippets.filter((snippet) => isFunction(snippet) && snippet.page === own[0]?.page);
  const code = [...functions, ...own].map((snippet) => snippet.code).join('\n');
  const known = { ...library, ...aws, Construct, TerraformResource, TerraformStack };
  const run = new Function(
    ...[...Object.keys(known), 'app', 'stack', 'backend', 'auditor', 'browser'],
    ts.transpile(code, { target: ts.ScriptTarget.ES2022 }),
  );
  return (stack) => {
    const region = /'us-east-1'|:us-east-1:/.test(code) ? 'us-east-1' : REGION;
    new AwsProvider(stack, 'aws', { region });
    const roles = ['backend-role', 'auditor', 'browser'].map((id) => new IamRole(stack, id, { assumeRolePolicy: '{}' }));
    run(...Object.values(known), stack.node.root, stack, ...roles);
  };
}
