import { Fn, TerraformOutput, type TerraformStack, TerraformVariable } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessImageKey, type LivenessPolicyStatement, PolicyEffect } from '../../../src/constructs';
import { accountOfKey, regionOfKey } from '../../../src/constructs/policies/arns';
import { policyDocument } from '../../../src/constructs/policies/policy-statement';
import { policyOf, reference, synthesize, synthesizeHcl } from '../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function outputOf(value: (stack: TerraformStack) => unknown): unknown {
  const { output } = synthesize((stack) => new TerraformOutput(stack, 'value', { value: value(stack) }));
  return (output.value as { readonly value: unknown }).value;
}

function statementOf(statement: (stack: TerraformStack) => LivenessPolicyStatement): unknown {
  return policyOf(outputOf((stack) => policyDocument([statement(stack)]))).Statement[0];
}

function variable(stack: TerraformStack): TerraformVariable {
  return new TerraformVariable(stack, 'v', {});
}

test('a statement has all elements of the policy language', () => {
  const document = outputOf(() =>
    policyDocument([
      {
        sid: 'One',
        effect: PolicyEffect.DENY,
        principals: { AWS: ['arn:aws:iam::111122223333:root'], Service: ['s3.amazonaws.com'] },
        actions: ['s3:*'],
        resources: ['*'],
        conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
      },
      { notPrincipals: { '*': ['*'] }, notActions: ['s3:*'], notResources: ['arn:aws:s3:::faces/*'] },
    ]),
  );
  expect(policyOf(document)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'One',
        Effect: 'Deny',
        Principal: { AWS: ['arn:aws:iam::111122223333:root'], Service: ['s3.amazonaws.com'] },
        Action: ['s3:*'],
        Resource: ['*'],
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
      },
      { Effect: 'Allow', NotPrincipal: '*', NotAction: ['s3:*'], NotResource: ['arn:aws:s3:::faces/*'] },
    ],
  });
});

test('references are kept, whole and in part, as tokens and as texts', () => {
  const statement = statementOf((stack) => {
    const { listValue } = variable(stack);
    return { actions: listValue, resources: [`a/${Fn.join('/', listValue)}/*`, `b/${reference('var.w')}`] };
  });
  expect(statement).toEqual({
    Effect: 'Allow',
    Action: reference('var.v'),
    Resource: [`a/${reference('join("/", var.v)')}/*`, `b/${reference('var.w')}`],
  });
});

test.for(['aws:username', 's3:prefix', 'aws:PrincipalTag/team', 'saml:sub', '*', '?', '$'])(
  'the policy variable %s of IAM is not a reference',
  (name) => {
    const text = `arn:aws:s3:::faces/${reference(name)}/$${reference('var.x')}/*`;
    expect(outputOf(() => policyDocument([{ resources: [text] }]))).toContain(
      `["arn:aws:s3:::faces/$${reference(name)}/$${reference('var.x')}/*"]`,
    );
  },
);

test('quotes and backslashes are escaped, in JSON and in HCL', () => {
  const document = () => policyDocument([{ sid: 'a"\\b' }]);
  const expression = reference(
    'jsonencode({"Version": "2012-10-17", "Statement": [{"Sid": "a\\"\\\\b", "Effect": "Allow"}]})',
  );
  expect(outputOf(document)).toBe(expression);
  const hcl = synthesizeHcl((stack) => new TerraformOutput(stack, 'value', { value: document() }));
  expect(hcl).toContain(`value = "${expression}"`);
});

test('a document can stand inside a function and inside a text', () => {
  const document = policyDocument([]);
  expect(outputOf(() => Fn.upper(document))).toBe(
    reference('upper(jsonencode({"Version": "2012-10-17", "Statement": []}))'),
  );
  expect(outputOf(() => `a ${document} b`)).toBe(
    `a ${reference('jsonencode({"Version": "2012-10-17", "Statement": []})')} b`,
  );
});

test('account and region of a key are literals when its ARN is known', () => {
  expect(
    outputOf((stack) => {
      const key = LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN);
      return [accountOfKey(key), regionOfKey(key)];
    }),
  ).toEqual(['111122223333', 'eu-west-1']);
});

test('account and region of a key are equal texts each time when only Terraform knows its ARN', () => {
  const value = outputOf((stack) => {
    const key = LivenessImageKey.fromKeyArn(stack, 'key', variable(stack).stringValue);
    expect(accountOfKey(key)).toBe(accountOfKey(key));
    expect(regionOfKey(key)).toBe(regionOfKey(key));
    return [accountOfKey(key), regionOfKey(key)];
  });
  expect(value).toEqual([reference('element(split(":", var.v), 4)'), reference('element(split(":", var.v), 3)')]);
});
