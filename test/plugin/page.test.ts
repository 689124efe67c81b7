/** The examples of docs/plugin.md: they compile and run. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundleProvider } from './support/bundle';
import { PluginWorkspace } from './support/terraform';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

const greeter = await bundleProvider('greeter');

/** The code blocks of the page in a language. */
function examples(language: string): readonly string[] {
  const page = read('docs/plugin.md');
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
}

describe('docs/plugin.md', () => {
  const [whole = '', ...parts] = examples('ts');

  test('shows a provider in thirty lines', () => {
    expect(whole).toBe(read('test/plugin/fixtures/greeter-provider.ts'));
    expect(whole.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  test('shows examples that compile', () => {
    const compiled = read('test/plugin/fixtures/page-examples.ts');
    expect(parts).toHaveLength(4);
    for (const part of parts) expect(compiled).toContain(part);
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
