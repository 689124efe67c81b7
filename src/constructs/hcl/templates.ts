/*
 * Terraform evaluates every text of a configuration as a template: `${` starts an expression in it and `%{` a directive,
 * unless the sign is doubled ("String Templates" in Terraform's language documentation).
 */

/** Whether a text contains an expression, such as a reference. `$${` stands for the characters themselves. */
export function hasExpression(text: string): boolean {
  return /(?<!\$)\$\{/.test(text);
}

/** The value of a template without expressions and directives. */
export function valueOfTemplate(template: string): string {
  return template.replaceAll('$${', () => '${').replaceAll('%%{', '%{');
}
