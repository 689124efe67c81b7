import { TerraformElement, TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A provider's arguments by their Terraform names. */
export interface ProviderConfiguration {
  readonly alias?: string;
  readonly region?: string;
  readonly [argument: string]: unknown;
}

/** The elements of a stack or of what is above the stacks, and the stacks directly inside. */
interface Contents {
  readonly elements: readonly TerraformElement[];
  readonly stacks: readonly IConstruct[];
}

/** The key that elements are found by; undefined for elements of no interest. */
export type KeyOf = (element: TerraformElement) => string | undefined;

interface Member {
  readonly element: TerraformElement;
  readonly stack: IConstruct;
}

const INDEXES = new WeakMap<IConstruct, AppIndex>();

const WATCHED = new WeakSet<IConstruct>();

/**
 * The index of a construct's app, which is one for all constructs of the app. Get it in the constructor of a construct that
 * is in a stack, and use it in validations or when elements are written: each part of the tree is walked once a synthesis,
 * after the Aspects of its stack.
 */
export function appIndex(construct: IConstruct): AppIndex {
  const { root } = construct.node;
  const index = INDEXES.get(root) ?? new AppIndex(root);
  INDEXES.set(root, index);
  const stack = TerraformStack.of(construct);
  if (!WATCHED.has(stack)) {
    WATCHED.add(stack);
    // A stack is validated before what is in it.
    stack.node.addValidation({
      validate: () => {
        index.start(stack);
        return [];
      },
    });
  }
  return index;
}

/** The elements of an app, and what is derived from them. The work of a synthesis grows with their number, in any number of stacks. */
export class AppIndex {
  private readonly contents = new Map<IConstruct, Contents>();
  private readonly configurations = new Map<IConstruct, Map<TerraformProvider, ProviderConfiguration>>();
  private readonly providers = new Map<IConstruct, Map<string, TerraformProvider[]>>();
  private readonly groups = new Map<KeyOf, ElementGroups>();
  /** The stacks that are validated in this synthesis. */
  private readonly validated = new Set<IConstruct>();

  constructor(readonly root: IConstruct) {}

  /**
   * The elements of all stacks that have a key, in the order of the tree, except that nested stacks follow their stack.
   *
   * @param keyOf the key of an element; undefined for elements of no interest. Give the same function each time
   */
  elementsWith(keyOf: KeyOf, key: string): readonly TerraformElement[] {
    const groups = this.groups.get(keyOf) ?? new ElementGroups(keyOf);
    this.groups.set(keyOf, groups);
    return groups.get(key, this);
  }

  /** All stacks of the app. */
  get stacks(): readonly IConstruct[] {
    const within = (place: IConstruct): IConstruct[] =>
      this.contentsOf(place).stacks.flatMap((stack) => [stack, ...within(stack)]);
    return within(this.root);
  }

  /** The elements of a stack, without those of nested stacks. */
  elementsOf(stack: IConstruct): readonly TerraformElement[] {
    return this.contentsOf(stack).elements;
  }

  /** The providers of a type in a stack, without those of nested stacks. */
  providersOf(stack: IConstruct, type: string): readonly TerraformProvider[] {
    const known =
      this.providers.get(stack) ?? byType(this.elementsOf(stack).filter(TerraformProvider.isTerraformProvider));
    this.providers.set(stack, known);
    return known.get(type) ?? [];
  }

  /** The arguments of a provider as they are synthesized: with overrides, and with unresolved tokens. */
  configurationOf(provider: TerraformProvider | undefined): ProviderConfiguration {
    if (provider === undefined) return {};
    const stack = TerraformStack.of(provider);
    const known = this.configurations.get(stack) ?? new Map<TerraformProvider, ProviderConfiguration>();
    this.configurations.set(stack, known);
    const configuration =
      known.get(provider) ?? provider.toTerraform().provider?.[provider.terraformResourceType]?.[0] ?? {};
    known.set(provider, configuration);
    return configuration;
  }

  /** Forgets what can have changed before the validation of a stack. */
  start(stack: IConstruct): void {
    if (this.validated.has(stack)) {
      // Another synthesis, before which stacks can have been added.
      this.validated.clear();
      this.contents.clear();
      this.groups.clear();
    }
    this.validated.add(stack);
    this.forget(stack);
  }

  /** Forgets what can have changed in a stack. */
  forget(stack: IConstruct): void {
    this.contents.delete(stack);
    this.providers.delete(stack);
    this.configurations.delete(stack);
    for (const groups of this.groups.values()) groups.forget(stack);
  }

  private contentsOf(place: IConstruct): Contents {
    const known = this.contents.get(place) ?? walk(place);
    this.contents.set(place, known);
    return known;
  }
}

/** Groups of the elements of an app by a key, of which those of single stacks are read again when they can have changed. */
class ElementGroups {
  private readonly groups = new Map<string, readonly Member[]>();
  private readonly keysOf = new Map<IConstruct, ReadonlySet<string>>();
  /** The places of the stacks in the app, in the order of the tree. */
  private readonly order = new Map<IConstruct, number>();
  private readonly stale = new Set<IConstruct>();

  constructor(private readonly keyOf: KeyOf) {}

  get(key: string, index: AppIndex): readonly TerraformElement[] {
    if (this.order.size === 0) {
      for (const stack of index.stacks) this.order.set(stack, this.order.size);
      for (const stack of this.order.keys()) this.stale.add(stack);
    }
    for (const stack of this.stale) this.read(stack, index.elementsOf(stack));
    this.stale.clear();
    return (this.groups.get(key) ?? []).map(({ element }) => element);
  }

  forget(stack: IConstruct): void {
    if (this.order.has(stack)) this.stale.add(stack);
  }

  private read(stack: IConstruct, elements: readonly TerraformElement[]): void {
    for (const key of this.keysOf.get(stack) ?? []) {
      this.groups.set(
        key,
        (this.groups.get(key) ?? []).filter((member) => member.stack !== stack),
      );
    }
    const place = this.order.get(stack) ?? 0;
    const keys = new Set<string>();
    for (const element of elements) {
      const key = this.keyOf(element);
      if (key === undefined) continue;
      keys.add(key);
      const members = this.groups.get(key) ?? [];
      // Those of this stack are read in their order.
      const at = members.findIndex((member) => (this.order.get(member.stack) ?? 0) > place);
      const before = at === -1 ? members.length : at;
      this.groups.set(key, [...members.slice(0, before), { element, stack }, ...members.slice(before)]);
    }
    this.keysOf.set(stack, keys);
  }
}

function walk(place: IConstruct): Contents {
  const elements: TerraformElement[] = [];
  const stacks: IConstruct[] = [];
  const visit = (node: IConstruct) => {
    if (TerraformElement.isTerraformElement(node)) elements.push(node);
    for (const child of node.node.children) {
      if (TerraformStack.isStack(child)) stacks.push(child);
      else visit(child);
    }
  };
  visit(place);
  return { elements, stacks };
}

function byType(providers: readonly TerraformProvider[]): Map<string, TerraformProvider[]> {
  const types = new Map<string, TerraformProvider[]>();
  for (const provider of providers) {
    const { terraformResourceType: type } = provider;
    types.set(type, [...(types.get(type) ?? []), provider]);
  }
  return types;
}
