import { Lazy, TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { withInnerOverrides } from './hcl-overrides';
import { quotedTemplate } from './hcl-text';

/*
 * Corrects how cdktf writes HCL (`cdktf synth --hcl`), so that it says what the JSON says. cdktf escapes no backslash, and
 * no quote beside a reference; it quotes references that Terraform wants bare, takes texts for numbers, and loses
 * overrides of what is inside of a block.
 */

/** What an element is in HCL, of whatever type that is to cdktf. */
type Fragment = ReturnType<TerraformElement['toHclTerraform']>;

type Members = Readonly<Record<string, unknown>>;

/** The blocks of an element by their type and name. */
interface Blocks {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Members>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Members>>>>;
  readonly output?: Readonly<Record<string, Members>>;
}

/**
 * What cdktf writes as HCL for an element that has attributes only, and no blocks.
 *
 * The bindings describe an attribute that has attributes of its own as a block, and the provider refuses that. What is not
 * described at all, cdktf writes as an attribute.
 *
 * @param json what the element is in JSON
 */
export function attributesToHcl(json: unknown): Fragment {
  return whenResolved(json, (text) => (text.includes('${') ? quotedTemplate(text) : `"${quotedTemplate(text)}"`));
}

/** Corrects what cdktf writes for all elements of a construct that has just been made, and returns it. */
export function correctHcl<T extends IConstruct>(construct: T): T {
  for (const element of construct.node.findAll().filter(TerraformElement.isTerraformElement)) {
    const toHclTerraform = element.toHclTerraform.bind(element);
    element.toHclTerraform = () => whenResolved(toHclTerraform(), quotedTemplate);
  }
  return construct;
}

function whenResolved(element: unknown, change: (text: string) => string): Fragment {
  return Lazy.anyValue({
    produce: (context) => {
      const { resource, data, output, ...others }: Blocks = context.resolve(element);
      const block = (members: Members) => withBareReferences(members, change);
      return {
        ...others,
        resource: resource && mapMembers(resource, (blocks) => mapMembers(blocks, block)),
        data: data && mapMembers(data, (blocks) => mapMembers(blocks, block)),
        output: output && mapMembers(output, block),
      };
    },
  });
}

function withBareReferences(block: Members, change: (text: string) => string): Members {
  const { '//': metadata, depends_on: dependencies, provider, ...others } = block;
  return {
    '//': metadata,
    ...mapMembers(others, (member) => withTexts(withInnerOverrides(member), change)),
    ...(Array.isArray(dependencies) && { depends_on: written(`[${dependencies.map(bare).join(', ')}]`) }),
    ...(provider !== undefined && { provider: written(bare(provider)) }),
  };
}

function bare(reference: unknown): string {
  return String(reference).replace(/^\$\{(.*)\}$/, '$1');
}

/** Described so, cdktf writes an expression as it is. */
function written(expression: string): Members {
  return { value: expression, type: 'reference' };
}

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((element) => withTexts(element, change));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [keyText(name), withTexts(member, change)]);
  return Object.fromEntries(members);
}

/** A key, with an empty expression where cdktf would leave out the quotes that Terraform needs. */
function keyText(key: string): string {
  return /^(-.*|for|null|)$/.test(key) ? `\${""}${quotedTemplate(key)}` : quotedTemplate(key);
}

function mapMembers<T, R>(members: Readonly<Record<string, T>>, change: (member: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member)]));
}
