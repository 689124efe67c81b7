import type { Random } from './random';

/** A section of a shared file, as it is meant. */
export interface Section {
  /** `profile`, `sso-session` or `services`. */
  readonly kind: string;
  readonly name: string;
  readonly settings: readonly (readonly [name: string, value: string])[];
}

/** How odd the spelling of a file is. */
interface Habits {
  readonly oddity: number;
  readonly crlf: boolean;
}

/**
 * Writes sections as people and programs write them: in all the ways in which the AWS CLI or the AWS provider could read
 * them, and some in which neither does.
 */
export function spelled(random: Random, sections: readonly Section[], file: 'config' | 'credentials'): string {
  const habits: Habits = { oddity: random.of(0, 0, 0.05, 0.3), crlf: random.chance(0.05) };
  const odd = (probability = 1) => random.chance(habits.oddity * probability);
  const parts = sections.flatMap((section) => {
    // Sections may be repeated.
    if (!odd(0.3) || section.settings.length < 2) return [section];
    const middle = 1 + random.below(section.settings.length - 1);
    return [
      { ...section, settings: section.settings.slice(0, middle) },
      { ...section, settings: section.settings.slice(middle) },
    ];
  });
  const lines = [
    ...(odd(0.3) ? [random.of('# comment', '; comment', '', 'region = us-west-2', 'nonsense')] : []),
    ...parts.flatMap((section) => [
      header(random, section, file, odd),
      ...section.settings.flatMap(([name, value]) => setting(random, name, value, odd)),
      ...(odd(0.3) ? [random.of('nonsense', '= value', 'name =', '   ', '\t# comment', 'a b = c', 'name')] : []),
      ...(random.chance(0.5) ? [''] : []),
    ]),
  ];
  const text = lines.join(habits.crlf ? '\r\n' : '\n');
  return `${text}${odd(0.3) ? '' : '\n'}`;
}

function header(
  random: Random,
  { kind, name }: Section,
  file: 'config' | 'credentials',
  odd: (probability?: number) => boolean,
): string {
  const bare = kind === 'profile' && (file === 'credentials' || name === 'default');
  // Either file may have the other's form.
  const prefix = (bare ? odd(0.1) : !(kind === 'profile' && odd(0.1)))
    ? `${kind}${odd() ? random.of('  ', '\t') : ' '}`
    : '';
  const [before, after] = odd() ? random.of([' ', ''], ['', ' '], [' ', ' ']) : ['', ''];
  const end = odd() ? random.of(' ', ' # comment', ';comment', ' ; comment') : '';
  return `${odd(0.1) ? ' ' : ''}[${before}${prefix}${name}${after}]${end}`;
}

function setting(
  random: Random,
  name: string,
  value: string,
  odd: (probability?: number) => boolean,
): readonly string[] {
  const written = odd() ? random.of(name.toUpperCase(), capitalized(name)) : name;
  const equals = odd() ? random.of('=', ' =', '= ', ':', ' : ', '\t=\t') : ' = ';
  const quote = odd(0.5) ? random.of('"', "'") : '';
  const end = odd() ? random.of(' ', ' # comment', ' ; comment', '\t') : '';
  // Nested settings are lines of their own.
  if (value.startsWith('\n')) return [`${written}${equals.trimEnd()}`, ...value.slice(1).split('\n')];
  const line = `${odd(0.1) ? '  ' : ''}${written}${equals}${quote}${value}${quote}${end}`;
  return [line, ...(odd(0.05) ? ['  continued'] : []), ...(odd(0.1) ? [random.of('', '# comment')] : [])];
}

function capitalized(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('_');
}
