import { membersOf } from './expressions';

/** Statements of which variables decide. */
export interface DecidedStatements {
  /** The conditions of statements, by their ids. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** The variable with additional statements. */
  readonly added: string;
}

/**
 * A policy with statements of which variables decide.
 *
 * @param policy a template with a call of `jsonencode`, as the constructs write it
 */
export function withStatements(policy: string, { conditions = {}, added }: DecidedStatements): string {
  const [, document = ''] = /^\$\{jsonencode\((.*)\)\}$/.exec(policy) ?? [];
  const members = membersOf(document).map(({ name, value }) => {
    const statements = name === 'Statement' ? `concat(${[...lists(value, conditions), added].join(', ')})` : value;
    return `"${name}": ${statements}`;
  });
  return `\${jsonencode({${members.join(', ')}})}`;
}

/** The statements that are always there, and one list for each of the others. */
function lists(statements: string, conditions: Readonly<Record<string, string>>): string[] {
  const all = membersOf(statements).map(({ value }) => ({ value, condition: conditions[sidOf(value)] }));
  const always = all.filter(({ condition }) => condition === undefined).map(({ value }) => value);
  const others = all.filter(({ condition }) => condition !== undefined);
  return [`[${always.join(', ')}]`, ...others.map(({ value, condition }) => `${condition} ? [${value}] : []`)];
}

function sidOf(statement: string): string {
  return JSON.parse(membersOf(statement).find(({ name }) => name === 'Sid')?.value ?? '""');
}
