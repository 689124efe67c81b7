const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text of Terraform's JSON form, as it stands between the quotes of a text in the native form.
 *
 * It is a template in both. Only in the native form are quotes, backslashes and line breaks to be escaped, and not where
 * they are part of an expression: `say "${join(", ", x)}"` becomes `say \"${join(", ", x)}\"`.
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

/** Where the `${}` or `%{}` ends that starts at a place; that place itself where none does. */
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

/** Where the text ends that starts with a quote at a place in an expression. */
function endOfQuoted(template: string, start: number): number {
  let at = start + 1;
  while (at < template.length && template[at] !== '"') {
    at = template[at] === '\\' ? at + 2 : Math.max(endOfExpression(template, at), at + 1);
  }
  return at + 1;
}

/** A sign that is doubled stands for itself. */
function startsExpression(template: string, at: number): boolean {
  const sign = template[at];
  return (sign === '$' || sign === '%') && template[at + 1] === '{' && template[at - 1] !== sign;
}
