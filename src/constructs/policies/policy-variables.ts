/**
 * Escapes IAM's policy variables, which look like references: `${aws:username}` and `${*}`. No reference contains a colon
 * after its first word, or a single sign.
 */
export function escapePolicyVariables(text: string): string {
  return text.replace(/(?<!\$)\$\{(?=([A-Za-z0-9-]+:[^:}][^}]*|[*?$])\})/g, () => '$${');
}
