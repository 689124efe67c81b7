import { DataAwsIamGroup } from '@cdktf/provider-aws/lib/data-aws-iam-group';
import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { DataAwsIamUser } from '@cdktf/provider-aws/lib/data-aws-iam-user';
import { IamGroup } from '@cdktf/provider-aws/lib/iam-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformCount, type TerraformElement, TerraformOutput, type TerraformStack, TerraformVariable } from 'cdktf';
import type { IConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { LivenessGrantee, LivenessImageStorage } from '../../../../src/constructs';
import { errorsOf, only, reference, type SynthesizedStack, synthesizeInRegion } from '../../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const IAM = 'arn:aws:iam::111122223333';

function storageIn(stack: TerraformStack): LivenessImageStorage {
  const attributes = { bucketName: 'faces', keyArn: KEY_ARN };
  return LivenessImageStorage.fromAttributes(stack, 'images', attributes) as LivenessImageStorage;
}

function grantTo(granteeIn: (stack: TerraformStack) => IConstruct): SynthesizedStack {
  return synthesizeInRegion((stack) => {
    storageIn(stack).grants.readImages(granteeIn(stack));
  });
}

/** Whom the only policy is attached to. */
function attached({ resource }: SynthesizedStack): object {
  const { name, policy_arn: arn, ...identities } = only(resource.aws_iam_policy_attachment);
  expect(arn).toBe(reference(`aws_iam_policy.${Object.keys(resource.aws_iam_policy ?? {})}.arn`));
  expect(resource.aws_iam_role_policy).toBeUndefined();
  return identities;
}

/** Both ways to name an element as a grantee. */
const WAYS: ReadonlyArray<readonly [string, (element: TerraformElement) => IConstruct]> = [
  ['as it is', (element) => element],
  ['as LivenessGrantee.of', (element) => LivenessGrantee.of(element)],
];

describe.for(WAYS)('an element, given %s:', ([, way]) => {
  test.for<[string, (stack: TerraformStack) => TerraformElement, string]>([
    ['role', (stack) => new IamRole(stack, 'who', { assumeRolePolicy: '{}' }), 'aws_iam_role.who.name'],
    ['role that exists', (stack) => new DataAwsIamRole(stack, 'who', { name: 'a' }), 'data.aws_iam_role.who.name'],
  ])('a %s gets an inline policy', ([, make, name]) => {
    const { resource } = grantTo((stack) => way(make(stack)));
    expect(only(resource.aws_iam_role_policy)).toMatchObject({ role: reference(name), name_prefix: 'liveness-' });
    expect(resource.aws_iam_policy).toBeUndefined();
  });

  test.for<[string, (stack: TerraformStack) => TerraformElement, object]>([
    ['user', (stack) => new IamUser(stack, 'who', { name: 'a' }), { users: [reference('aws_iam_user.who.name')] }],
    [
      'user that exists',
      (stack) => new DataAwsIamUser(stack, 'who', { userName: 'a' }),
      { users: [reference('data.aws_iam_user.who.user_name')] },
    ],
    ['group', (stack) => new IamGroup(stack, 'who', { name: 'a' }), { groups: [reference('aws_iam_group.who.name')] }],
    [
      'group that exists',
      (stack) => new DataAwsIamGroup(stack, 'who', { groupName: 'a' }),
      { groups: [reference('data.aws_iam_group.who.group_name')] },
    ],
  ])('a %s gets a managed policy', ([, make, identities]) => {
    expect(attached(grantTo((stack) => way(make(stack))))).toEqual(identities);
  });
});

describe('an ARN', () => {
  test.for([
    ['role/auditor', { roles: ['auditor'] }],
    ['role/teams/doors/auditor', { roles: ['auditor'] }],
    ['user/jo.smith@example.com', { users: ['jo.smith@example.com'] }],
    ['group/staff', { groups: ['staff'] }],
  ] as const)('of %s gets a managed policy', ([resource, identities]) => {
    const stack = grantTo(() => LivenessGrantee.fromArn(`${IAM}:${resource}`));
    expect(attached(stack)).toEqual(identities);
    expect(only(stack.resource.aws_iam_policy).lifecycle).toEqual({
      postcondition: [
        {
          condition: reference('(element(split(":", self.arn), 4) == "111122223333")'),
          error_message: expect.stringContaining(
            `The grantee ${IAM}:${resource} is in another account than the policy`,
          ),
        },
      ],
    });
  });

  test.for<[string, (stack: TerraformStack) => string, string]>([
    ['token', (stack) => new TerraformVariable(stack, 'who', {}).stringValue, 'var.who'],
    ['text', () => reference('var.who'), `"${reference('var.who')}"`],
  ])('that is a reference as a %s gets a managed policy, whatever it is of', ([, arnIn, argument]) => {
    const stack = grantTo((stack) => LivenessGrantee.fromArn(arnIn(stack)));
    expect(attached(stack)).toEqual({
      roles: reference(`flatten(regexall(":role/(?:[^/]*/)*([^/]+)$", ${argument}))`),
      users: reference(`flatten(regexall(":user/(?:[^/]*/)*([^/]+)$", ${argument}))`),
      groups: reference(`flatten(regexall(":group/(?:[^/]*/)*([^/]+)$", ${argument}))`),
    });
  });

  test.for([
    ['auditor', 'is not the ARN of a role, a user or a group of IAM, such as'],
    [`${IAM}:root`, 'is not the ARN of a role, a user or a group of IAM, such as'],
    [`${IAM}:role/`, 'is not the ARN of a role, a user or a group of IAM, such as'],
    ['arn:aws:sts::111122223333:assumed-role/auditor/jo', 'is a session of a role, and policies belong to the role'],
    [`${IAM}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_0123`, 'is a role that AWS manages; its'],
    [`${IAM}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`, 'is a role that AWS manages; its'],
  ] as const)('fails when it is %s', ([arn, message]) => {
    expect(() => LivenessGrantee.fromArn(arn)).toThrow(`invalid arn: "${arn}" ${message}`);
  });

  test('fails when it is no text', () => {
    expect(() => LivenessGrantee.fromArn(7 as unknown as string)).toThrow(
      'invalid arn: 7 was received; give the ARN of',
    );
  });
});

describe('a grant fails when the grantee is', () => {
  test.for<[string, (stack: TerraformStack) => unknown, string]>([
    ['a text', () => `${IAM}:role/web`, `"${IAM}:role/web" is a text; a grant is for an IamRole, IamUser or IamGroup,`],
    [
      'a token',
      (stack) => new TerraformVariable(stack, 'who', {}).stringValue,
      'a reference is a text; a grant is for',
    ],
    [
      'a bucket',
      (stack) => new S3Bucket(stack, 'who', {}),
      'demo/who is of the type aws_s3_bucket; a grant is for an IamRole',
    ],
    [
      'an output',
      (stack) => new TerraformOutput(stack, 'who', { value: 1 }),
      'demo/who is no resource and no data source; a grant is for an IamRole',
    ],
    ['a stack', (stack) => stack, 'demo is no resource and no data source; a grant is for an IamRole'],
    ['missing', () => undefined, 'undefined was received; a grant is for an IamRole'],
  ])('%s', ([, granteeIn, message]) => {
    expect(() => grantTo((stack) => granteeIn(stack) as IConstruct)).toThrow(`invalid grantee: ${message}`);
    if (message.includes('text')) return;
    expect(() => grantTo((stack) => LivenessGrantee.of(granteeIn(stack) as TerraformElement))).toThrow(
      `invalid grantee: ${message}`,
    );
  });

  test('several roles', () => {
    const errors = errorsOf((stack) => {
      storageIn(stack).grants.readImages(
        new IamRole(stack, 'who', { assumeRolePolicy: '{}', count: TerraformCount.of(2) }),
      );
    });
    expect(errors).toContainEqual(
      '[demo/who/LivenessGrants] invalid grantee: demo/who has count, so it is several or none; a policy is for one. Grant ' +
        'to LivenessGrantee.fromArn with the ARN of each',
    );
  });
});
