import { DataAwsKmsKey } from '@cdktf/provider-aws/lib/data-aws-kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { type ILivenessImageKey, LivenessImageKey, type LivenessImageKeyProps } from '../../../src/constructs';
import { errorsOf, only, policyOf, REGION, reference, type SynthesizedStack, synthesizeInRegion } from '../support';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ADMINISTRATOR = 'arn:aws:iam::111122223333:role/security/keys';

function keyWith(props?: LivenessImageKeyProps): SynthesizedStack {
  return synthesizeInRegion((stack) => new LivenessImageKey(stack, 'key', props));
}

function errorsWith(props: LivenessImageKeyProps): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessImageKey(stack, 'key', props);
  });
}

describe('a key', () => {
  test('rotates and has the default key policy of AWS, as a resource of its own', () => {
    const { resource, data } = keyWith();
    const [id] = Object.keys(resource.aws_kms_key ?? {});
    expect(only(resource.aws_kms_key)).toEqual({ description: 'Face Liveness images', enable_key_rotation: true });
    expect(Object.keys(resource)).toEqual(['aws_kms_key', 'aws_kms_key_policy']);
    const { key_id, policy } = only(resource.aws_kms_key_policy);
    expect(key_id).toBe(reference(`aws_kms_key.${id}.key_id`));
    expect(policyOf(policy)).toEqual({ Version: '2012-10-17', Statement: [allowAccount(id)] });
    expect(data).toBeUndefined();
  });

  test.for(['faces', 'alias/faces'])('has the alias %s', (alias) => {
    const { resource } = keyWith({ alias });
    expect(only(resource.aws_kms_alias)).toEqual({
      name: 'alias/faces',
      target_key_id: reference(`aws_kms_key.${Object.keys(resource.aws_kms_key ?? {})}.key_id`),
    });
  });

  test('has administrators, who cannot use it, in its policy', () => {
    const { resource } = keyWith({ encryptionKeyAdministrators: [ADMINISTRATOR] });
    const [account, administrators] = policyOf(only(resource.aws_kms_key_policy).policy).Statement;
    expect(account).toEqual(allowAccount(Object.keys(resource.aws_kms_key ?? {})[0]));
    expect(administrators).toEqual({
      Sid: 'AllowAdministrators',
      Effect: 'Allow',
      Principal: { AWS: [ADMINISTRATOR] },
      Action: expect.arrayContaining(['kms:ScheduleKeyDeletion', 'kms:Put*']),
      Resource: ['*'],
    });
    const { Action: actions } = administrators as { readonly Action: readonly string[] };
    for (const use of ['kms:*', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*']) {
      expect(actions).not.toContain(use);
    }
  });

  test('allows Rekognition itself to encrypt with rekognitionServiceAccess', () => {
    const { resource } = keyWith({ rekognitionServiceAccess: true });
    const [id] = Object.keys(resource.aws_kms_key ?? {});
    expect(policyOf(only(resource.aws_kms_key_policy).policy).Statement).toEqual([
      allowAccount(id),
      {
        Sid: 'AllowRekognition',
        Effect: 'Allow',
        Principal: { Service: ['rekognition.amazonaws.com'] },
        Condition: { StringEquals: { 'aws:SourceAccount': [accountOf(id)] } },
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: ['*'],
      },
    ]);
  });

  test('has statements of the user in its policy', () => {
    const { resource } = keyWith({
      encryptionKeyPolicyStatements: [
        { principals: { AWS: [ADMINISTRATOR] }, actions: ['kms:Decrypt'], resources: ['*'] },
      ],
    });
    expect(policyOf(only(resource.aws_kms_key_policy).policy).Statement).toMatchObject([
      { Sid: 'AllowAccount' },
      { Effect: 'Allow', Principal: { AWS: [ADMINISTRATOR] }, Action: ['kms:Decrypt'], Resource: ['*'] },
    ]);
  });

  test('has the same description wherever it is declared', () => {
    const { resource } = synthesizeInRegion((stack) => new LivenessImageKey(new Construct(stack, 'hall'), 'key'));
    expect(only(resource.aws_kms_key).description).toBe('Face Liveness images');
  });
});

/** The account of a key, by the id of its block. */
function accountOf(key: string | undefined): string {
  return reference(`element(split(":", aws_kms_key.${key}.arn), 4)`);
}

function allowAccount(key: string | undefined): object {
  const root = `arn:aws:iam::${accountOf(key)}:root`;
  return { Sid: 'AllowAccount', Effect: 'Allow', Principal: { AWS: [root] }, Action: ['kms:*'], Resource: ['*'] };
}

describe('an existing key', () => {
  function arnOf(make: (stack: Parameters<Parameters<typeof synthesizeInRegion>[0]>[0]) => ILivenessImageKey) {
    const synthesized = synthesizeInRegion((stack) => {
      const key = make(stack);
      expect(key.resource).toBeUndefined();
      new TerraformOutput(stack, 'arn', { value: key.keyArn });
    });
    return { ...synthesized, arn: (synthesized.output.arn as { readonly value: string }).value };
  }

  test.for([
    KEY_ARN,
    'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
    'arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  ])('is imported by its ARN %s', (arn) => {
    const imported = arnOf((stack) => LivenessImageKey.fromKeyArn(stack, 'key', arn));
    expect(imported.arn).toBe(arn);
    expect(imported.resource).toBeUndefined();
  });

  test('is imported by an ARN that only Terraform knows', () => {
    const imported = arnOf((stack) =>
      LivenessImageKey.fromKeyArn(stack, 'key', new TerraformVariable(stack, 'key-arn', {}).stringValue),
    );
    expect(imported.arn).toBe(reference('var.key-arn'));
  });

  test.for(['faces', 'alias/faces', 'aws/s3'])('is looked up by its alias %s', (alias) => {
    const { data, arn } = arnOf((stack) => LivenessImageKey.fromAliasName(stack, 'key', alias));
    expect(only(data.aws_kms_alias)).toEqual({ name: `alias/${alias.replace('alias/', '')}` });
    expect(arn).toBe(reference(`data.aws_kms_alias.${Object.keys(data.aws_kms_alias ?? {})}.target_key_arn`));
  });

  test('is imported by a data source', () => {
    const { arn } = arnOf((stack) =>
      LivenessImageKey.fromDataSource(stack, 'key', new DataAwsKmsKey(stack, 'found', { keyId: 'alias/faces' })),
    );
    expect(arn).toBe(reference('data.aws_kms_key.found.arn'));
  });

  test.for([
    ['the id alone', '1234abcd-12ab-34cd-56ef-1234567890ab', 'take the ARN from the console'],
    ['another service', 'arn:aws:s3:::faces', 'take the ARN from the console'],
    ['no account', 'arn:aws:kms:eu-west-1::key/1234abcd-12ab-34cd-56ef-1234567890ab', 'take the ARN from the console'],
    ['an alias', 'arn:aws:kms:eu-west-1:111122223333:alias/faces', 'Use fromAliasName'],
    ["an alias's name", 'alias/faces', 'Use fromAliasName'],
    ['nothing', '', 'take the ARN from the console'],
  ] as const)('fails when its ARN is %s', ([, arn, remedy]) => {
    const make = () => synthesizeInRegion((stack) => LivenessImageKey.fromKeyArn(stack, 'key', arn));
    expect(make).toThrow(`invalid keyArn: ${JSON.stringify(arn)} is not the ARN of a KMS key`);
    expect(make).toThrow(remedy);
  });

  test('fails when its alias is invalid', () => {
    expect(() => synthesizeInRegion((stack) => LivenessImageKey.fromAliasName(stack, 'key', 'my key'))).toThrow(
      'invalid aliasName: "my key" contains " "; an alias has at most 256 characters',
    );
  });
});

describe('synthesis fails when', () => {
  test.for<[string, LivenessImageKeyProps, string]>([
    ['the alias is a number', { alias: 5 as never }, 'invalid alias: 5 is not a string'],
    [
      'administrators are a text',
      { encryptionKeyAdministrators: ADMINISTRATOR as never },
      `invalid encryptionKeyAdministrators: "${ADMINISTRATOR}" is not a list of strings`,
    ],
    ['a switch is a number', { preventDestroy: 1 as never }, 'invalid preventDestroy: 1 is not a boolean'],
    [
      'the window is a text',
      { encryptionKeyDeletionWindowInDays: '7' as never },
      'invalid encryptionKeyDeletionWindowInDays: "7" is not a whole number',
    ],
    [
      'the description has a directive of a template',
      { encryptionKeyDescription: '100%{x}' },
      'invalid encryptionKeyDescription: "100%{x}" contains "%{"',
    ],
    [
      'a statement has no actions',
      { encryptionKeyPolicyStatements: [{ principals: { AWS: ['*'] }, resources: ['*'] }] },
      'invalid encryptionKeyPolicyStatements[0].actions: a statement has either actions or notActions',
    ],
    ['the alias is empty', { alias: 'alias/' }, 'invalid alias: "alias/" is empty; an alias has'],
    ['the alias has a wrong character', { alias: 'my key!' }, 'invalid alias: "my key!" contains " ", "!"; an alias'],
    ['the alias is too long', { alias: 'a'.repeat(251) }, 'invalid alias: it has 257 characters; an alias has'],
    [
      "the alias is AWS's own",
      { alias: 'aws/faces' },
      'invalid alias: "aws/faces" starts with "alias/aws/", which AWS keeps for its own keys. Name it otherwise',
    ],
    [
      'the window is too short',
      { encryptionKeyDeletionWindowInDays: 6 },
      'invalid encryptionKeyDeletionWindowInDays: 6 is too small; the window is a whole number from 7 to 30. Use 7 or more',
    ],
    [
      'the window is too long',
      { encryptionKeyDeletionWindowInDays: 31 },
      'invalid encryptionKeyDeletionWindowInDays: 31 is too large',
    ],
    [
      'the window is not whole',
      { encryptionKeyDeletionWindowInDays: 7.5 },
      'invalid encryptionKeyDeletionWindowInDays: 7.5 is not a whole number',
    ],
    [
      'an administrator is no principal',
      { encryptionKeyAdministrators: [ADMINISTRATOR, 'security'] },
      'invalid encryptionKeyAdministrators[1]: "security" is not the ARN of an IAM role or user',
    ],
    [
      "a tag is AWS's own",
      { tags: { 'aws:team': 'x' } },
      'invalid tags: the key "aws:team" starts with "aws:", which AWS keeps to itself. Name it otherwise',
    ],
    ['a tag has no name', { tags: { '': 'x' } }, 'invalid tags: the key "" is empty; it has 1 to 128 characters'],
    [
      "a tag's name is too long",
      { tags: { ['x'.repeat(129)]: 'x' } },
      'has 129 characters; it has 1 to 128. Shorten it',
    ],
    ["a tag's value is too long", { tags: { team: 'x'.repeat(257) } }, 'the value of "team" has 257 characters'],
    [
      'there are too many tags',
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, 'x'])) },
      'invalid tags: 51 were given; a resource has at most 50. Remove some',
    ],
  ])('%s', ([, props, message]) => {
    expect(errorsWith(props)).toEqual([expect.stringContaining(message)]);
  });
});

test.for<[string, LivenessImageKeyProps]>([
  ['the longest alias', { alias: 'a'.repeat(250) }],
  ['an alias with everything it may have', { alias: 'Team/faces_of-visitors2' }],
  ['an alias that only looks like one of AWS', { alias: 'aws-faces' }],
  ['the shortest window', { encryptionKeyDeletionWindowInDays: 7 }],
  ['the longest window', { encryptionKeyDeletionWindowInDays: 30 }],
  [
    'users and accounts as administrators',
    { encryptionKeyAdministrators: ['arn:aws:iam::111122223333:user/a', 'arn:aws:iam::111122223333:root'] },
  ],
  [
    'references',
    { alias: reference('var.a'), encryptionKeyAdministrators: [reference('var.b')], tags: { t: reference('var.c') } },
  ],
])('a key is synthesized with %s', ([, props]) => {
  expect(errorsWith(props)).toEqual([]);
});
