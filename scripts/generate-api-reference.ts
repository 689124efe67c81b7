/**
 * Generates docs/api.md, or another file for comparison, from the assembly that `npm run build` wrote:
 * `generate-api-reference.ts [FILE]`.
 *
 * Handwritten types are documented in full, without members inherited from other packages. Bindings, whose hundreds of
 * members follow from the provider's schema, are listed by name.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isClassOrInterfaceType, isClassType, loadAssemblyFromPath, type Type } from '@jsii/spec';
import { type ApiReferenceSchema, Documentation, Language, MarkdownRenderer } from 'jsii-docgen';

const root = resolve(__dirname, '..');
const output = resolve(process.argv[2] ?? resolve(root, 'docs/api.md'));

const INTRODUCTION = `# API reference

Made from the package's jsii assembly with \`npm run generate:api\`; the spelling is TypeScript's, and
[jsii.md](jsii.md) has that of other languages. What is inherited from \`cdktf\` and \`constructs\` is left out.
`;

const BINDINGS = `## Bindings

The provider, its data sources and its resources, as \`cdktf get\` makes them from the provider's schema, in the namespace
\`bindings\`: \`import { bindings } from 'cdktf-face-liveness'\`. Their members are the arguments and attributes of the schema in
camel case: \`kms_key_id\` is \`kmsKeyId\`.
`;

const assembly = loadAssemblyFromPath(root);
const types = assembly.types ?? {};

/** The file that declares a type. */
function sourceOf(type: Type | undefined): string {
  return type?.locationInModule?.filename ?? '';
}

function isWrittenByHand(type: Type | undefined): boolean {
  return sourceOf(type).startsWith('src/constructs/');
}

/** The names of members that a type declares or inherits from a handwritten type. */
function membersOf(type: Type | undefined): string[] {
  if (!isWrittenByHand(type) || !isClassOrInterfaceType(type)) return [];
  const bases = [...(type.interfaces ?? []), ...(isClassType(type) && type.base !== undefined ? [type.base] : [])];
  return [
    ...[...(type.properties ?? []), ...(type.methods ?? [])].map(({ name }) => name),
    ...bases.flatMap((base) => membersOf(types[base])),
  ];
}

/** The kinds of members in docgen's schema. */
const MEMBERS = ['properties', 'instanceMethods', 'staticMethods', 'constants'] as const;

type Entry = { readonly id: string } & {
  readonly [kind in (typeof MEMBERS)[number]]?: readonly { readonly displayName: string }[];
};

/** Entries of docgen's schema without those of bindings, and without members of other packages. */
function writtenByHand<T extends Entry>(entries: readonly T[]): T[] {
  return entries
    .filter(({ id }) => isWrittenByHand(types[id]))
    .map((entry) => {
      const names = membersOf(types[entry.id]);
      const kept = MEMBERS.map((kind) => [kind, entry[kind]?.filter(({ displayName }) => names.includes(displayName))]);
      return { ...entry, ...Object.fromEntries(kept) };
    });
}

function reference({ constructs, structs, classes, interfaces, enums }: ApiReferenceSchema): string {
  const renderer = new MarkdownRenderer({
    language: Language.TYPESCRIPT,
    packageName: assembly.name,
    packageVersion: assembly.version,
  });
  return [
    renderer.visitConstructs(writtenByHand(constructs)),
    renderer.visitStructs(writtenByHand(structs)),
    renderer.visitClasses(writtenByHand(classes)),
    renderer.visitInterfaces(writtenByHand(interfaces)),
    renderer.visitEnums(writtenByHand(enums)),
  ]
    .map((section) => section.render(2))
    .join('\n');
}

/** The names of the bindings, one line per module, with the anchors that docgen links to. */
function bindings(): string {
  const generated = Object.values(types).filter((type) => !isWrittenByHand(type));
  return [...new Set(generated.map(sourceOf))]
    .map((source) => generated.filter((type) => sourceOf(type) === source))
    .map((module) => `- ${module.map(({ fqn, name }) => `<a id="${fqn}"></a>\`${name}\``).join(',\n  ')}\n`)
    .join('');
}

async function generate(): Promise<void> {
  const documentation = await Documentation.forProject(root);
  const { apiReference } = (await documentation.toJson({ language: Language.TYPESCRIPT })).content;
  await documentation.cleanup();
  if (apiReference === undefined) throw new Error('the assembly has no API');
  writeFileSync(output, `${[INTRODUCTION, reference(apiReference), BINDINGS, bindings()].join('\n').trimEnd()}\n`);
}

void generate();
