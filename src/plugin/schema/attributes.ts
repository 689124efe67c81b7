import type { CtyType } from '../cty/type';

/** How many objects a nested attribute or block holds, and in what. */
export type NestingMode = 'single' | 'list' | 'set' | 'map';

/**
 * The type of an attribute, for Terraform and for TypeScript. `In` is what a configuration gives, `Out` what a provider
 * answers; they differ for nested attributes, whose computed members exist in answers only.
 */
export class SchemaType<In, Out = In> {
  /** Types only; there is no such member at run time. */
  declare readonly in: In;
  declare readonly out: Out;

  constructor(
    readonly cty: CtyType,
    readonly nested?: { readonly mode: NestingMode; readonly attributes: Attributes },
  ) {}

  /** The user must give it. */
  required(options: AttributeOptions = {}): Attribute<In, Out, 'required'> {
    return new Attribute(this, 'required', options);
  }

  /** The user may leave it out; then it is null. */
  optional(options: AttributeOptions = {}): Attribute<In, Out, 'optional'> {
    return new Attribute(this, 'optional', options);
  }

  /** The provider gives it; the user can't. */
  computed(options: AttributeOptions = {}): Attribute<In, Out, 'computed'> {
    return new Attribute(this, 'computed', options);
  }

  /** The user may give it; where it is left out, the provider does. */
  optionalComputed(options: AttributeOptions = {}): Attribute<In, Out, 'optionalComputed'> {
    return new Attribute(this, 'optionalComputed', options);
  }

  /**
   * The user may give it, and Terraform forgets it: it is in no plan and no state, and can come from ephemeral values.
   * For managed resources only, and not in sets.
   */
  writeOnly(options: AttributeOptions = {}): Attribute<In, Out, 'writeOnly'> {
    return new Attribute(this, 'writeOnly', options);
  }

  /** The user must give it, and Terraform forgets it; see {@link writeOnly}. */
  requiredWriteOnly(options: AttributeOptions = {}): Attribute<In, Out, 'requiredWriteOnly'> {
    return new Attribute(this, 'requiredWriteOnly', options);
  }
}

/** Who gives an attribute its value. */
export type AttributeMode = 'required' | 'optional' | 'computed' | 'optionalComputed' | WriteOnlyMode;

/** Modes of what the provider gets and Terraform forgets. */
export type WriteOnlyMode = 'writeOnly' | 'requiredWriteOnly';

/** What else a schema says of an attribute. */
export interface AttributeOptions {
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  /** Whether Terraform hides it in its output; it stays readable in the state. Default: false. */
  readonly sensitive?: boolean;
  /** Whether Terraform warns about its use. Default: false. */
  readonly deprecated?: boolean;
  /**
   * Whether a managed resource is replaced when it changes, for what can't be updated. Not in sets: there it
   * is for the set to say. Default: false.
   */
  readonly requiresReplace?: boolean;
  /** Whether what a managed resource computed stays through its updates, as ids do; in sets it does. Default: false. */
  readonly unchanging?: boolean;
}

/** An attribute of a schema. Made by the methods of a type. */
export class Attribute<In, Out, Mode extends AttributeMode> {
  constructor(
    readonly type: SchemaType<In, Out>,
    readonly mode: Mode,
    readonly options: AttributeOptions,
  ) {}
}

/** Attributes by name. */
export type Attributes = { readonly [name: string]: Attribute<unknown, unknown, AttributeMode> };

/** A configuration of which everything is known: what the user may leave out can be null; computed members are absent. */
export type ConfigOf<A extends Attributes> = {
  readonly [K in keyof A as A[K]['mode'] extends 'computed' ? never : K]: A[K]['mode'] extends
    | 'required'
    | 'requiredWriteOnly'
    ? A[K]['type']['in']
    : A[K]['type']['in'] | null;
};

/** An answer or a state: every attribute but those that Terraform forgets, null where there is nothing. */
export type StateOf<A extends Attributes> = {
  readonly [K in keyof A as A[K]['mode'] extends WriteOnlyMode ? never : K]: A[K]['mode'] extends 'required'
    ? A[K]['type']['out']
    : A[K]['type']['out'] | null;
};

/** The part of an answer that the provider computes; what the user gave stays as it is. */
export type ComputedOf<A extends Attributes> = {
  readonly [K in keyof A as A[K]['mode'] extends 'computed' ? K : never]: A[K]['type']['out'] | null;
} & {
  readonly [K in keyof A as A[K]['mode'] extends 'optionalComputed' ? K : never]: A[K]['type']['out'] | null;
};

/** The cty types of attributes by their names. */
export function attributeTypes(attributes: Attributes): Readonly<Record<string, CtyType>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type.cty]));
}

/** The cty type of an object that has the given attributes. */
export function objectType(attributes: Attributes): CtyType {
  return ['object', attributeTypes(attributes)];
}
