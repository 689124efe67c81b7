import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Fn, type IResolvable, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import {
  ChallengeType,
  LivenessSessionPool,
  type LivenessSessionPoolProps,
  OnUnusable,
} from '../../../../src/constructs';
import { errorsOf, only, REGION, reference, synthesizeInRegion } from '../../support';

function errorsWith(props: LivenessSessionPoolProps): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessSessionPool(stack, 'kiosk', props);
  });
}

const type = ChallengeType.FACE_MOVEMENT;

describe('a pool is synthesized with', () => {
  test.for<[string, LivenessSessionPoolProps]>([
    ['no session', { size: 0 }],
    ['as many sessions as the region fills in three minutes', { size: 900 }],
    ['the smallest limit of audit images', { auditImagesLimit: 0 }],
    ['the largest limit of audit images', { auditImagesLimit: 4 }],
    ['an empty prefix', { keyPrefix: '', imagePrefix: '' }],
    ['the longest prefix', { keyPrefix: '', imagePrefix: 'x'.repeat(950) }],
    ['a name with blanks', { name: 'front door' }],
    [
      'references that are written into the values',
      {
        imagePrefix: reference('var.prod ? "a/" : "b/"'),
        challengePreferences: [{ type, versions: { minimum: reference('var.version') } }],
      },
    ],
    ['an escaped sign in the prefix', { keyPrefix: 'a$${b}%%{c}/', imagePrefix: 'a$${b}%%{c}/d$${e}/' }],
    ['no preference', { challengePreferences: [] }],
    ['the same version twice', { challengePreferences: [{ type, versions: { minimum: '1.0.0', maximum: '1.0.0' } }] }],
    [
      'versions of several digits',
      { challengePreferences: [{ type, versions: { minimum: '2.0.0', maximum: '10.0.0' } }] },
    ],
    ['a maximum alone', { challengePreferences: [{ type, versions: { maximum: '999.999.999' } }] }],
  ])('%s', ([, props]) => {
    expect(errorsWith(props)).toEqual([]);
  });
});

