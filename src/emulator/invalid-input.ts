/** What was given is not what it has to be; the message says what was received, the rule, and what to do. */
export class InvalidInputError extends RangeError {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidInputError';
  }
}

/** What a member of an object has to be. */
export interface Member {
  readonly type: 'number' | 'string' | 'boolean' | 'object' | 'array' | 'function';
  /** Smallest number. */
  readonly min?: number;
  /** Greatest number. */
  readonly max?: number;
  readonly whole?: boolean;
  readonly values?: readonly string[];
  /** What a text has to be besides, and the rule in words. */
  readonly format?: TextFormat;
  readonly required?: boolean;
  /** Whether it may be null. */
  readonly nullable?: boolean;
  /** Whether it is not to be repeated in a message. */
  readonly secret?: boolean;
}

/** What a text has to be. */
export interface TextFormat {
  readonly fits: (text: string) => boolean;
  readonly rule: string;
}

export type Members = Readonly<Record<string, Member>>;

/** What each member of an interface has to be. */
export type MembersOf<T> = { readonly [Name in keyof T]-?: Member };

/** An object of known members. @throws InvalidInputError that names what is wrong with it */
export function requireMembers(value: unknown, members: Members, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidInputError(`${what} is ${shown(value)}; give an object with ${namesOf(members)}`);
  }
  const given = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(members, name));
  if (unknown !== undefined) {
    throw new InvalidInputError(`${JSON.stringify(unknown)} is not known; there is ${namesOf(members)}`);
  }
  for (const [name, member] of Object.entries(members)) requireMember(name, given[name], member);
  return given;
}

/** The names of the members, as a message has them. */
export function namesOf(members: Members): string {
  const names = Object.keys(members);
  return names.length === 0 ? 'nothing in it' : names.join(', ');
}

function requireMember(name: string, value: unknown, member: Member): void {
  if (value === undefined) {
    if (member.required) throw new InvalidInputError(`${name} is missing; it is ${ruleOf(member)}. Give it`);
    return;
  }
  if (!fits(value, member)) {
    const found = member.secret ? 'is not what it has to be' : `is ${shown(value)}`;
    throw new InvalidInputError(`${name} ${found}; it is ${ruleOf(member)}. Change it`);
  }
}

function fits(value: unknown, member: Member): boolean {
  if (value === null) return member.nullable === true;
  switch (member.type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'string':
      return typeof value === 'string' && isText(value, member);
    case 'number':
      return typeof value === 'number' && isNumber(value, member);
    default:
      return typeof value === member.type;
  }
}

function isText(value: string, { values, format }: Member): boolean {
  return (values?.includes(value) ?? true) && (format?.fits(value) ?? true);
}

function isNumber(value: number, { min, max, whole }: Member): boolean {
  return (
    value >= (min ?? Number.NEGATIVE_INFINITY) &&
    value <= (max ?? Number.POSITIVE_INFINITY) &&
    (!whole || Number.isInteger(value))
  );
}

/** A value to read in a message: what is nested, however deep, is not repeated. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  // Unlike a text, numbers have values that JSON lacks.
  return (typeof value === 'string' ? JSON.stringify(value) : String(value)).slice(0, 60);
}

function ruleOf(member: Member): string {
  return member.nullable ? `${typeRuleOf(member)}, or null` : typeRuleOf(member);
}

function typeRuleOf({ type, min, max, whole, values, format }: Member): string {
  if (values !== undefined) return `one of ${values.join(', ')}`;
  if (format !== undefined) return format.rule;
  switch (type) {
    case 'array':
    case 'object':
      return `an ${type}`;
    case 'function':
      return 'a function';
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'number': {
      const kind = whole ? 'a whole number' : 'a number';
      if (min !== undefined && max !== undefined) return `${kind} from ${min} to ${max}`;
      return min === undefined ? kind : `${kind} of ${min} or more`;
    }
  }
}
