import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { TerraformOutput } from 'cdktf';
import { expect, test } from 'vitest';
import { LivenessImageStorage, LivenessImageStorageGrants, LivenessSessionPool } from '../../../src/constructs';
import { only, policyOf, synthesizeInRegion } from '../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const IMAGES = ['arn:aws:s3:::faces/all/*'];
const EXISTING = { bucketName: 'faces', keyArn: KEY_ARN, keyPrefix: 'all/' };

test.for([
  [
    'writeImages',
    [
      { Effect: 'Allow', Action: ['s3:PutObject'], Resource: IMAGES },
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: [KEY_ARN] },
    ],
  ],
  [
    'readImages',
    [
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:GetObjectVersion'], Resource: IMAGES },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: [KEY_ARN],
        Condition: { StringEquals: { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com'] } },
      },
    ],
  ],
] as const)('%s covers the images of all pools', ([grant, statements]) => {
  const { output, resource } = synthesizeInRegion((stack) => {
    const { grants } = LivenessImageStorage.fromAttributes(stack, 'images', EXISTING);
    grants[grant](new IamRole(stack, 'web', { assumeRolePolicy: '{}' }));
    new TerraformOutput(stack, 'document', { value: grants[`${grant}Document`] });
  });
  expect(policyOf(only(resource.aws_iam_role_policy).policy).Statement).toEqual(statements);
  const { Statement } = policyOf((output.document as { readonly value: unknown }).value);
  expect(Statement).toHaveLength(statements.length);
});

test('actions are allowed on the images of all pools', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const { grants } = LivenessImageStorage.fromAttributes(stack, 'images', EXISTING);
    grants.actions(new IamRole(stack, 'web', { assumeRolePolicy: '{}' }), ['s3:DeleteObject']);
  });
  expect(policyOf(only(resource.aws_iam_role_policy).policy).Statement).toEqual([
    { Effect: 'Allow', Action: ['s3:DeleteObject'], Resource: IMAGES },
  ]);
});

test('grants of a storage and of its pools to one role are one policy', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const storage = LivenessImageStorage.fromAttributes(stack, 'images', EXISTING);
    const role = new IamRole(stack, 'web', { assumeRolePolicy: '{}' });
    storage.grants.readImages(role);
    for (const id of ['front', 'back']) new LivenessSessionPool(stack, id, { storage }).grants.readImages(role);
  });
  expect(policyOf(only(resource.aws_iam_role_policy).policy).Statement).toMatchObject([
    { Resource: [...IMAGES, 'arn:aws:s3:::faces/all/demo/front/*', 'arn:aws:s3:::faces/all/demo/back/*'] },
    { Resource: [KEY_ARN] },
  ]);
});

test('grants are made by storages only', () => {
  // @ts-expect-error the constructor is private
  expect(new LivenessImageStorageGrants({})).toBeDefined();
});
