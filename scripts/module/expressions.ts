/** The width up to which a list or an object is on one line. */
const WIDTH = 80;

/** Puts the members of long lists and objects in an expression of Terraform's language on lines of their own. */
export function inLines(expression: string): string {
  let text = '';
  let at = 0;
  while (at < expression.length) {
    const end = endOfPart(expression, at);
    const part = expression.slice(at, end);
    if (part.startsWith('(')) text += argumentList(part);
    else text += /^[[{]/.test(part) && startsCollection(expression, at) ? collection(part) : part;
    at = end;
  }
  return text;
}

/** The arguments of a call, or an expression in parentheses. The last argument can have several lines. */
function argumentList(text: string): string {
  const values = separated(text.slice(1, -1)).map(inLines);
  const spread = values.slice(0, -1).some((value) => value.includes('\n'));
  return spread ? `(\n${values.map((value) => `${value},\n`).join('')})` : `(${values.join(', ')})`;
}

/** A member of an object; elements of lists have no name. */
export interface Member {
  readonly name?: string;
  readonly value: string;
}

/** The members of a list or an object. Names that are identifiers come without quotes. */
export function membersOf(collection: string): Member[] {
  const isObject = collection.startsWith('{');
  return separated(collection.slice(1, -1)).map((member) => {
    const end = isObject ? endOfPart(member, 0) : 0;
    const value = isObject ? member.slice(end).replace(/^\s*[:=]\s*/, '') : member;
    return { ...(isObject && { name: member.slice(0, end).replace(/^"([A-Za-z]\w*)"$/, '$1') }), value };
  });
}

function collection(text: string): string {
  const isObject = text.startsWith('{');
  const members = membersOf(text).map(({ name, value }) => (isObject ? `${name} = ${inLines(value)}` : inLines(value)));
  const line = members.join(', ');
  if (line.length <= WIDTH && !line.includes('\n') && (!isObject || members.length < 2)) {
    return isObject && line !== '' ? `{ ${line} }` : `${text.charAt(0)}${line}${text.at(-1)}`;
  }
  return isObject ? `{\n${members.join('\n')}\n}` : `[\n${members.map((member) => `${member},\n`).join('')}]`;
}

/** Whether a bracket is not an index. */
function startsCollection(expression: string, at: number): boolean {
  return !/[\w)\]]$/.test(expression.slice(0, at));
}

/** The parts of a text between commas. */
function separated(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at = endOfPart(text, at)) {
    if (text[at] !== ',') continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')', '"': '"' };

/** The end of a bracketed or quoted part; elsewhere the next character. */
function endOfPart(text: string, start: number): number {
  const closing = CLOSING[text.charAt(start)];
  if (closing === undefined) return start + 1;
  let at = start + 1;
  while (at < text.length && text[at] !== closing) {
    if (closing !== '"') at = endOfPart(text, at);
    else if (text[at] === '\\') at += 2;
    else at = /^[$%]\{/.test(text.slice(at, at + 2)) ? endOfPart(text, at + 1) : at + 1;
  }
  return at + 1;
}
