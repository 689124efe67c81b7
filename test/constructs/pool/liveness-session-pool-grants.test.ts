import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { LivenessImageStorage, LivenessSessionPool, type LivenessSessionPoolGrants } from '../../../src/constructs';
import { only, REGION, reference, type SynthesizedStack, synthesizeInRegion } from '../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A pool on an existing bucket and key, whose ARNs are then in the policies. */
function poolOnExisting(stack: TerraformStack): LivenessSessionPool {
  const storage = LivenessImageStorage.fromAttributes(stack, 'images', { bucketName: 'faces', keyArn: KEY_ARN });
  return new LivenessSessionPool(stack, 'kiosk', { storage, name: 'door' });
}

function granted(grant: (grants: LivenessSessionPoolGrants, role: IamRole) => void): SynthesizedStack {
  return synthesizeInRegion((stack) => {
    grant(poolOnExisting(stack).grants, new IamRole(stack, 'web', { assumeRolePolicy: '{}' }));
  });
}

function sessions(stack: SynthesizedStack, sid: string, action: string): unknown {
  const [region] = Object.keys(stack.data.aws_region ?? {});
  return {
    sid,
    actions: [action],
    resources: ['*'],
    condition: [
      { test: 'StringEquals', variable: 'aws:RequestedRegion', values: [reference(`data.aws_region.${region}.id`)] },
    ],
  };
}

const IMAGES = ['arn:aws:s3:::faces/liveness/door/*'];

describe('a role can', () => {
  test('create sessions and write their images', () => {
    const stack = granted((grants, role) => grants.createSessions(role));
    expect(only(stack.data.aws_iam_policy_document).statement).toEqual([
      sessions(stack, 'CreateSessions', 'rekognition:CreateFaceLivenessSession'),
      { sid: 'WriteImages', actions: ['s3:PutObject'], resources: IMAGES },
      { sid: 'EncryptImages', actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [KEY_ARN] },
    ]);
    const [document] = Object.keys(stack.data.aws_iam_policy_document ?? {});
    expect(only(stack.resource.aws_iam_role_policy)).toEqual({
      role: reference('aws_iam_role.web.name'),
      policy: reference(`data.aws_iam_policy_document.${document}.json`),
    });
  });

  test('get results', () => {
    const stack = granted((grants, role) => grants.readResults(role));
    expect(only(stack.data.aws_iam_policy_document).statement).toEqual([
      sessions(stack, 'ReadResults', 'rekognition:GetFaceLivenessSessionResults'),
    ]);
  });

  test("read the pool's images", () => {
    const stack = granted((grants, role) => grants.readImages(role));
    expect(only(stack.data.aws_iam_policy_document).statement).toEqual([
      { sid: 'ReadImages', actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: IMAGES },
      { sid: 'DecryptImages', actions: ['kms:Decrypt'], resources: [KEY_ARN] },
    ]);
    expect(stack.data.aws_region).toBeUndefined();
  });

  test('start sessions only', () => {
    const stack = granted((grants, role) => grants.startSessions(role));
    expect(only(stack.data.aws_iam_policy_document).statement).toEqual([
      sessions(stack, 'StartSessions', 'rekognition:StartFaceLivenessSession'),
    ]);
  });

  test('get all grants, each once', () => {
    const stack = granted((grants, role) => {
      for (let times = 0; times < 2; times += 1) {
        for (const grant of ['createSessions', 'readResults', 'readImages', 'startSessions'] as const) {
          grants[grant](role);
        }
      }
    });
    expect(Object.keys(stack.resource.aws_iam_role_policy ?? {})).toEqual([
      'kiosk_Grants_CreateSessions_web_Policy_77EE3FE9',
      'kiosk_Grants_ReadImages_web_Policy_763968C2',
      'kiosk_Grants_ReadResults_web_Policy_8E059407',
      'kiosk_Grants_StartSessions_web_Policy_53FAF589',
    ]);
    expect(Object.keys(stack.data.aws_region ?? {})).toHaveLength(1);
  });
});

test('several roles, existing ones included, share a policy document', () => {
  const stack = synthesizeInRegion((stack) => {
    const { grants } = poolOnExisting(stack);
    grants.readResults(new IamRole(stack, 'web', { assumeRolePolicy: '{}' }));
    grants.readResults(new DataAwsIamRole(stack, 'batch', { name: 'batch' }));
  });
  expect(Object.values(stack.resource.aws_iam_role_policy ?? {}).map(({ role }) => role)).toEqual([
    reference('data.aws_iam_role.batch.name'),
    reference('aws_iam_role.web.name'),
  ]);
  expect(Object.keys(stack.data.aws_iam_policy_document ?? {})).toHaveLength(1);
});

