import { IamGroup } from '@cdktf/provider-aws/lib/iam-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { expect, test } from 'vitest';
import { LivenessGrantee, LivenessImageStorage, LivenessSessionPool } from '../../../../src/constructs';
import { errorsOf, only, policyOf, REGION, synthesizeInRegion } from '../../support';

/** What Terraform puts in the place of references. The name of the bucket is as long as one that the provider makes unique. */
const VALUES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\$\{aws_s3_bucket\.\w+\.arn\}/g, 'arn:aws:s3:::liveness-20261130120000000000000001'],
  [/\$\{aws_kms_key\.\w+\.arn\}/g, 'arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'],
  [/\$\{element\(split\("?:"?, aws_kms_key\.\w+\.arn\), 3\)\}/g, 'ap-northeast-1'],
];

/** A policy as Terraform sends it to IAM, which does not count white space. */
function rendered(policy: unknown): string {
  const json = JSON.stringify(policyOf(policy)).replaceAll('\\"', '');
  const text = VALUES.reduce((json, [expression, value]) => json.replace(expression, value), json);
  expect(text).not.toContain('${');
  return text;
}

/** Limits of characters: "IAM and AWS STS quotas" in the user guide of IAM. */
const INLINE_OF_ROLE = 10_240;
const MANAGED = 6144;

const POOLS = Array.from({ length: 50 }, (_, pool) => `kiosk-${pool + 1}`);

test('all grants of 50 pools on one storage to one grantee fit into its policy', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const storage = new LivenessImageStorage(stack, 'images');
    const grantees = [
      new IamRole(stack, 'web', { assumeRolePolicy: '{}' }),
      new IamUser(stack, 'jo', { name: 'jo' }),
      new IamGroup(stack, 'staff', { name: 'staff' }),
      LivenessGrantee.fromArn('arn:aws:iam::111122223333:role/auditor'),
    ];
    const pools = POOLS.map((id) => new LivenessSessionPool(stack, id, { storage }));
    for (const grantee of grantees) {
      storage.grants.readImages(grantee);
      storage.grants.writeImages(grantee);
      for (const { grants } of pools) {
        grants.createSessions(grantee);
        grants.readResults(grantee);
        grants.readImages(grantee);
        grants.startSessions(grantee);
      }
    }
  });
  const ofRole = rendered(only(resource.aws_iam_role_policy).policy);
  const managed = Object.values(resource.aws_iam_policy ?? {}).map(({ policy }) => rendered(policy));
  expect(managed).toEqual([ofRole, ofRole, ofRole]);
  expect(ofRole.length).toBeLessThan(MANAGED);
  expect(ofRole.length).toBeLessThan(INLINE_OF_ROLE / 2);
  for (const pool of POOLS) expect(ofRole.split(`/liveness/demo/${pool}/*"`)).toHaveLength(2);
});

test('grants to some of the pools name the images of each once', () => {
  const { resource } = synthesizeInRegion((stack) => {
    const storage = new LivenessImageStorage(stack, 'images');
    const jo = new IamUser(stack, 'jo', { name: 'jo' });
    for (const [index, id] of POOLS.entries()) {
      const { grants } = new LivenessSessionPool(stack, id, { storage });
      if (index < 30) grants.createSessions(jo);
      if (index > 10) grants.readImages(jo);
    }
  });
  const policy = rendered(only(resource.aws_iam_policy).policy);
  expect(policy.length).toBeLessThan(MANAGED);
  for (const pool of POOLS) expect(policy.split(`/liveness/demo/${pool}/*"`)).toHaveLength(2);
});

test.for([
  ['role', 'demo/web/LivenessGrants', 'the inline policies of a role can have 10240'],
  ['user', 'demo/jo/LivenessGrants', 'a managed policy can have 6144'],
] as const)('synthesis fails when the policy of a %s is longer than IAM allows', ([kind, place, limit]) => {
  const errorsWith = (count: number) =>
    errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const storage = new LivenessImageStorage(stack, 'images');
      const grantee =
        kind === 'role'
          ? new IamRole(stack, 'web', { assumeRolePolicy: '{}' })
          : new IamUser(stack, 'jo', { name: 'jo' });
      for (let n = 0; n < count; n += 1) {
        const imagePrefix = `liveness/${`${n}`.padStart(700, 'x')}/`;
        new LivenessSessionPool(stack, `kiosk-${n}`, { storage, imagePrefix }).grants.readImages(grantee);
      }
    });
  expect(errorsWith(8)).toEqual([]);
  expect(errorsWith(15)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^\\[${place}\\] invalid grants: the policy of the grantee has more than \\d+ characters, and ${limit}\\. Grant on a ` +
          'storage whose key prefix covers the pools, such as storage.grants.readImages, or to several grantees$',
      ),
    ),
  ]);
});
