import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, type TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { LivenessImageStorage, LivenessSessionPool, LivenessSessionPoolGrants } from '../../../src/constructs';
import { only, policyOf, reference, type SynthesizedStack, synthesizeInRegion } from '../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const GRANTS = ['createSessions', 'readResults', 'readImages', 'startSessions'] as const;

/** A pool on an existing bucket and key, whose ARNs are then in the policies. */
function poolOnExisting(stack: TerraformStack, imagePrefix = 'liveness/door/'): LivenessSessionPool {
  const storage = LivenessImageStorage.fromAttributes(stack, 'images', { bucketName: 'faces', keyArn: KEY_ARN });
  return new LivenessSessionPool(stack, 'kiosk', { storage, name: 'door', imagePrefix });
}

function granted(grant: (grants: LivenessSessionPoolGrants, role: IamRole) => void): SynthesizedStack {
  return synthesizeInRegion((stack) => {
    grant(poolOnExisting(stack).grants, new IamRole(stack, 'web', { assumeRolePolicy: '{}' }));
  });
}

function statementsOf(stack: SynthesizedStack): readonly object[] {
  return policyOf(only(stack.resource.aws_iam_role_policy).policy).Statement;
}

function sessions(...actions: string[]): object {
  return {
    Effect: 'Allow',
    Action: actions.map((action) => `rekognition:${action}`),
    Resource: ['*'],
    Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
  };
}

function allow(Resource: string, ...Action: string[]): object {
  return { Effect: 'Allow', Action, Resource: [Resource] };
}