describe('synthesis fails when', () => {
  test.for<[string, LivenessSessionPoolProps, string]>([
    [
      'the size is negative',
      { size: -1 },
      'invalid size: -1 was given; the size of a pool is a whole number of 0 or more. Change it to one',
    ],
    [
      'the size is not whole',
      { size: 1.5 },
      'invalid size: 1.5 was given; the size of a pool is a whole number of 0 or more. Change it to one',
    ],
    [
      'the name is empty',
      { name: '' },
      'invalid name: "" is empty; the tokens of the sessions are derived from it. Give it a value, or leave it out',
    ],
    [
      'the prefix has an escaped expression, and is outside of the storage',
      { imagePrefix: 'faces/$${x}/' },
      'invalid imagePrefix: "faces/$${x}/" does not start with "liveness/", the key prefix of the storage, which its retention ' +
        'and permissions are about. Start with that, leave it out, or change keyPrefix of the storage',
    ],
    [
      'the prefix has a blank',
      { imagePrefix: 'liveness/my images/' },
      expect.stringContaining(
        'invalid imagePrefix: "liveness/my images/" contains whitespace; an S3 key prefix is at most 950 characters without whitespace. Remove the whitespace',
      ),
    ],
    [
      'the prefix is too long',
      { keyPrefix: 'x', imagePrefix: 'x'.repeat(951) },
      expect.stringMatching(
        /^\[demo\/kiosk\] invalid imagePrefix: "x+…" has 951 characters; .+ Shorten it by 1 character$/,
      ),
    ],
    [
      'too many audit images are wanted',
      { auditImagesLimit: 5 },
      'invalid auditImagesLimit: 5 is too large; an audit images limit is a whole number from 0 to 4. Use 4 or less',
    ],
    [
      'a part of an audit image is wanted',
      { auditImagesLimit: 0.5 },
      expect.stringContaining('invalid auditImagesLimit: 0.5 is not a whole number'),
    ],
    [
      'the challenge is unknown',
      { challengePreferences: [{ type }, { type: 'Blink' as ChallengeType }] },
      expect.stringContaining('invalid challengePreferences[1].type: "Blink" is not a challenge type'),
    ],
    [
      'a version is malformed',
      { challengePreferences: [{ type, versions: { minimum: '1.0' } }] },
      'invalid challengePreferences[0].versions.minimum: "1.0" does not have the form of a challenge version; a challenge version is three numbers from 0 to 999, without leading zeros, with dots between them. Write it like 1.0.0',
    ],
    [
      'versions are in the wrong order',
      { challengePreferences: [{ type, versions: { minimum: '2.0.0', maximum: '1.0.0' } }] },
      'invalid challengePreferences[0].versions: the minimum version 2.0.0 is higher than the maximum version 1.0.0. Lower the minimum or raise the maximum',
    ],
  ])('%s', ([, props, message]) => {
    expect(errorsWith(props)).toEqual([typeof message === 'string' ? `[demo/kiosk] ${message}` : message]);
  });

  test.for([
    ['1', '1'],
    ['Ö', ''],
  ])('the id is %s, which is not a valid name in Terraform', ([id = '', name]) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, id);
    });
    expect(errors).toEqual([
      `[demo/${id}] invalid id: names in Terraform would start with "${name}", and a name there starts with a letter from A ` +
        'to Z or an underscore. Change the id to start with one',
    ]);
  });

  test('the size is above the maximum', () => {
    const [error] = errorsWith({ size: 100_001 });
    expect(error).toBe(
      '[demo/kiosk] invalid size: 100001 was given; the size of a pool is 100000 or less: a session lives for 180 seconds, ' +
        'so the first would have expired before the last is there. Lower it',
    );
  });

  test('several props of several pools are invalid, and all errors are reported', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
      new LivenessSessionPool(stack, 'kiosk', { size: -1, imagePrefix: 'liveness/a b', auditImagesLimit: 5 });
      new LivenessSessionPool(stack, 'gate', { bucketName: 'x' });
    });
    expect(errors.map((line) => line.split(':')[0]?.split(' in the region')[0])).toEqual([
      '[demo/kiosk] invalid size',
      '[demo/kiosk] invalid imagePrefix',
      '[demo/kiosk] invalid auditImagesLimit',
      '[demo/kiosk] Face Liveness is not offered',
      '[demo/gate] Face Liveness is not offered',
      '[demo/gate/Storage/Bucket] invalid bucketName',
    ]);
  });
});

/** Props that only an app in JavaScript can give. */
function untyped(props: unknown): LivenessSessionPoolProps {
  return props as LivenessSessionPoolProps;
}

