import { Fn, TerraformOutput, type TerraformStack, TerraformVariable } from 'cdktf';
import { expect, test, vi } from 'vitest';
import { functionArgument } from '../../../src/constructs/hcl/function-argument';
import { reference, synthesize } from '../support';

/** A token, and a reference as a text. */
const token = (stack: TerraformStack) => new TerraformVariable(stack, 'v', {}).stringValue;
const text = reference('var.w["a"]');

test.for<[string, (stack: TerraformStack) => string, string]>([
  ['a literal', () => 'a', '"a"'],
  ['a token', token, 'var.v'],
  ['a reference as a text', () => text, `"${text}"`],
  ['a token beside a literal', (stack) => `a/${token(stack)}/`, `"a/${reference('var.v')}/"`],
  ['both references', (stack) => `${text}"${token(stack)}\\`, `"${text}\\"${reference('var.v')}\\\\"`],
])('%s is an argument of a function, without a warning of cdktf', ([, textIn, argument]) => {
  const warn = vi.spyOn(console, 'warn');
  const { output } = synthesize((stack) => {
    const value = functionArgument(textIn(stack));
    new TerraformOutput(stack, 'lower', { value: Fn.lower(value) });
    new TerraformOutput(stack, 'text', { value: `${value}!` });
  });
  expect(output.lower).toEqual({ value: reference(`lower(${argument})`) });
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
  expect(output.text).toEqual({ value: expect.stringContaining('!') });
});