const IMAGES = 'arn:aws:s3:::faces/liveness/door/*';
const THROUGH_S3 = { Condition: { StringEquals: { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com'] } } };

const STATEMENTS = {
  createSessions: [
    sessions('CreateFaceLivenessSession'),
    allow(IMAGES, 's3:PutObject'),
    allow(KEY_ARN, 'kms:GenerateDataKey', 'kms:Decrypt'),
  ],
  readResults: [sessions('GetFaceLivenessSessionResults')],
  readImages: [
    allow(IMAGES, 's3:GetObject', 's3:GetObjectVersion'),
    { ...allow(KEY_ARN, 'kms:Decrypt'), ...THROUGH_S3 },
  ],
  startSessions: [sessions('StartFaceLivenessSession')],
};

/** Statements whose actions are in order. */
function sorted(statements: readonly object[]): object[] {
  return statements.map((statement) => ({
    ...statement,
    Action: [...(statement as { Action: string[] }).Action].sort(),
  }));
}

test.for(GRANTS)('%s allows a role what its document says, and no more', (grant) => {
  const stack = synthesizeInRegion((stack) => {
    const { grants } = poolOnExisting(stack);
    grants[grant](new IamRole(stack, 'web', { assumeRolePolicy: '{}' }));
    new TerraformOutput(stack, 'document', { value: grants[`${grant}Document`] });
  });
  expect(policyOf((stack.output.document as { readonly value: unknown }).value)).toEqual({
    Version: '2012-10-17',
    Statement: STATEMENTS[grant],
  });
  expect(statementsOf(stack)).toEqual(sorted(STATEMENTS[grant]));
  expect(only(stack.resource.aws_iam_role_policy).role).toBe(reference('aws_iam_role.web.name'));
  expect(stack.data.aws_region).toBeUndefined();
  expect(stack.data.aws_iam_policy_document).toBeUndefined();
});

test('all grants to a role, each given twice, are one policy without repetition', () => {
  const stack = granted((grants, role) => {
    const attachments = [...GRANTS, ...GRANTS].map((grant) => grants[grant](role));
    expect(new Set(attachments).size).toBe(1);
  });
  expect(statementsOf(stack)).toEqual([
    sessions('CreateFaceLivenessSession', 'GetFaceLivenessSessionResults', 'StartFaceLivenessSession'),
    allow(IMAGES, 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject'),
    allow(KEY_ARN, 'kms:Decrypt', 'kms:GenerateDataKey'),
  ]);
});

test('documents add nothing to the stack', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const { grants } = poolOnExisting(stack);
    for (const grant of GRANTS) expect(grants[`${grant}Document`]).toEqual(expect.any(String));
  });
  expect(resource).toBeUndefined();
});

test('no grant exists by default', () => {
  const { resource } = synthesizeInRegion((stack) => new LivenessSessionPool(stack, 'kiosk'));
  expect(Object.keys(resource).filter((type) => type.startsWith('aws_iam_'))).toEqual([]);
});

test('grants name the bucket and key that the pool creates, and the region in the ARN of the key', () => {
  const stack = synthesizeInRegion((stack) => {
    const usa = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
    const pool = new LivenessSessionPool(stack, 'kiosk', { awsProvider: usa });
    pool.grants.createSessions(new IamRole(stack, 'web', { assumeRolePolicy: '{}', provider: usa }));
  });
  const bucket = reference(`aws_s3_bucket.${Object.keys(stack.resource.aws_s3_bucket ?? {})}.arn`);
  const key = `aws_kms_key.${Object.keys(stack.resource.aws_kms_key ?? {})}.arn`;
  expect(statementsOf(stack)).toMatchObject([
    {
      Condition: { StringEquals: { 'aws:RequestedRegion': [reference(`element(split(":", ${key}), 3)`)] } },
    },
    { Resource: [`${bucket}/liveness/demo/kiosk/*`] },
    { Resource: [reference(key)] },
  ]);
  expect(only(stack.resource.aws_iam_role_policy)).toMatchObject({ provider: 'aws.usa' });
});

test('wildcards in a prefix stand for themselves', () => {
  const stack = synthesizeInRegion((stack) => {
    poolOnExisting(stack, 'liveness/f*/$a?/').grants.readImages(new IamRole(stack, 'web', { assumeRolePolicy: '{}' }));
  });
  expect(statementsOf(stack)[0]).toMatchObject({
    Resource: [`arn:aws:s3:::faces/liveness/f$${reference('*')}/$${reference('$')}a$${reference('?')}/*`],
  });
});

describe('actions', () => {
  test('are allowed on the objects of the pool, its key, and Rekognition in its region', () => {
    const stack = granted((grants, role) =>
      grants.actions(role, ['s3:DeleteObject*', 'KMS:DescribeKey', 'rekognition:DetectFaces', 's3:GetObjectTagging']),
    );
    expect(statementsOf(stack)).toEqual([
      allow(IMAGES, 's3:DeleteObject*', 's3:GetObjectTagging'),
      allow(KEY_ARN, 'KMS:DescribeKey'),
      sessions('DetectFaces'),
    ]);
  });

  test('are merged with those of the other grants', () => {
    const stack = granted((grants, role) => {
      grants.readImages(role);
      grants.actions(role, ['s3:DeleteObject', 's3:GetObject', 'kms:Decrypt']);
    });
    expect(statementsOf(stack)).toEqual([
      allow(IMAGES, 's3:DeleteObject', 's3:GetObject', 's3:GetObjectVersion'),
      allow(KEY_ARN, 'kms:Decrypt'),
    ]);
  });

  test.for<[string, unknown, string]>([
    ['another service', ['iam:PassRole'], '"iam:PassRole" is of another service; grants are for s3:, kms: and'],
    ['an action on buckets', ['s3:ListBucket'], '"s3:ListBucket" is an action on buckets; grants are for objects'],
    ['all actions of all services', ['*'], '"*" is not an action'],
    ['a reference', [reference('var.action')], `"${reference('var.action')}" is not an action`],
    ['a number', [7], '7 is not an action'],
    ['nothing', [], '[] was received; give a literal list of at least one action'],
    ['a text', 's3:GetObject', '"s3:GetObject" was received; give a literal list'],
  ])('fail when they have %s', ([, actions, message]) => {
    expect(() => granted((grants, role) => grants.actions(role, actions as string[]))).toThrow(
      `invalid actions: ${message}`,
    );
  });
});

test('grants are made by pools only', () => {
  // @ts-expect-error the constructor is private
  expect(new LivenessSessionPoolGrants({})).toBeDefined();
});
