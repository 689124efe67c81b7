import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Attribute, Attributes, Blocks, Provider, ProviderFunction, Schema } from '../../src/plugin';
import type { AttributeMode } from '../../src/plugin/schema/attributes';
import { bundleProvider } from '../build/bundle';

const root = resolve(import.meta.dirname, '../..');

/** The page of `docs` that is also a guide on registries. */
const GUIDE = 'sessions-in-terraform.md';

/** A page of the provider's documentation, in the layout that registries read. */
export interface ProviderPage {
  /** The path below `docs`. */
  readonly path: string;
  readonly text: string;
}

/** The pages of the provider, from its schemas and functions, the configurations in `examples`, and a guide in `docs`. */
export async function providerPages(): Promise<ProviderPage[]> {
  const { schema, resources, dataSources, ephemeralResources, functions } = await loadProvider();
  const kinds = [
    { kind: 'Resource', folder: 'resources', file: 'resource.tf', all: resources },
    { kind: 'Data Source', folder: 'data-sources', file: 'data-source.tf', all: dataSources },
    {
      kind: 'Ephemeral Resource',
      folder: 'ephemeral-resources',
      file: 'ephemeral-resource.tf',
      all: ephemeralResources,
    },
  ];
  return [
    {
      path: 'index.md',
      text: page('Provider: faceliveness', schema, example('provider/provider.tf')),
    },
    { path: `guides/${GUIDE}`, text: guide(readFileSync(join(root, 'docs', GUIDE), 'utf8')) },
    ...kinds.flatMap(({ kind, folder, file, all }) =>
      Object.entries(all).map(([name, { schema }]) => ({
        path: `${folder}/${name.replace('faceliveness_', '')}.md`,
        text: page(`${kind}: ${name}`, schema, example(`${folder}/${name}/${file}`)),
      })),
    ),
    ...Object.entries(functions).map(([name, definition]) => ({
      path: `functions/${name}.md`,
      text: functionPage(name, definition, example(`functions/${name}/function.tf`)),
    })),
  ];
}

/** Loads the provider from a bundle: this script runs as CommonJS, which cannot load some of the provider's imports. */
async function loadProvider(): Promise<Provider> {
  const scratch = mkdtempSync(join(tmpdir(), 'provider-pages-'));
  try {
    const file = join(scratch, 'provider.cjs');
    await bundleProvider(file);
    return (createRequire(file)(file) as { readonly provider: Provider }).provider;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function example(path: string): string {
  return `## Example Usage\n\n\`\`\`hcl\n${readFileSync(join(root, 'examples', path), 'utf8')}\`\`\`\n`;
}

function frontMatter(title: string): string {
  return `---\npage_title: ${JSON.stringify(title)}\n---\n\n`;
}

function heading(title: string, description: string): string {
  return `${frontMatter(title)}# ${title}\n\n${description}\n\n`;
}

function guide(text: string): string {
  const [, title = ''] = /^# (.+)$/m.exec(text) ?? [];
  return frontMatter(title) + text;
}

function page(title: string, schema: Schema, usage: string): string {
  const given = members(schema.attributes, (mode) => mode !== 'computed');
  const computed = members(schema.attributes, (mode) => mode === 'computed');
  return [
    heading(title, schema.description ?? '') + usage,
    `## Argument Reference\n\n${[...given, ...blocks(schema.blocks ?? {}, 0)].join('\n')}\n`,
    ...(computed.length === 0 ? [] : [`## Attribute Reference\n\n${computed.join('\n')}\n`]),
  ].join('\n');
}

type AnyAttribute = Attribute<unknown, unknown, AttributeMode>;

function members(attributes: Attributes, wanted: (mode: AttributeMode) => boolean, depth = 0): string[] {
  return Object.entries(attributes)
    .filter(([, { mode }]) => wanted(mode))
    .flatMap(([name, attribute]) => [
      `${'  '.repeat(depth)}- \`${name}\` - ${qualities(attribute)}${attribute.options.description ?? ''}`.trimEnd(),
      ...members(attribute.type.details.nested?.attributes ?? {}, () => true, depth + 1),
    ]);
}

function qualities({ mode, options }: AnyAttribute): string {
  const words = [
    ...(mode === 'required' || mode === 'requiredWriteOnly' ? ['Required'] : []),
    ...(mode === 'optional' || mode === 'optionalComputed' || mode === 'writeOnly' ? ['Optional'] : []),
    ...(options.sensitive ? ['Sensitive'] : []),
  ];
  return words.length === 0 ? '' : `(${words.join(', ')}) `;
}

function blocks(all: Blocks, depth: number): string[] {
  return Object.entries(all).flatMap(([name, block]) => [
    `${'  '.repeat(depth)}- \`${name}\` - (${block.nesting === 'list' ? 'Block List' : 'Block'}) ${block.description ?? ''}`.trimEnd(),
    ...members(block.attributes, () => true, depth + 1),
    ...blocks(block.blocks ?? {}, depth + 1),
  ]);
}

function functionPage(
  name: string,
  { summary = '', description = '', parameters }: ProviderFunction,
  usage: string,
): string {
  const names = Object.keys(parameters).join(', ');
  const list = Object.entries(parameters).map(
    ([parameter, { description = '', allowNullValue = false }], index) =>
      `${index + 1}. \`${parameter}\` - ${allowNullValue ? '(Nullable) ' : ''}${description}`,
  );
  return [
    heading(`Function: ${name}`, `${summary}. ${description}`) + usage,
    `## Signature\n\n\`provider::faceliveness::${name}(${names})\`\n`,
    `## Arguments\n\n${list.join('\n')}\n`,
  ].join('\n');
}
