import { AdminError } from './admin-error';

/** What a member of a body has to be. */
export interface Member {
  readonly type: 'number' | 'string' | 'boolean' | 'object' | 'array';
  /** Smallest number. */
  readonly min?: number;
  /** Greatest number. */
  readonly max?: number;
  readonly whole?: boolean;
  readonly values?: readonly string[];
  readonly required?: boolean;
  /** Whether it may be null. */
  readonly nullable?: boolean;
}

/**
 * Reads a body as an object of known members. None at all is an empty one.
 *
 * @throws AdminError that names what is wrong with it
 */
export function readBody(
  body: Uint8Array,
  members: Readonly<Record<string, Member>>,
): Readonly<Record<string, unknown>> {
  if (body.length === 0 && !Object.values(members).some(({ required }) => required)) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new AdminError(400, `the body is not JSON; send an object with ${namesOf(members)}`);
  }
  return requireMembers(value, members, 'the body');
}

/** An object of known members. @throws AdminError that names what is wrong with it */
export function requireMembers(
  value: unknown,
  members: Readonly<Record<string, Member>>,
  what: string,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AdminError(400, `${what} is ${shown(value)}; send an object with ${namesOf(members)}`);
  }
  const given = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(members, name));
  if (unknown !== undefined) {
    throw new AdminError(400, `${JSON.stringify(unknown)} is not known; there is ${namesOf(members)}`);
  }
  for (const [name, member] of Object.entries(members)) requireMember(name, given[name], member);
  return given;
}

function requireMember(name: string, value: unknown, member: Member): void {
  if (value === undefined) {
    if (member.required) throw new AdminError(400, `${name} is missing; it is ${ruleOf(member)}. Give it`);
    return;
  }
  if (!fits(value, member)) {
    throw new AdminError(400, `${name} is ${shown(value)}; it is ${ruleOf(member)}. Change it`);
  }
}

function fits(value: unknown, { type, min, max, whole, values, nullable }: Member): boolean {
  if (value === null) return nullable === true;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value);
  if (typeof value === 'string') return type === 'string' && (values === undefined || values.includes(value));
  if (typeof value !== 'number') return typeof value === type;
  return (
    type === 'number' &&
    value >= (min ?? Number.NEGATIVE_INFINITY) &&
    value <= (max ?? Number.POSITIVE_INFINITY) &&
    (!whole || Number.isInteger(value))
  );
}

/** A value to read in a message: what is nested, however deep, is not repeated. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(value).slice(0, 60);
}

function ruleOf(member: Member): string {
  return member.nullable ? `${typeRuleOf(member)}, or null` : typeRuleOf(member);
}

function typeRuleOf({ type, min, max, whole, values }: Member): string {
  if (values !== undefined) return `one of ${values.join(', ')}`;
  if (type === 'array' || type === 'object') return `an ${type}`;
  if (type !== 'number') return type === 'string' ? 'a text' : 'true or false';
  const kind = whole ? 'a whole number' : 'a number';
  if (min !== undefined && max !== undefined) return `${kind} from ${min} to ${max}`;
  return min === undefined ? kind : `${kind} of ${min} or more`;
}

function namesOf(members: Readonly<Record<string, Member>>): string {
  const names = Object.keys(members);
  return names.length === 0 ? 'nothing in it' : names.join(', ');
}
