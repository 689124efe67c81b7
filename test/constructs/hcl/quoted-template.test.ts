import { describe, expect, test } from 'vitest';
import { quotedTemplate } from '../../../src/constructs/hcl/quoted-template';

describe('quotedTemplate', () => {
  test.for([
    ['plain', 'plain'],
    ['', ''],
    ['say "hi"', String.raw`say \"hi\"`],
    [String.raw`C:\new`, String.raw`C:\\new`],
    [String.raw`\"`, String.raw`\\\"`],
    ['one\ntwo\r\tthree', String.raw`one\ntwo\r\tthree`],
    ['bell \u0007, next line \u0085', String.raw`bell \u0007, next line \u0085`],
    ['ünïcödé 🙂', 'ünïcödé 🙂'],
  ])('escapes %j', ([text, quoted]) => {
    expect(quotedTemplate(text ?? '')).toBe(quoted);
  });

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: Terraform's templates
  test.for([
    ['${a}', '${a}'],
    ['"${a["key"]}"', '\\"${a["key"]}\\"'],
    ['${join(", ", ["}", "\\"", b])}"', '${join(", ", ["}", "\\"", b])}\\"'],
    ['${{ a = "${b["c"]}" }["a"]}"', '${{ a = "${b["c"]}" }["a"]}\\"'],
    ['${"$${"}"', '${"$${"}\\"'],
    ['%{ if a == "b" }"yes"%{ endif }', '%{ if a == "b" }\\"yes\\"%{ endif }'],
    ['${never["closed"', '${never["closed"'],
    ['${"never closed', '${"never closed'],
  ])('does not escape inside expressions: %s', ([text, quoted]) => {
    expect(quotedTemplate(text ?? '')).toBe(quoted);
  });

  test.for([
    ['$${"a"}', '$${\\"a\\"}'],
    ['%%{"a"}', '%%{\\"a\\"}'],
    ['$$${"a"}', '$$${\\"a\\"}'],
    ['%${a["b"]}', '%${a["b"]}'],
    ['$ {"a"} {"b"}', '$ {\\"a\\"} {\\"b\\"}'],
    ['100%', '100%'],
  ])('escapes after escaped or incomplete starts of expressions: %s', ([text, quoted]) => {
    expect(quotedTemplate(text ?? '')).toBe(quoted);
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: Terraform's templates
});
