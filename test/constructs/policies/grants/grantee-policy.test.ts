import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { LivenessGrantee, LivenessImageStorage, LivenessSessionPool } from '../../../../src/constructs';
import { only, policyOf, REGION, reference, type SynthesizedStack, synthesizeInRegion } from '../../support';

const ARN = 'arn:aws:iam::111122223333:role/auditor';

/** Stacks of one app, each with an AWS provider. */
function stacksOf<const T extends readonly string[]>(ids: T): { readonly [I in keyof T]: TerraformStack } {
  const app = Testing.app();
  const stacks = ids.map((id) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, 'aws', { region: REGION });
    return stack;
  });
  return stacks as { [I in keyof T]: TerraformStack };
}

/** The blocks of prepared stacks, in their order. */
function written(...stacks: readonly TerraformStack[]): readonly SynthesizedStack[] {
  for (const stack of stacks) stack.prepareStack();
  return stacks.map((stack) => stack.toTerraform());
}

function roleIn(stack: TerraformStack, id = 'web'): IamRole {
  return new IamRole(stack, id, { assumeRolePolicy: '{}' });
}

test('each grantee has one policy, however it is given and whatever grants to it', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const storage = new LivenessImageStorage(stack, 'images');
    const arn = new TerraformVariable(stack, 'arn', {});
    const role = roleIn(stack);
    for (const id of ['front', 'back']) {
      const { grants } = new LivenessSessionPool(stack, id, { storage });
      const batch = stack.node.tryFindChild('batch') ?? new DataAwsIamRole(stack, 'batch', { name: 'batch' });
      for (const grantee of [role, LivenessGrantee.of(role), batch, LivenessGrantee.fromArn(ARN)]) {
        grants.createSessions(grantee);
        grants.readImages(grantee);
      }
      // Two tokens for one reference.
      for (const text of [arn.stringValue, arn.stringValue]) grants.readImages(LivenessGrantee.fromArn(text));
    }
  });
  expect(Object.values(resource.aws_iam_role_policy ?? {}).map(({ role }) => role)).toEqual([
    reference('data.aws_iam_role.batch.name'),
    reference('aws_iam_role.web.name'),
  ]);
  expect(Object.keys(resource.aws_iam_policy ?? {})).toHaveLength(2);
  for (const { policy } of Object.values(resource.aws_iam_role_policy ?? {})) {
    expect(policyOf(policy).Statement).toHaveLength(3);
  }
});

test('references to one attribute are one resource, whichever tokens stand for them', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const role = roleIn(stack);
    const variable = new TerraformVariable(stack, 'key', {});
    for (const id of ['front', 'back']) {
      const attributes = { bucketName: 'faces', keyArn: variable.stringValue, keyPrefix: 'all/' };
      LivenessImageStorage.fromAttributes(stack, id, attributes).grants.readImages(role);
    }
  });
  expect(policyOf(only(resource.aws_iam_role_policy).policy).Statement).toMatchObject([
    { Resource: ['arn:aws:s3:::faces/all/*'] },
    { Resource: [reference('var.key')] },
  ]);
});

test('a policy has the provider of its grantee, or for an ARN that of who grants', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const awsProvider = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
    const { grants } = new LivenessSessionPool(stack, 'kiosk', { awsProvider });
    grants.readImages(roleIn(stack));
    grants.readImages(new IamRole(stack, 'far', { assumeRolePolicy: '{}', provider: awsProvider }));
    grants.readImages(LivenessGrantee.fromArn(ARN));
  });
  expect(Object.values(resource.aws_iam_role_policy ?? {}).map(({ provider }) => provider)).toEqual([
    'aws.usa',
    undefined,
  ]);
  expect(only(resource.aws_iam_policy).provider).toBe('aws.usa');
  expect(only(resource.aws_iam_policy_attachment).provider).toBe('aws.usa');
});

test('a policy names a role by the logical id that it has in the end', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const role = roleIn(stack);
    new LivenessImageStorage(stack, 'images').grants.readImages(role);
    role.overrideLogicalId('renamed');
  });
  expect(only(resource.aws_iam_role_policy).role).toBe(reference('aws_iam_role.renamed.name'));
});

test('a grant returns the resource with which the grantee has the permissions', () => {
  synthesizeInRegion((stack) => {
    const { grants } = new LivenessImageStorage(stack, 'images');
    const types = [roleIn(stack), new IamUser(stack, 'jo', { name: 'jo' }), LivenessGrantee.fromArn(ARN)].map(
      (grantee) => grants.readImages(grantee).terraformResourceType,
    );
    expect(types).toEqual(['aws_iam_role_policy', 'aws_iam_policy_attachment', 'aws_iam_policy_attachment']);
  });
});