describe('synthesis fails in an app in JavaScript when', () => {
  test.for<[unknown, string]>([
    [{ size: '3' }, 'size: "3" is not a number. Give it a number, or leave it out'],
    [{ size: null }, 'size: null is not a number. Give it a number, or leave it out'],
    [{ name: 42 }, 'name: 42 is not a string. Give it a string, or leave it out'],
    [{ imagePrefix: 7 }, 'imagePrefix: 7 is not a string. Give it a string, or leave it out'],
    [{ managed: 'yes' }, 'managed: "yes" is not a boolean. Give it a boolean, or leave it out'],
    [{ outputs: 0 }, 'outputs: 0 is not a boolean. Give it a boolean, or leave it out'],
    [{ checks: 'no' }, 'checks: "no" is not a boolean. Give it a boolean, or leave it out'],
    [{ keepers: 'x' }, 'keepers: "x" is not a map of strings. Give it a map of strings, or leave it out'],
    [
      { keepers: new Map([['a', 'b']]) },
      'keepers: a Map is not a map of strings. Give it a map of strings, or leave it out',
    ],
    [{ livenessProviderSource: 5 }, 'livenessProviderSource: 5 is not a string. Give the source itself'],
    [{ livenessProviderSource: null }, 'livenessProviderSource: null is not a string. Give the source itself'],
    [{ keepers: ['a'] }, 'keepers: ["a"] is not a map of strings. Give it a map of strings, or leave it out'],
    [{ keepers: { a: 1 } }, 'keepers: {"a":1} is not a map of strings. Give it a map of strings, or leave it out'],
    [
      { onUnusable: 'sometimes' },
      'onUnusable: "sometimes" is not one of "ignore", "report", "warn", "error", "replace". Use one of these',
    ],
    [
      { challengePreferences: 'FaceMovementChallenge' },
      'challengePreferences: "FaceMovementChallenge" is not a list that is known at synthesis, and each preference is a ' +
        'block. Give a list',
    ],
    [
      { challengePreferences: ['x'] },
      'challengePreferences[0]: "x" is not an object that is known at synthesis, and it is a block. Give an object',
    ],
    [
      { challengePreferences: [{ type, versions: '1.0.0' }] },
      'challengePreferences[0].versions: "1.0.0" is not an object that is known at synthesis, and it is a block. Give an object',
    ],
    [
      { auditImagesLimit: '4' },
      'auditImagesLimit: "4" is not a whole number; an audit images limit is a whole number from 0 to 4. Give a whole number instead',
    ],
  ])('the props are %j', ([props, error]) => {
    expect(errorsWith(untyped(props))).toEqual([`[demo/kiosk] invalid ${error}`]);
  });

  test.for<[unknown, string]>([
    ['x', 'invalid props: "x" is not an object. Give the props in one'],
    [{ storage: 'x' }, 'invalid storage: "x" is not a storage: use LivenessImageStorage, or its method fromAttributes'],
    [{ awsProvider: 'aws' }, 'invalid awsProvider: "aws" is not a provider. Pass the construct that declares one'],
    [{ livenessProvider: {} }, 'invalid livenessProvider: {} is not a provider. Pass the construct that declares one'],
  ])('the props are %j, and nothing can be constructed', ([props, error]) => {
    expect(() => errorsWith(untyped(props))).not.toThrow();
    expect(() => new LivenessSessionPool(new TerraformStack(Testing.app(), 'demo'), 'kiosk', untyped(props))).toThrow(
      new Error(error),
    );
  });
});

test('an unknown prop is no error', () => {
  expect(errorsWith(untyped({ tomorrow: true }))).toEqual([]);
});

describe('synthesis fails when tokens decide what must be known:', () => {
  test.for<[string, (variable: TerraformVariable) => unknown, string]>([
    [
      'a list of blocks',
      ({ listValue }) => ({ challengePreferences: listValue }),
      'challengePreferences: a token is not a list that is known at synthesis, and each preference is a block. Give a list',
    ],
    [
      'any value as blocks',
      ({ value }) => ({ challengePreferences: value }),
      'challengePreferences: a token is not a list that is known at synthesis, and each preference is a block. Give a list',
    ],
    [
      'a block in a list',
      ({ value }) => ({ challengePreferences: [{ type }, value] }),
      'challengePreferences[1]: a token is not an object that is known at synthesis, and it is a block. Give an object',
    ],
    [
      'managed',
      ({ booleanValue }) => ({ managed: booleanValue }),
      'managed: a token was given, and it must be known at synthesis which elements and blocks there are. Give a boolean',
    ],
  ])('%s', ([, props, error]) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const variable = new TerraformVariable(stack, 'any', {});
      new LivenessSessionPool(stack, 'kiosk', untyped(props(variable)));
    });
    expect(errors).toEqual([`[demo/kiosk] invalid ${error}`]);
  });

  test.for(['versioning', 'lifecycleRules', 'bucketPolicyStatements'])('%s', (prop) => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const { value } = new TerraformVariable(stack, 'any', {});
      new LivenessSessionPool(stack, 'kiosk', untyped({ [prop]: value }));
    });
    expect(errors).toEqual([
      expect.stringContaining(`[demo/kiosk/Storage/Bucket] invalid ${prop}: a token was given, and it must be known`),
    ]);
  });
});

