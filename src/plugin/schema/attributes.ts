import type { CtyType } from '../cty/type';
import type { KnownValue } from '../cty/value';
import type { Validator } from './validators';

/** How a nested attribute or block holds its objects. */
export type NestingMode = 'single' | 'list' | 'set' | 'map';

/** The objects of a nested attribute. */
export interface NestedAttributes {
  readonly mode: NestingMode;
  readonly attributes: Attributes;
  /** Validators of each object. */
  readonly validators?: readonly Validator<never>[];
}

/** What a type details to the provider's code beyond its cty type. */
export interface TypeDetails {
  /** The objects of a nested attribute. */
  readonly nested?: NestedAttributes;
  /** The type of the elements of a plain list, set or map. */
  readonly element?: SchemaType<unknown>;
  /** The types of the members of a plain object by name, or of a tuple by index. Each can be null. */
  readonly members?: Readonly<Record<string, SchemaType<unknown>>>;
  /** Whether a required argument or an element of this type can be null. Default: false. */
  readonly acceptsNull?: boolean;
  /** Whether a number must be whole, and one that JavaScript holds exactly. Default: false. */
  readonly wholeNumber?: boolean;
}

/**
 * The type of an attribute, for Terraform and for TypeScript. `In` is its type in a configuration, `Out` its type in a
 * result or state. They differ for nested attributes: a configuration has no computed members.
 */
export class SchemaType<In, Out = In> {
  /** For types only: it does not exist at run time. */
  declare readonly in: In;
  declare readonly out: Out;

  constructor(
    readonly cty: CtyType,
    readonly details: TypeDetails = {},
  ) {}

  /**
   * The type of a required argument, or of an element of a collection, that can be null: `list(string.nullable())`. Terraform
   * itself still refuses a configuration without a required argument.
   */
  nullable(): SchemaType<In | null, Out | null> {
    return new SchemaType(this.cty, { ...this.details, acceptsNull: true });
  }

  /** The user must give a value. */
  required(options: AttributeOptions<In> = {}): Attribute<In, Out, 'required'> {
    return new Attribute(this, 'required', options);
  }

  /** The user may give a value. Otherwise it is null. */
  optional(options: AttributeOptions<In> = {}): Attribute<In, Out, 'optional'> {
    return new Attribute(this, 'optional', options);
  }

  /** The provider computes the value. The user cannot give one. */
  computed(options: AttributeOptions<In> = {}): Attribute<In, Out, 'computed'> {
    return new Attribute(this, 'computed', options);
  }

  /** The user may give a value. Otherwise the provider computes it. */
  optionalComputed(options: AttributeOptions<In> = {}): Attribute<In, Out, 'optionalComputed'> {
    return new Attribute(this, 'optionalComputed', options);
  }

  /**
   * The user may give a value, which Terraform stores in no plan and no state. It can come from ephemeral values. For
   * managed resources only, and not in sets.
   */
  writeOnly(options: AttributeOptions<In> = {}): Attribute<In, Out, 'writeOnly'> {
    return new Attribute(this, 'writeOnly', options);
  }

  /** The user must give a value, which Terraform never stores; see {@link writeOnly}. */
  requiredWriteOnly(options: AttributeOptions<In> = {}): Attribute<In, Out, 'requiredWriteOnly'> {
    return new Attribute(this, 'requiredWriteOnly', options);
  }
}

/** Where the value of an attribute comes from. */
export type AttributeMode = 'required' | 'optional' | 'computed' | 'optionalComputed' | WriteOnlyMode;

/** The modes of attributes that Terraform never stores. */
export type WriteOnlyMode = 'writeOnly' | 'requiredWriteOnly';

/** Whether the user must give a value. */
export function isRequired(mode: AttributeMode): boolean {
  return mode === 'required' || mode === 'requiredWriteOnly';
}

/** Whether the provider computes the value, always or where the user gives none. */
export function isComputed(mode: AttributeMode): boolean {
  return mode === 'computed' || mode === 'optionalComputed';
}

/** Whether Terraform never stores the value. */
export function isWriteOnly(mode: AttributeMode): mode is WriteOnlyMode {
  return mode === 'writeOnly' || mode === 'requiredWriteOnly';
}

/** Options of an attribute of type `In`. */
export interface AttributeOptions<In = unknown> {
  /** Markdown, for documentation and generated bindings. */
  readonly description?: string;
  /**
   * Whether Terraform and messages of validators hide the value. The state has it in plain text. Default: false.
   */
  readonly sensitive?: boolean;
  /** What to do instead of using it: `Use size.` Users who set it get a warning with this text. */
  readonly deprecated?: string;
  /** Validate the value where the user gives one that is known. */
  readonly validators?: readonly Validator<KnownValue<NonNullable<In>>>[];
  /**
   * Whether a change replaces the managed resource. It has no effect inside a set; give the option to the set's own
   * attribute. Default: false.
   */
  readonly requiresReplace?: boolean;
  /**
   * Whether an update of a managed resource keeps the computed value, such as an id, instead of planning it as unknown.
   * Inside a set, it is always kept. Default: false.
   */
  readonly useStateForUnknown?: boolean;
}

/** An attribute of a schema. Made by the methods of its type: `string.required()`. */
export class Attribute<In, Out, Mode extends AttributeMode> {
  constructor(
    readonly type: SchemaType<In, Out>,
    readonly mode: Mode,
    readonly options: AttributeOptions<In>,
  ) {}
}

/** The modes of attributes that users give and Terraform stores. */
export type GivenMode = 'required' | 'optional';

/** Attributes by name, of some modes. */
export type Attributes<Mode extends AttributeMode = AttributeMode> = {
  readonly [name: string]: Attribute<unknown, unknown, Mode>;
};

/** A wholly known configuration. Optional attributes can be null; computed attributes are absent. */
export type ConfigOf<A extends Attributes> = {
  readonly [K in keyof A as A[K]['mode'] extends 'computed' ? never : K]: A[K]['mode'] extends
    | 'required'
    | 'requiredWriteOnly'
    ? A[K]['type']['in']
    : A[K]['type']['in'] | null;
};

/** A result or a state: every attribute but the write-only ones. All but the required ones can be null. */
export type StateOf<A extends Attributes> = {
  readonly [K in keyof A as A[K]['mode'] extends WriteOnlyMode ? never : K]: A[K]['mode'] extends 'required'
    ? A[K]['type']['out']
    : A[K]['type']['out'] | null;
};

/** The computed attributes of a result. */
export type ComputedOf<A extends Attributes> = {
  readonly [K in keyof A as A[K]['mode'] extends 'computed' ? K : never]: A[K]['type']['out'] | null;
} & {
  readonly [K in keyof A as A[K]['mode'] extends 'optionalComputed' ? K : never]: A[K]['type']['out'] | null;
};

/** The cty types of attributes by name. */
export function attributeTypes(attributes: Attributes): Readonly<Record<string, CtyType>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type.cty]));
}

/** The cty type of an object with the given attributes. */
export function objectType(attributes: Attributes): CtyType {
  return ['object', attributeTypes(attributes)];
}
