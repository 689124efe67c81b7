/**
 * A section of a shared file. A setting with indented settings below it has an empty text, and these as its `nested` ones.
 * All names are in lower case.
 */
export class Section {
  readonly settings = new Map<string, string>();
  readonly nested = new Map<string, Map<string, string>>();
}

/**
 * Reads a shared file as the AWS SDK for Go does, which hashicorp/aws uses. It never fails: a line that makes no sense is
 * skipped.
 *
 * - `name = value` or `name: value`. Names have any case; matching quotes around a value are taken off.
 * - A comment begins with `#` or `;`, at the start of a line or after a blank.
 * - An indented line belongs to the setting above: as a nested setting if that one is empty, otherwise as one more line of
 *   its value if it has neither `=` nor `:`. Any other indented setting counts as one that is not indented.
 *
 * @returns the sections by their names, such as `default` and `profile ci`, with one blank after the first word
 */
export function parseIni(text: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let last = '';
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    if (line.trim() === '' || /^[ \t]*[#;]/.test(line)) continue;
    const name = sectionName(line);
    if (name !== undefined) {
      // Settings under an empty name belong nowhere, like those before the first section.
      section = name === '' ? undefined : (sections.get(name) ?? new Section());
      if (section) sections.set(name, section);
      last = '';
    } else if (section) last = addLine(section, line, last);
  }
  return sections;
}

/** The name in `[ type name ] # comment`; undefined for other lines. */
function sectionName(line: string): string | undefined {
  const [text = ''] = line.split(/[#;]/);
  const [, name] = /^\[(.*)\]$/s.exec(text.trim()) ?? [];
  return name?.trim().replace(/[ \t]+/, ' ');
}

/**
 * Adds a line that is neither empty nor the start of a section.
 *
 * @param last the name of the setting above, to which an indented line can belong; empty at the start of a section
 * @returns the name of the setting to which the next line can belong
 */
function addLine({ settings, nested }: Section, line: string, last: string): string {
  const indented = /^[ \t]/.test(line);
  const above = last === '' ? undefined : settings.get(last);
  if (!indented) {
    const setting = settingOf(withoutComment(line));
    if (setting === undefined) return last;
    settings.set(setting.name, setting.value);
    nested.delete(setting.name);
    return setting.name;
  }
  const text = line.replace(/^[ \t]+/, '');
  const setting = settingOf(text);
  if (setting === undefined) {
    if (above) settings.set(last, `${above}\n${text}`);
    return last;
  }
  if (above === '') {
    const members = nested.get(last) ?? new Map<string, string>();
    nested.set(last, members.set(setting.name, setting.value));
    return last;
  }
  settings.set(setting.name, withoutComment(setting.value).trim());
  nested.delete(setting.name);
  return setting.name;
}

function withoutComment(text: string): string {
  return text.replace(/[ \t][#;].*$/s, '');
}

/** The parts of `name = value` or `name: value`; undefined for other text. */
function settingOf(text: string): { readonly name: string; readonly value: string } | undefined {
  const [, name, value] = /^([^=:]*)[=:](.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) return undefined;
  return { name: name.trim().toLowerCase(), value: unquoted(value.trim()) };
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}