describe('a map that only Terraform knows can be', () => {
  test.for<[string, (value: unknown) => Readonly<Record<string, string>>]>([
    ['a map token', (value) => Token.asStringMap(value as IResolvable)],
    ['the result of a function', (value) => Fn.merge([{ a: 'b' }, value])],
  ])('%s', ([, mapOf]) => {
    const { data, resource } = synthesizeInRegion((stack) => {
      const { value } = new TerraformVariable(stack, 'any', {});
      new LivenessSessionPool(stack, 'kiosk', { keepers: mapOf(value), tags: mapOf(value) });
    });
    expect(only(data.faceliveness_session_pool).keepers).toMatch(/^\$\{.*var\.any.*\}$/);
    expect(only(resource.aws_s3_bucket).tags).toMatch(/^\$\{.*var\.any.*\}$/);
  });
});
describe('synthesis fails when a text is a broken template of Terraform:', () => {
  test.for<[LivenessSessionPoolProps, string]>([
    [
      { name: 'sale %{off}' },
      'name: "sale %{off}" contains "%{", which starts a template directive of Terraform. Write "%%{" for the characters themselves',
    ],
    [
      { imagePrefix: 'liveness/%{x}/' },
      'imagePrefix: "liveness/%{x}/" contains "%{", which starts a template directive of Terraform. Write "%%{" for the characters themselves',
    ],
    [
      { keepers: { 'a%{': 'b ${' } },
      'keepers: "a%{" contains "%{", which starts a template directive of Terraform. Write "%%{" for the characters themselves|' +
        `keepers: "b \${" contains "\${" without a "}" after it, which starts an expression of Terraform. Write "$\${" for the characters themselves`,
    ],
  ])('%j', ([props, errors]) => {
    expect(errorsWith(props)).toEqual(errors.split('|').map((error) => `[demo/kiosk] invalid ${error}`));
  });

  test('but escaped ones, and expressions, are none', () => {
    expect(errorsWith({ name: '100 %%{ $${ %', keepers: { a: reference('var.a') } })).toEqual([]);
  });
});

describe('synthesis fails for the reaction', () => {
  test.for<[LivenessSessionPoolProps, string]>([
    [
      { onUnusable: OnUnusable.REPLACE },
      'OnUnusable.REPLACE needs a managed pool; a data source cannot replace sessions. Set managed, or use OnUnusable.REPORT',
    ],
    [
      { managed: true, onUnusable: OnUnusable.WARN },
      'a managed pool cannot use OnUnusable.WARN, since a refresh of a resource gives no warnings or errors about sessions. Use OnUnusable.REPORT with checks, or leave managed out',
    ],
    [
      { managed: true, onUnusable: OnUnusable.ERROR },
      'a managed pool cannot use OnUnusable.ERROR, since a refresh of a resource gives no warnings or errors about sessions. Use OnUnusable.REPORT with checks, or leave managed out',
    ],
    [
      { managed: true, checks: true, onUnusable: OnUnusable.IGNORE },
      'with OnUnusable.IGNORE the status of sessions is not read, so checks cannot use it. Use OnUnusable.REPORT, or leave checks out',
    ],
  ])('%j', ([props, error]) => {
    expect(errorsWith(props)).toEqual([`[demo/kiosk] invalid onUnusable: ${error}`]);
  });
});

describe('the id of a pool', () => {
  function poolAt(...ids: readonly string[]): (stack: TerraformStack) => void {
    return (stack) => {
      new AwsProvider(stack, 'aws', { region: REGION });
      const [last = '', ...outer] = [...ids].reverse();
      const scope = outer.reverse().reduce<Construct>((parent, id) => new Construct(parent, id), stack);
      new LivenessSessionPool(scope, last);
    };
  }

  test.for([[['backend']], [['Default']], [['Default', 'Default']]])('cannot be %j', ([ids = []]) => {
    expect(() => poolAt(...ids)(new TerraformStack(Testing.app(), 'demo'))).toThrow(
      new RegExp(`^invalid id: "${ids[0]}" of demo/${ids.join('/')} is `),
    );
  });

  test.for([[['hall', 'backend']], [['hall', 'Default']], [['Default', 'hall']], [['Resource']]])(
    'can be %j',
    ([ids = []]) => {
      expect(errorsOf(poolAt(...ids))).toEqual([]);
    },
  );

  test.for([0, 1])('cannot have a token in its part %d', (part) => {
    const errors = errorsOf((stack) => {
      const { stringValue } = new TerraformVariable(stack, 'any', {});
      poolAt(...['hall', 'kiosk'].map((id, index) => (index === part ? `${id}-${stringValue}` : id)))(stack);
    });
    expect(errors).toEqual([expect.stringContaining('invalid id: that of demo/')]);
  });
});
