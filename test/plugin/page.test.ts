/** The examples of docs/plugin.md: they compile and run. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as framework from '../../src/plugin';
import * as testing from '../../src/plugin/testing';
import { acceptanceTest } from '../../src/plugin/testing';
import { greeter as examplesProvider } from './fixtures/page-examples';
import { bundleProvider } from './support/bundle';
import { PluginWorkspace } from './support/terraform';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

const greeter = await bundleProvider('greeter');

/** The anchor of a section, as GitHub makes it. */
const anchor = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '-');

/** The code blocks of the page in a language. */
function examples(language: string): readonly string[] {
  const page = read('docs/plugin.md');
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
}

describe('docs/plugin.md', () => {
  const [whole = '', ...parts] = examples('ts');

  test('shows a provider in thirty lines', () => {
    const compiled = read('test/plugin/fixtures/greeter-provider.ts');
    expect(whole).toBe(compiled.replace('../../../src/plugin', 'cdktf-face-liveness/plugin'));
    expect(whole.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  test('shows examples that compile', () => {
    const compiled = read('test/plugin/fixtures/page-examples.ts') + read('examples/plugin/provider.test.ts');
    expect(parts).toHaveLength(7);
    for (const part of parts) expect(compiled).toContain(part);
  });

  test('shows a plan modifier and a validation that work', async () => {
    const timer = (size: number, more = '') => `resource "greeter_timer" "it" {\n  size = ${size}\n  ${more}\n}\n`;
    const address = 'greeter_timer.it';
    await acceptanceTest({
      providers: { 'example.com/test/greeter': examplesProvider(undefined as never) },
      steps: [
        { config: timer(2, 'seconds = 5'), state: { [address]: { label: '5 s' } } },
        { config: timer(1), actions: { [address]: 'replace' }, state: { [address]: { seconds: 60, label: '60 s' } } },
        {
          config: 'data "greeter_range" "it" {\n  from = 2\n  to = 1\n}\n',
          error: /^Invalid range\n\nto is 1, less than from \(2\)\. Increase to\.$/,
        },
      ],
    });
  });

  test('lists all exports, and has the sections that it refers to', () => {
    const page = read('docs/plugin.md');
    const reference = page.slice(page.indexOf('## Reference'), page.indexOf('## Limits'));
    const listed = [...reference.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(listed.sort()).toEqual([...Object.keys(framework), ...Object.keys(testing)].sort());
    const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title = '']) => anchor(title));
    const referred = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target);
    expect(sections).toEqual(expect.arrayContaining(referred));
    const questions = page.slice(page.indexOf('## Twenty questions'), page.indexOf('## Reference'));
    expect(questions.match(/^\| .*\? \|/gm)).toHaveLength(20);
  });

  test('shows a configuration that Terraform applies with the result shown', async () => {
    const space = new PluginWorkspace(greeter);
    const [, configuration = ''] = examples('hcl');
    space.write({ 'main.tf': configuration.replace(/terraform \{.*?^\}$/ms, '') });
    const { code, stderr } = await space.apply();
    expect(code, stderr).toBe(0);
    const [, shown] = /text # (.*)/.exec(configuration) ?? [];
    expect((await space.outputs()).text?.value).toBe(shown);
    space.write({ 'main.tf': configuration.replace(/terraform \{.*?^\}$/ms, '').replace('"world"\n', '""\n') });
    expect(await space.diagnostics()).toMatchObject([
      { summary: 'Invalid name', detail: '"" is empty. Give a name to greet.' },
    ]);
  });
});
