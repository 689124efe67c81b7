const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Converts a string of Terraform's JSON syntax to the content of a quoted template in HCL's native syntax.
 *
 * Both are templates. The native syntax also wants quotes, backslashes and line breaks escaped, but not inside an
 * expression: `say "${join(", ", x)}"` becomes `say \"${join(", ", x)}\"`.
 */
export function quotedTemplate(template: string): string {
  let quoted = '';
  let at = 0;
  while (at < template.length) {
    const end = endOfExpression(template, at);
    quoted += end > at ? template.slice(at, end) : escaped(template.charAt(at));
    at = Math.max(end, at + 1);
  }
  return quoted;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(4, '0');
  return ESCAPES[character] ?? (/\p{Cc}/u.test(character) ? `\\u${code}` : character);
}

/** The end of the `${…}` or `%{…}` that starts at an index; the index itself when none starts there. */
function endOfExpression(template: string, start: number): number {
  if (!startsExpression(template, start)) return start;
  let depth = 1;
  let at = start + 2;
  while (at < template.length && depth > 0) {
    const character = template[at];
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    at = character === '"' ? endOfQuoted(template, at) : at + 1;
  }
  return at;
}

/** The end of the quoted text that starts at an index in an expression. */
function endOfQuoted(template: string, start: number): number {
  let at = start + 1;
  while (at < template.length && template[at] !== '"') {
    at = template[at] === '\\' ? at + 2 : Math.max(endOfExpression(template, at), at + 1);
  }
  return at + 1;
}

/** A doubled sign is an escape. */
function startsExpression(template: string, at: number): boolean {
  const sign = template[at];
  return (sign === '$' || sign === '%') && template[at + 1] === '{' && template[at - 1] !== sign;
}
