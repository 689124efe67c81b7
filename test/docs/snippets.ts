import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TerraformStack } from 'cdktf';
import ts from 'typescript';
import { REGION } from '../constructs/support';
import * as globals from './globals';

const DOCS = resolve(import.meta.dirname, '../../docs');

/** A block of TypeScript on a page. */
export interface Snippet {
  readonly page: string;
  /** The title of the section. */
  readonly section: string;
  readonly line: number;
  readonly code: string;
}

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
 * A function that runs a snippet in an empty stack, with an AWS provider and three roles, which is what the pages
 * take for granted.
 */
export function runnerOf(snippet: Snippet): (stack: TerraformStack) => void {
  const functions = snippets.filter((other) => isFunction(other) && other.page === snippet.page);
  const code = [...functions, snippet].map((each) => each.code).join('\n');
  const run = new Function(
    ...[...Object.keys(globals), 'app', 'stack', 'backend', 'auditor', 'browser'],
    ts.transpile(code, { target: ts.ScriptTarget.ES2022 }),
  );
  return (stack) => {
    const region = /'us-east-1'|:us-east-1:/.test(code) ? 'us-east-1' : REGION;
    new globals.AwsProvider(stack, 'aws', { region });
    const roles = ['backend-role', 'auditor', 'browser'].map(
      (id) => new globals.IamRole(stack, id, { assumeRolePolicy: '{}' }),
    );
    run(...Object.values(globals), stack.node.root, stack, ...roles);
  };
}
