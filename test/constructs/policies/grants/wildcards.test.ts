import { TerraformOutput, type TerraformStack, TerraformVariable } from 'cdktf';
import { expect, onTestFinished, test } from 'vitest';
import { TerraformWorkspace } from '../../../../harness/terraform/terraform-workspace';
import { LivenessImageStorage } from '../../../../src/constructs';
import { reference, synthesize } from '../../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const PREFIX = `a*b?c$d"e\\f${reference('g')}%{h}/`;
/** The same as a template. */
const TEMPLATE = PREFIX.replace('${', () => '$${').replace('%{', '%%{');
const ESCAPED = `a${reference('*')}b${reference('?')}c${reference('$')}d"e\\f${reference('$')}{g}%{h}/`;

/** Key prefixes that are equal for Terraform. */
const PREFIXES: Readonly<Record<string, (stack: TerraformStack) => string>> = {
  literal: () => `/${TEMPLATE}`,
  token: (stack) => `/${new TerraformVariable(stack, 'token', { default: PREFIX }).stringValue}`,
  text: (stack) => {
    new TerraformVariable(stack, 'text', { default: PREFIX });
    return `/${reference('var.text')}`;
  },
  both: (stack) => {
    new TerraformVariable(stack, 'half', { default: PREFIX.slice(0, 5) });
    const rest = new TerraformVariable(stack, 'rest', { default: PREFIX.slice(5) }).stringValue;
    return `/${reference('var.half')}${rest}`;
  },
};

test('for the real Terraform, wildcards stand for themselves in every kind of prefix', async () => {
  const { output, variable } = synthesize((stack) => {
    for (const [id, prefixIn] of Object.entries(PREFIXES)) {
      const attributes = { bucketName: 'faces', keyArn: KEY_ARN, keyPrefix: prefixIn(stack) };
      const { grants } = LivenessImageStorage.fromAttributes(stack, `${id}-images`, attributes);
      new TerraformOutput(stack, `${id}-document`, { value: grants.readImagesDocument });
    }
  }) as ReturnType<typeof synthesize> & { readonly variable: object };
  const workspace = new TerraformWorkspace();
  onTestFinished(() => workspace.dispose());
  workspace.write({ 'cdk.tf.json': JSON.stringify({ output, variable }) });
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  const documents = Object.values(await workspace.outputs()).map(({ value }) => JSON.parse(String(value)));
  expect(documents).toHaveLength(4);
  for (const { Version, Statement } of documents) {
    expect(Version).toBe('2012-10-17');
    expect(Statement[0].Resource).toEqual([`arn:aws:s3:::faces//${ESCAPED}*`]);
  }
});
