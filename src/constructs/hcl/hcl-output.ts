import { Lazy, TerraformElement } from 'cdktf';
import type { IConstruct } from 'constructs';
import { BucketGuard } from '../../bindings/providers/faceliveness/bucket-guard';
import { DataFacelivenessSession } from '../../bindings/providers/faceliveness/data-faceliveness-session';
import { DataFacelivenessSessionPool } from '../../bindings/providers/faceliveness/data-faceliveness-session-pool';
import { DataFacelivenessSessionResults } from '../../bindings/providers/faceliveness/data-faceliveness-session-results';
import { SessionPool } from '../../bindings/providers/faceliveness/session-pool';
import { quotedTemplate } from './quoted-template';

/*
 * Corrects the HCL that cdktf writes (`cdktf synth --hcl`), so that it means the same as the JSON. cdktf does not escape
 * backslashes, nor quotes beside a reference; it quotes references that must be bare, writes texts as numbers, conditions of a
 * lifecycle as attributes and the descriptions of attributes without a value, and drops overrides inside blocks.
 */

/** The HCL form of an element, of the type that cdktf gives it. */
type Fragment = ReturnType<TerraformElement['toHclTerraform']>;

type Members = Readonly<Record<string, unknown>>;

/** The blocks of an element by their type and name. */
interface Blocks {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Members>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Members>>>>;
  readonly output?: Readonly<Record<string, Members>>;
}

/**
 * The HCL form of an element with attributes and no blocks. cdktf writes members without a description as attributes.
 *
 * @param json the JSON form of the element
 */
export function attributesToHcl(json: unknown): Fragment {
  return whenResolved(json, (text) => (text.includes('${') ? quotedTemplate(text) : `"${quotedTemplate(text)}"`));
}

/** Corrects the HCL form of all elements in a new construct, and returns the construct. Elements of our provider are correct. */
export function correctHcl<T extends IConstruct>(construct: T): T {
  for (const element of construct.node.findAll().filter(TerraformElement.isTerraformElement)) {
    if (CLASSES.some((ours) => element instanceof ours)) continue;
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
  const { '//': metadata, depends_on: dependencies, provider, lifecycle, ...others } = block;
  return {
    '//': metadata,
    ...mapMembers(withoutUnset(others), (member) => withTexts(withInnerOverrides(member), change)),
    ...(Array.isArray(dependencies) && { depends_on: written(`[${dependencies.map(bare).join(', ')}]`) }),
    ...(provider !== undefined && { provider: written(bare(provider)) }),
    ...(isMembers(lifecycle) && { lifecycle: withTexts(withConditionBlocks(lifecycle), change) }),
  };
}

/** Members without the descriptions of attributes whose value resolves to nothing, which cdktf would write as the value. */
function withoutUnset(members: Members): Members {
  const isUnset = (member: unknown) => isMembers(member) && !('value' in member) && 'storageClassType' in member;
  return Object.fromEntries(Object.entries(members).filter(([, member]) => !isUnset(member)));
}

/** A lifecycle whose conditions are blocks, each of them. */
function withConditionBlocks(lifecycle: Members): Members {
  const { precondition, postcondition, ...others } = lifecycle;
  const conditions = Object.entries({ precondition, postcondition }).filter(([, value]) => Array.isArray(value));
  const blocks = conditions.map(([name, value]) => [name, { value, isBlock: true, type: 'list' }]);
  return { value: { ...others, ...Object.fromEntries(blocks) }, isBlock: true };
}

function bare(reference: unknown): string {
  return String(reference).replace(/^\$\{(.*)\}$/, '$1');
}

/** A description with which cdktf writes an expression verbatim. */
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

/** A key; an empty expression in it makes cdktf keep the quotes that Terraform needs. */
function keyText(key: string): string {
  return /^(-.*|for|null|)$/.test(key) ? `\${""}${quotedTemplate(key)}` : quotedTemplate(key);
}

function mapMembers<T, R>(members: Readonly<Record<string, T>>, change: (member: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, change(member)]));
}

/** The bindings' description of an attribute or a block. */
interface Description extends Members {
  readonly value: unknown;
  readonly isBlock: boolean;
  readonly type: string;
  readonly storageClassType: string;
}

/**
 * Moves overrides inside an attribute or a block into its value: cdktf puts `addOverride('rule.0.id', 'mine')` beside the
 * description of `rule`, where it has no effect.
 */
function withInnerOverrides(member: unknown): unknown {
  if (!isDescription(member)) return member;
  const { value, isBlock, type, storageClassType, ...overrides } = member;
  const description = { value, isBlock, type, storageClassType };
  return Object.keys(overrides).length === 0 ? description : overridden(description, overrides);
}

/** Merges an override as cdktf does it in JSON: objects are merged, lists are appended to, other values are replaced. */
function overridden(member: unknown, override: unknown): unknown {
  if (isDescription(member) && typeof override === 'object') {
    return { ...member, value: overridden(member.value, override) };
  }
  if (Array.isArray(member)) {
    if (Array.isArray(override)) return [...member, ...override];
    return isMembers(override) ? Object.values(mergedMembers({ ...member }, override)) : override;
  }
  return isMembers(member) && isMembers(override) ? mergedMembers(member, override) : override;
}

function mergedMembers(members: Members, overrides: Members): Members {
  const changed = Object.entries(overrides).map(([name, override]) => [name, overridden(members[name], override)]);
  return { ...members, ...Object.fromEntries(changed) };
}

function isDescription(member: unknown): member is Description {
  const names: ReadonlyArray<keyof Description> = ['value', 'isBlock', 'type', 'storageClassType'];
  return isMembers(member) && names.every((name) => Object.hasOwn(member, name));
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// The classes are generated, and jsii accepts no second class of the same name, so the prototypes are corrected.
const CLASSES = [
  BucketGuard,
  DataFacelivenessSession,
  DataFacelivenessSessionPool,
  DataFacelivenessSessionResults,
  SessionPool,
];

for (const { prototype } of CLASSES) {
  const { toHclTerraform } = prototype;
  prototype.toHclTerraform = function corrected(this: TerraformElement) {
    return whenResolved(toHclTerraform.call(this), quotedTemplate);
  };
}