test.for(['Document', 'Policy'])('a role whose id %s is also an id inside a grant gets the grant', (id) => {
  const stack = synthesizeInRegion((stack) => {
    poolOnExisting(stack).grants.readImages(new IamRole(stack, id, { assumeRolePolicy: '{}' }));
  });
  expect(only(stack.resource.aws_iam_role_policy).role).toBe(reference(`aws_iam_role.${id}.name`));
});

test('policy documents provide the grants for other principals', () => {
  const stack = synthesizeInRegion((stack) => {
    const { grants } = poolOnExisting(stack);
    const { createSessionsDocument, readResultsDocument, readImagesDocument, startSessionsDocument } = grants;
    new TerraformOutput(stack, 'documents', {
      value: [createSessionsDocument, readResultsDocument, readImagesDocument, startSessionsDocument].map(
        ({ json }) => json,
      ),
    });
  });
  const { value } = stack.output.documents as { readonly value: readonly string[] };
  expect(value.map((document) => /kiosk_Grants_([A-Za-z]+)_Document/.exec(document)?.[1])).toEqual([
    'CreateSessions',
    'ReadResults',
    'ReadImages',
    'StartSessions',
  ]);
  expect(stack.resource).toBeUndefined();
});

test('no grant exists by default', () => {
  const { resource, data } = synthesizeInRegion((stack) => new LivenessSessionPool(stack, 'kiosk'));
  expect(resource.aws_iam_role_policy).toBeUndefined();
  expect(data.aws_region).toBeUndefined();
});

test('grants name the bucket and key that the pool creates, and use its provider', () => {
  const stack = synthesizeInRegion((stack) => {
    const usa = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
    const pool = new LivenessSessionPool(stack, 'kiosk', { awsProvider: usa });
    pool.grants.createSessions(new IamRole(stack, 'web', { assumeRolePolicy: '{}' }));
  });
  const documents = Object.entries(stack.data.aws_iam_policy_document ?? {});
  const [, document] = documents.find(([name]) => name.includes('CreateSessions')) ?? [];
  const [bucket] = Object.keys(stack.resource.aws_s3_bucket ?? {});
  const [key] = Object.keys(stack.resource.aws_kms_key ?? {});
  expect(document).toMatchObject({
    provider: 'aws.usa',
    statement: [
      { sid: 'CreateSessions' },
      { resources: [`${reference(`aws_s3_bucket.${bucket}.arn`)}/liveness/demo/kiosk/*`] },
      { resources: [reference(`aws_kms_key.${key}.arn`)] },
    ],
  });
  expect(only(stack.data.aws_region)).toEqual({ provider: 'aws.usa' });
  expect(only(stack.resource.aws_iam_role_policy)).toMatchObject({ provider: 'aws.usa' });
});

test('a role of another stack can get a grant', () => {
  const app = new App();
  const roles = new TerraformStack(app, 'roles');
  new AwsProvider(roles, 'aws', { region: REGION });
  const role = new IamRole(roles, 'web', { assumeRolePolicy: '{}' });
  const stack = new TerraformStack(app, 'demo');
  new AwsProvider(stack, 'aws', { region: REGION });
  const policy = poolOnExisting(stack).grants.startSessions(role);
  expect(policy.node.path).toBe('demo/kiosk/Grants/StartSessions/roles/web/Policy');
  stack.prepareStack();
  expect(stack.toTerraform().resource.aws_iam_role_policy[policy.friendlyUniqueId].role).toMatch(
    /^\$\{data\.terraform_remote_state\./,
  );
});

test.for([
  [
    'a user',
    (stack: TerraformStack) => new IamUser(stack, 'user', { name: 'me' }),
    'invalid role: demo/user is of the type aws_iam_user',
  ],
  [
    'an output',
    (stack: TerraformStack) => new TerraformOutput(stack, 'user', { value: 1 }),
    'invalid role: demo/user is no resource and no data source',
  ],
] as const)('fails when the role is %s', ([, make, message]) => {
  expect(() => synthesizeInRegion((stack) => poolOnExisting(stack).grants.readImages(make(stack)))).toThrow(message);
});