describe('in an app of several stacks', () => {
  test('the policy of a role is in the stack of the role, one for the pools of all stacks', () => {
    const [storages, doors, roles] = stacksOf(['storages', 'doors', 'roles']);
    const role = roleIn(roles);
    const storage = new LivenessImageStorage(storages, 'images');
    storage.grants.writeImages(role);
    new LivenessSessionPool(doors, 'kiosk', { storage }).grants.readImages(role);
    const [ofStorages, ofDoors, ofRoles] = written(storages, doors, roles);
    expect(ofStorages?.resource?.aws_iam_role_policy).toBeUndefined();
    expect(ofDoors?.resource?.aws_iam_role_policy).toBeUndefined();
    const { role: name, policy } = only(ofRoles?.resource.aws_iam_role_policy);
    expect(name).toBe(reference('aws_iam_role.web.name'));
    const bucket = expect.stringMatching(
      /^\$\{data\.terraform_remote_state\.cross-stack-reference-input-storages\.outputs\.\S+aws_s3_bucket\S+arn\}\/liveness\//,
    );
    expect(policyOf(policy).Statement).toMatchObject([{ Resource: [bucket] }, {}, { Resource: [bucket] }]);
  });

  test('a role can be in the stack that uses the pools of another, such as with a pool on its storage', () => {
    const [storages, doors] = stacksOf(['storages', 'doors']);
    const storage = new LivenessImageStorage(storages, 'images');
    const role = roleIn(doors);
    const pool = new LivenessSessionPool(doors, 'kiosk', { storage });
    storage.grants.readImages(role);
    pool.grants.createSessions(role);
    const [, ofDoors] = written(storages, doors);
    expect(Object.keys(ofDoors?.resource.aws_iam_role_policy ?? {})).toHaveLength(1);
  });

  test('the policy of an ARN is in each stack that grants to it', () => {
    const [front, back] = stacksOf(['front', 'back']);
    for (const stack of [front, back]) {
      new LivenessSessionPool(stack, 'kiosk').grants.readImages(LivenessGrantee.fromArn(ARN));
    }
    for (const { resource } of written(front, back)) expect(only(resource.aws_iam_policy)).toBeDefined();
  });

  test('ARNs with the same address in two stacks are two grantees', () => {
    const [a, b, doors] = stacksOf(['a', 'b', 'doors']);
    const { grants } = new LivenessSessionPool(doors, 'kiosk');
    for (const stack of [a, b]) grants.readImages(LivenessGrantee.fromArn(roleIn(stack).arn));
    const [, , ofDoors] = written(a, b, doors);
    expect(Object.keys(ofDoors?.resource.aws_iam_policy ?? {})).toHaveLength(2);
  });
});

describe('where the stack of a pool depends on the stack of the grantee', () => {
  /** An app whose stack `doors` needs `roles`, of which the grantee is one. */
  function circular(
    order: 'first' | 'last',
    through: boolean,
    grantee: (role: IamRole) => LivenessGrantee,
  ): () => void {
    const app = new App({ outdir: Testing.app().outdir });
    const stackIn = (id: string): TerraformStack => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'aws', { region: REGION });
      return stack;
    };
    const ids = order === 'first' ? ['roles', 'doors', 'hall'] : ['hall', 'doors', 'roles'];
    const stacks = Object.fromEntries(ids.map((id) => [id, stackIn(id)]));
    const { roles = stackIn('-'), doors = roles, hall = roles } = stacks;
    const role = roleIn(roles);
    if (through) {
      const output = new TerraformVariable(hall, 'v', {});
      new TerraformOutput(hall, 'role', { value: role.arn });
      new TerraformOutput(doors, 'hall', { value: output.stringValue });
    } else {
      new TerraformOutput(doors, 'role', { value: role.arn });
    }
    new LivenessSessionPool(doors, 'kiosk').grants.readImages(grantee(role));
    return () => app.synth();
  }

  const MESSAGE =
    'invalid grantee: the policy of roles/web is made in the stack roles and needs the stack doors, which depends on roles. ' +
    'Grant to LivenessGrantee.fromArn with the literal ARN: its policy is made in doors. Or attach the document of the ' +
    'grant, such as grants.readImagesDocument, in doors';

  test.for([
    ['first', false],
    ['last', false],
    ['first', true],
    ['last', true],
  ] as const)(
    'a grant to the role fails with a way on: stack of the role %s, through another stack: %s',
    ([order, through]) => {
      expect(circular(order, through, (role) => LivenessGrantee.of(role))).toThrow(MESSAGE);
    },
  );

  test('a grant of a pool fails as well where only its storage is in such a stack', () => {
    const [storages, doors, roles] = stacksOf(['storages', 'doors', 'roles']);
    const role = roleIn(roles);
    new TerraformOutput(storages, 'role', { value: role.arn });
    const storage = new LivenessImageStorage(storages, 'images');
    new LivenessSessionPool(doors, 'kiosk', { storage }).grants.readImages(role);
    expect(() => written(storages, doors, roles)).toThrow(
      /the policy of roles\/web is made in the stack roles and needs the stack storages, .* its policy is made in doors\./,
    );
  });

  test('a grant to its literal ARN is valid', () => {
    expect(circular('first', false, () => LivenessGrantee.fromArn(ARN))).not.toThrow();
  });

  test('a circle without a grant keeps the message of cdktf', () => {
    const [a, b, c] = stacksOf(['a', 'b', 'c']);
    new LivenessSessionPool(a, 'kiosk').grants.readImages(roleIn(c));
    new TerraformOutput(a, 'of-b', { value: new TerraformVariable(b, 'v', {}).stringValue });
    new TerraformOutput(b, 'of-a', { value: new TerraformVariable(a, 'v', {}).stringValue });
    expect(() => written(a, b, c)).toThrow(/Cannot add dependency/);
  });
});

test('a grant fails when a role has another child with the id of its policy', () => {
  const grant = () =>
    synthesizeInRegion((stack) => {
      const role = roleIn(stack);
      new Construct(role, 'LivenessGrants');
      new LivenessImageStorage(stack, 'images').grants.readImages(role);
    });
  expect(grant).toThrow(
    'invalid id: "LivenessGrants" of demo/web/LivenessGrants is the id of the policy of a grantee. Use another id',
  );
});
