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
        index.forget(stack);
        return [];
      },
    });
  }
  return index;
}

/** The elements of an app, and what is derived from them. */
export class AppIndex {
  private readonly contents = new Map<IConstruct, Contents>();
  private readonly derived = new Map<unknown, unknown>();
  private readonly configurations = new Map<TerraformProvider, ProviderConfiguration>();
  private readonly providers = new Map<IConstruct, Map<string, TerraformProvider[]>>();

  constructor(readonly root: IConstruct) {}

  /** The elements of all stacks of the app, in the order of the tree, except that nested stacks follow their stack. */
  get elements(): readonly TerraformElement[] {
    return this.derive(allElements);
  }

  /** The elements of a stack, without those of nested stacks. */
  elementsOf(stack: IConstruct): readonly TerraformElement[] {
    return this.contentsOf(stack).elements;
  }

  /** The stacks directly inside a stack or the app. */
  stacksIn(parent: IConstruct = this.root): readonly IConstruct[] {
    return this.contentsOf(parent).stacks;
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
    const known = this.configurations.get(provider);
    if (known !== undefined) return known;
    const configuration = provider.toTerraform().provider?.[provider.terraformResourceType]?.[0] ?? {};
    this.configurations.set(provider, configuration);
    return configuration;
  }

  /** The result of a function, which is called once for the same elements: give it the same function each time. */
  derive<T>(compute: (index: AppIndex) => T): T {
    if (!this.derived.has(compute)) this.derived.set(compute, compute(this));
    return this.derived.get(compute) as T;
  }

  /** Forgets what can have changed in a stack. */
  forget(stack: IConstruct): void {
    for (const place of [stack, this.root]) {
      this.contents.delete(place);
      this.providers.delete(place);
    }
    this.derived.clear();
    this.configurations.clear();
  }

  private contentsOf(place: IConstruct): Contents {
    const known = this.contents.get(place) ?? walk(place);
    this.contents.set(place, known);
    return known;
  }
}

function allElements(index: AppIndex): readonly TerraformElement[] {
  const within = (stack: IConstruct): TerraformElement[] => [
    ...index.elementsOf(stack),
    ...index.stacksIn(stack).flatMap(within),
  ];
  return index.stacksIn().flatMap(within);
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
