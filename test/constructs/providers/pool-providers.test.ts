import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import {
  App,
  Aspects,
  type IAspect,
  Lazy,
  TerraformIterator,
  type TerraformProvider,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  bindings,
  LivenessGrantee,
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
} from '../../../src/constructs';
import { errorsOf, only, reference, type SynthesizedStack, synthesize, synthesizeHcl } from '../support';

/** A stack with one pool and an AWS provider with these arguments. */
function poolOn(config: AwsProviderConfig): (stack: TerraformStack) => void {
  return (stack) => {
    new AwsProvider(stack, 'aws', config);
    new LivenessSessionPool(stack, 'kiosk');
  };
}

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const FIRST_ROLE = 'arn:aws:iam::111122223333:role/first';
const SECOND_ROLE = 'arn:aws:iam::111122223333:role/second';

/** All arguments that identify the caller and the way to AWS, except exclusive ones and repeatable blocks. */
const IDENTITY: AwsProviderConfig = {
  region: 'eu-west-1',
  profile: 'work',
  accessKey: 'AKIA',
  secretKey: 'secret',
  token: 'token',
  sharedConfigFiles: ['config'],
  sharedCredentialsFiles: ['credentials', 'more'],
  customCaBundle: 'ca.pem',
  insecure: true,
  httpProxy: 'http://localhost:5',
  httpsProxy: '',
  noProxy: 'example.com',
  maxRetries: 0,
  retryMode: 'adaptive',
  useFipsEndpoint: false,
  useDualstackEndpoint: true,
  s3UsePathStyle: true,
  allowedAccountIds: ['111122223333'],
  assumeRole: [
    {
      roleArn: FIRST_ROLE,
      duration: '1h',
      externalId: 'id',
      policy: '{}',
      policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      sessionName: 'session',
      sourceIdentity: 'somebody',
      tags: { costCenter: '7' },
      transitiveTagKeys: ['costCenter'],
    },
    { roleArn: SECOND_ROLE },
  ],
  assumeRoleWithWebIdentity: [
    {
      roleArn: FIRST_ROLE,
      duration: '1h',
      policy: '{}',
      policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      sessionName: 'session',
      webIdentityToken: 'token',
      webIdentityTokenFile: 'file',
    },
  ],
};

const SYNTHESIZED_IDENTITY = {
  region: 'eu-west-1',
  profile: 'work',
  access_key: 'AKIA',
  secret_key: 'secret',
  token: 'token',
  shared_config_files: ['config'],
  shared_credentials_files: ['credentials', 'more'],
  custom_ca_bundle: 'ca.pem',
  insecure: true,
  http_proxy: 'http://localhost:5',
  https_proxy: '',
  no_proxy: 'example.com',
  max_retries: 0,
  retry_mode: 'adaptive',
  use_fips_endpoint: false,
  use_dualstack_endpoint: true,
  s3_use_path_style: true,
  allowed_account_ids: ['111122223333'],
  assume_role: [
    {
      role_arn: FIRST_ROLE,
      duration: '1h',
      external_id: 'id',
      policy: '{}',
      policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      session_name: 'session',
      source_identity: 'somebody',
      tags: { costCenter: '7' },
      transitive_tag_keys: ['costCenter'],
    },
    { role_arn: SECOND_ROLE },
  ],
  assume_role_with_web_identity: {
    role_arn: FIRST_ROLE,
    duration: '1h',
    policy: '{}',
    policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    session_name: 'session',
    web_identity_token: 'token',
    web_identity_token_file: 'file',
  },
};

/** The names of all arguments of a provider. */
function argumentsOf(provider: TerraformProvider): string[] {
  return Object.keys(provider.toTerraform().provider[provider.terraformResourceType][0]);
}

function livenessProviders(stack: SynthesizedStack): readonly unknown[] {
  return stack.provider.faceliveness ?? [];
}

describe('the faceliveness provider', () => {
  test('is added in the region of the AWS provider', () => {
    expect(livenessProviders(synthesize(poolOn({ region: 'ap-south-1' })))).toEqual([{ region: 'ap-south-1' }]);
  });

  test('is added for an AWS provider that is declared after the pool, and for a pool inside other constructs', () => {
    const stack = synthesize((stack) => {
      new LivenessSessionPool(new Construct(new Construct(stack, 'hall'), 'corner'), 'kiosk');
      new AwsProvider(new Construct(stack, 'providers'), 'aws', { region: 'us-west-2' });
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-west-2' }]);
  });

  test('is also added when only the stack is synthesized', () => {
    const stack = new TerraformStack(Testing.app(), 'demo');
    poolOn({ region: 'us-west-2' })(stack);
    expect(JSON.parse(Testing.synth(stack, true)).provider.faceliveness).toEqual([{ region: 'us-west-2' }]);
  });

  test('takes its region from the environment like the AWS provider', () => {
    expect(livenessProviders(synthesize(poolOn({})))).toEqual([{}]);
  });

  test('inherits an overridden region of the AWS provider', () => {
    const stack = synthesize((stack) => {
      new AwsProvider(stack, 'aws', { region: 'us-east-1' }).addOverride('region', 'us-west-2');
      new LivenessSessionPool(stack, 'kiosk');
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-west-2' }]);
  });

  test('refers to the same variables as the AWS provider', () => {
    const stack = synthesize((stack) => {
      const region = new TerraformVariable(stack, 'region', {});
      const secret = new TerraformVariable(stack, 'secret', { sensitive: true });
      new AwsProvider(stack, 'aws', { region: region.stringValue, accessKey: 'AKIA', secretKey: secret.stringValue });
      new LivenessSessionPool(stack, 'kiosk');
    });
    expect(livenessProviders(stack)).toEqual([
      { region: reference('var.region'), access_key: 'AKIA', secret_key: reference('var.secret') },
    ]);
  });

  test('inherits the arguments that identify the caller and the way to AWS, and no others', () => {
    const stack = synthesize(
      poolOn({
        ...IDENTITY,
        endpoints: [
          { s3: 'http://localhost:1', sts: 'http://localhost:2', rekognition: 'http://localhost:3' },
          { kms: 'http://localhost:4' },
        ],
        defaultTags: [{ tags: { team: 'doors' } }],
        ignoreTags: [{ keys: ['team'] }],
        s3UsePathStyle: true,
        skipCredentialsValidation: true,
        skipMetadataApiCheck: 'true',
        skipRegionValidation: true,
        skipRequestingAccountId: true,
        tokenBucketRateLimiterCapacity: 10,
      }),
    );
    expect(livenessProviders(stack)).toEqual([
      {
        ...SYNTHESIZED_IDENTITY,
        endpoints: [{ s3: 'http://localhost:1', sts: 'http://localhost:2', rekognition: 'http://localhost:3' }],
      },
    ]);
  });

  test('inherits all arguments that both providers have, except skip_region_validation', () => {
    const stack = new TerraformStack(Testing.app(), 'demo');
    const live = argumentsOf(new bindings.FacelivenessProvider(stack, 'live'));
    const shared = argumentsOf(new AwsProvider(stack, 'aws')).filter((name) => live.includes(name));
    const taken = [...Object.keys(SYNTHESIZED_IDENTITY), 'endpoints', 'forbidden_account_ids'];
    expect(shared.sort()).toEqual([...taken, 'alias', 'skip_region_validation'].sort());
  });

  test('inherits forbidden accounts', () => {
    const stack = synthesize(poolOn({ forbiddenAccountIds: ['444455556666'] }));
    expect(livenessProviders(stack)).toEqual([{ forbidden_account_ids: ['444455556666'] }]);
  });

  test('inherits references of every kind', () => {
    const stack = synthesize((stack) => {
      const variable = new TerraformVariable(stack, 'any', {});
      const { stringValue: text, numberValue: number, booleanValue: bool, listValue: list } = variable;
      const tags = Token.asStringMap(variable.value);
      poolOn({
        ...{ region: text, sharedConfigFiles: list, maxRetries: number, insecure: bool, allowedAccountIds: list },
        assumeRole: [{ roleArn: text, policyArns: list, tags }],
        assumeRoleWithWebIdentity: [{ webIdentityToken: text }],
        endpoints: [{ sts: text }],
      })(stack);
    });
    const any = reference('var.any');
    expect(livenessProviders(stack)).toEqual([
      {
        ...{ region: any, shared_config_files: any, max_retries: any, insecure: any, allowed_account_ids: any },
        assume_role: [{ role_arn: any, policy_arns: any, tags: any }],
        assume_role_with_web_identity: { web_identity_token: any },
        endpoints: [{ sts: any }],
      },
    ]);
  });

  test('inherits overrides of the AWS provider', () => {
    const stack = synthesize((stack) => {
      const aws = new AwsProvider(stack, 'aws', {
        ...{ region: 'us-east-1', profile: 'work', customCaBundle: 'ca.pem' },
        assumeRole: [{ roleArn: FIRST_ROLE, tags: { team: 'doors' } }],
      });
      aws.addOverride('profile', 'play');
      aws.addOverride('custom_ca_bundle', undefined);
      aws.addOverride('http_proxy', null);
      aws.addOverride('user_agent', ['pipeline/7']);
      aws.addOverride('assume_role.0.role_arn', SECOND_ROLE);
      aws.addOverride('assume_role.0.tags.City', 'Rome');
      aws.addOverride('assume_role_with_web_identity', { role_arn: FIRST_ROLE, web_identity_token_file: 'token' });
      aws.addOverride('endpoints', { s3: 'http://localhost:1', sts: 'http://localhost:2' });
      aws.addOverride('s3_use_path_style', true);
      new LivenessSessionPool(stack, 'kiosk');
    });
    expect(livenessProviders(stack)).toEqual([
      {
        ...{ region: 'us-east-1', profile: 'play', user_agent: ['pipeline/7'], s3_use_path_style: true },
        assume_role: [{ role_arn: SECOND_ROLE, tags: { team: 'doors', City: 'Rome' } }],
        assume_role_with_web_identity: { role_arn: FIRST_ROLE, web_identity_token_file: 'token' },
        endpoints: [{ s3: 'http://localhost:1', sts: 'http://localhost:2' }],
      },
    ]);
  });

  test('inherits dynamic blocks and blocks that resolve at synthesis', () => {
    const stack = synthesize((stack) => {
      const roles = TerraformIterator.fromList(new TerraformVariable(stack, 'roles', {}).listValue);
      const urls = TerraformIterator.fromList(new TerraformVariable(stack, 'urls', {}).listValue);
      const europe = new AwsProvider(stack, 'europe', {
        ...{ region: 'eu-west-1', alias: 'europe' },
        assumeRole: roles.dynamic({ role_arn: roles.value }),
        endpoints: urls.dynamic({ s3: urls.value, sts: urls.value }),
      });
      const asia = new AwsProvider(stack, 'asia', {
        ...{ region: 'ap-south-1', alias: 'asia' },
        assumeRole: Lazy.anyValue({ produce: () => [{ role_arn: FIRST_ROLE }] }),
        assumeRoleWithWebIdentity: Lazy.anyValue({ produce: () => [{ role_arn: SECOND_ROLE }] }),
        endpoints: Lazy.anyValue({ produce: () => [{ s3: 'http://localhost:1', sts: 'http://localhost:2' }] }),
      });
      new LivenessSessionPool(stack, 'europe-pool', { awsProvider: europe });
      new LivenessSessionPool(stack, 'asia-pool', { awsProvider: asia });
    });
    const each = (list: string, content: object) => ({
      for_each: reference(`toset(${list})`),
      iterator: 'each',
      content,
    });
    const value = reference('each.value');
    expect(livenessProviders(stack)).toEqual([
      {
        ...{ region: 'eu-west-1', alias: 'europe' },
        dynamic: {
          assume_role: each('var.roles', { role_arn: value }),
          endpoints: each('var.urls', { s3: value, sts: value }),
        },
      },
      {
        ...{ region: 'ap-south-1', alias: 'asia' },
        assume_role: [{ role_arn: FIRST_ROLE }],
        assume_role_with_web_identity: [{ role_arn: SECOND_ROLE }],
        endpoints: [{ s3: 'http://localhost:1', sts: 'http://localhost:2' }],
      },
    ]);
  });

  test('is shared by all pools of a stack', () => {
    const stack = synthesize((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      for (const id of ['kiosk', 'gate', 'faceliveness']) new LivenessSessionPool(stack, id);
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'eu-west-1' }]);
    expect(Object.keys(stack.data.faceliveness_session_pool ?? {})).toHaveLength(3);
  });

  test.for(['before', 'after'])('is not added when the stack declares one %s the pool', (place) => {
    const stack = synthesize((stack) => {
      const declare = () =>
        new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1', connectTimeout: 5 });
      if (place === 'before') declare();
      poolOn({ region: 'eu-west-1' })(stack);
      if (place === 'after') declare();
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'eu-west-1', connect_timeout: 5 }]);
  });

  test('is added beside one with another alias, under an unused id', () => {
    const stack = synthesize((stack) => {
      new bindings.FacelivenessProvider(stack, 'FacelivenessProvider', { region: 'us-east-1', alias: 'other' });
      poolOn({ region: 'eu-west-1' })(stack);
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-east-1', alias: 'other' }, { region: 'eu-west-1' }]);
    expect(only(stack.data.faceliveness_session_pool)).not.toHaveProperty('provider');
  });
});

/** Calls a function for each AWS provider that it visits. */
function aspectOn(change: (aws: AwsProvider) => void): IAspect {
  return {
    visit: (node) => {
      if (node instanceof AwsProvider) change(node);
    },
  };
}

describe('the faceliveness provider follows the AWS provider', () => {
  test.for(['stack', 'provider'])('through an Aspect of the %s that gives it a role, in JSON and HCL', (place) => {
    const build = (stack: TerraformStack) => {
      poolOn({ region: 'eu-west-1' })(stack);
      const scope = place === 'stack' ? stack : stack.node.findChild('aws');
      Aspects.of(scope).add(aspectOn((aws) => Object.assign(aws, { assumeRole: [{ roleArn: FIRST_ROLE }] })));
    };
    expect(livenessProviders(synthesize(build))).toEqual([
      { region: 'eu-west-1', assume_role: [{ role_arn: FIRST_ROLE }] },
    ]);
    expect(synthesizeHcl(build)).toMatch(
      new RegExp(
        `provider "faceliveness" \\{[^}]*region += "eu-west-1"[^}]*assume_role \\{\\s*role_arn += "${FIRST_ROLE}"`,
      ),
    );
  });

  test('through an Aspect that overrides it, and one that adds it', () => {
    const stack = synthesize((stack) => {
      new LivenessSessionPool(stack, 'kiosk');
      Aspects.of(stack).add({
        visit: (node) => {
          if (node === stack) new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
        },
      });
      Aspects.of(stack).add(aspectOn((aws) => aws.addOverride('profile', 'play')));
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'eu-west-1', profile: 'play' }]);
  });

  test('through an Aspect in an app that skips validations', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'skip-'));
    onTestFinished(() => rmSync(outdir, { recursive: true }));
    const app = new App({ outdir, skipValidation: true });
    const stack = new TerraformStack(app, 'demo');
    poolOn({ region: 'eu-west-1' })(stack);
    Aspects.of(stack).add(aspectOn((aws) => aws.addOverride('profile', 'play')));
    app.synth();
    const { provider } = JSON.parse(readFileSync(join(outdir, 'stacks/demo/cdk.tf.json'), 'utf8'));
    expect(provider.faceliveness).toEqual([{ region: 'eu-west-1', profile: 'play' }]);
  });

  test('by its alias, when a pool uses it by that', () => {
    const stack = synthesize((stack) => {
      const awsProvider = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
      new LivenessSessionPool(stack, 'kiosk', { awsProvider });
      Aspects.of(stack).add(aspectOn((aws) => Object.assign(aws, { profile: 'play' })));
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-east-1', profile: 'play', alias: 'usa' }]);
  });

  test('from one synthesis to the next, also where it loses arguments', () => {
    const stack = new TerraformStack(Testing.app(), 'demo');
    const roles = TerraformIterator.fromList(['a', 'b']);
    const aws = new AwsProvider(stack, 'aws', {
      region: 'us-east-1',
      assumeRole: roles.dynamic({ role_arn: roles.value }),
    });
    new LivenessSessionPool(stack, 'kiosk');
    const synthesized = () => JSON.parse(Testing.synth(stack, true)).provider.faceliveness;
    expect(synthesized()).toEqual([{ region: 'us-east-1', dynamic: { assume_role: expect.anything() } }]);
    aws.resetAssumeRole();
    aws.region = undefined;
    aws.profile = 'play';
    expect(synthesized()).toEqual([{ profile: 'play' }]);
  });

  test('unless an Aspect declares a faceliveness provider, or gives the sessions another one', () => {
    const declared = synthesize((stack) => {
      poolOn({ region: 'eu-west-1' })(stack);
      Aspects.of(stack).add({
        visit: (node) => {
          if (node === stack) new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1', readTimeout: 9 });
        },
      });
    });
    expect(livenessProviders(declared)).toEqual([{ region: 'eu-west-1', read_timeout: 9 }]);
    const given = synthesize((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const key = LivenessImageKey.fromKeyArn(stack, 'key', KEY_ARN);
      const bucket = LivenessImageBucket.fromBucketName(stack, 'bucket', 'faces');
      const { dataSource } = new LivenessSessionPool(stack, 'kiosk', { bucket, encryptionKey: key });
      const slow = new bindings.FacelivenessProvider(stack, 'slow', { region: 'eu-west-1', alias: 'slow' });
      if (dataSource) dataSource.provider = slow;
    });
    expect(livenessProviders(given)).toEqual([{ region: 'eu-west-1', alias: 'slow' }]);
  });

  test('and its region, which an Aspect changes, is the one that is checked', () => {
    const errors = errorsOf((stack) => {
      poolOn({ region: 'eu-west-1' })(stack);
      Aspects.of(stack).add(aspectOn((aws) => Object.assign(aws, { region: 'eu-central-1' })));
    });
    expect(errors).toEqual([
      expect.stringContaining('not offered in the region "eu-central-1" of the provider demo/aws'),
    ]);
  });
});

describe('in a stack with several regions', () => {
  test('pools use their AWS provider, and a faceliveness provider with its alias', () => {
    const stack = synthesize((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
      new LivenessSessionPool(stack, 'europe');
      for (const id of ['east', 'coast']) new LivenessSessionPool(stack, id, { awsProvider: usa });
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'eu-west-1' }, { region: 'us-east-1', alias: 'usa' }]);
    for (const [type, blocks] of Object.entries({ ...stack.resource, ...stack.data })) {
      const provider = type.startsWith('aws_') ? 'aws.usa' : 'faceliveness.usa';
      const byPool = Object.entries(blocks).map(([name, block]) => [name.split('_')[0], block.provider]);
      expect(Object.fromEntries(byPool), type).toEqual({ europe: undefined, east: provider, coast: provider });
    }
  });

  test('a pool uses its livenessProvider', () => {
    const stack = synthesize((stack) => {
      const aws = new AwsProvider(stack, 'aws', { region: 'us-east-1', alias: 'usa' });
      const live = new bindings.FacelivenessProvider(stack, 'live', { region: 'us-east-1', alias: 'slow' });
      new LivenessSessionPool(stack, 'kiosk', { awsProvider: aws, livenessProvider: live });
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-east-1', alias: 'slow' }]);
    expect(only(stack.data.faceliveness_session_pool)).toMatchObject({ provider: 'faceliveness.slow' });
  });
});

describe('synthesis fails when', () => {
  test('there is no AWS provider', () => {
    expect(errorsOf((stack) => new LivenessSessionPool(stack, 'kiosk'))).toEqual([
      expect.stringMatching(/Found resources without a matching provider construct.*providers: aws$/),
    ]);
  });

  test('a provider is of another stack', () => {
    const errors = errorsOf((stack) => {
      const inner = new TerraformStack(stack, 'inner');
      new AwsProvider(inner, 'aws', { region: 'eu-west-1' });
      new LivenessSessionPool(inner, 'kiosk', {
        awsProvider: new AwsProvider(stack, 'aws', { region: 'eu-west-1', alias: 'outer' }),
        livenessProvider: new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1', alias: 'outer' }),
      });
    });
    expect(errors.filter((error) => error.startsWith('[demo/inner/kiosk]'))).toEqual([
      '[demo/inner/kiosk] invalid awsProvider: demo/aws is in another stack, and a stack has providers of ' +
        'its own. Declare one in demo/inner',
      '[demo/inner/kiosk] invalid livenessProvider: demo/live is in another stack, and a stack has providers ' +
        'of its own. Declare one in demo/inner',
    ]);
  });

  test.for<[string, (stack: TerraformStack, awsProvider?: AwsProvider) => void, string]>([
    ['key', (stack, awsProvider) => new LivenessImageKey(stack, 'key', { awsProvider }), 'demo/key'],
    [
      'grant to an ARN',
      (stack, awsProvider) => {
        const attributes = { bucketName: 'faces', keyArn: KEY_ARN, awsProvider };
        const arn = LivenessGrantee.fromArn('arn:aws:iam::111122223333:role/auditor');
        LivenessImageStorage.fromAttributes(stack, 'images', attributes).grants.readImages(arn);
      },
      'demo/LivenessGrants/arn:aws:iam::111122223333:role--auditor',
    ],
  ])('a %s has a provider of another stack, or none', ([, declare, place]) => {
    const errorsWith = (ofAnother: boolean) =>
      errorsOf((stack) => {
        const other = new TerraformStack(stack.node.root, 'other');
        const provider = new AwsProvider(other, 'usa', { region: 'us-east-1', alias: 'usa' });
        new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
        declare(stack, ofAnother ? provider : undefined);
      });
    expect(errorsWith(true)).toEqual([
      `[${place}] invalid awsProvider: other/usa is in another stack, and a stack has providers of its own. Declare one in demo`,
    ]);
    expect(errorsWith(false)).toEqual([
      `[${place}] all AWS providers of the stack have an alias ("usa"), so none is the default. Pass the one to use as ` +
        'awsProvider, or add one without an alias',
    ]);
  });

  test('awsProvider is another provider', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const awsProvider = new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, 'kiosk', { awsProvider });
    });
    expect(errors).toEqual([
      '[demo/kiosk/Storage/Bucket] invalid awsProvider: demo/live is a provider "faceliveness", and makes no keys and buckets. Pass an ' +
        'AwsProvider',
    ]);
  });

  test('no AWS provider is the default', () => {
    expect(errorsOf(poolOn({ region: 'eu-west-1', alias: 'europe' }))).toEqual([
      '[demo/kiosk/Storage/Bucket] all AWS providers of the stack have an alias ("europe"), so none is the default. Pass the one to ' +
        'use as awsProvider, or add one without an alias',
    ]);
  });

  test('the AWS provider has a metadata endpoint, which the added provider cannot inherit', () => {
    const config = { region: 'eu-west-1', ec2MetadataServiceEndpoint: 'http://localhost:1' };
    expect(errorsOf(poolOn(config))).toEqual([
      '[demo/kiosk/Storage/Bucket] the AWS provider demo/aws sets ec2_metadata_service_endpoint, which the faceliveness provider does ' +
        'not have, so the sessions could be created in another account than the bucket. Set ' +
        'AWS_EC2_METADATA_SERVICE_ENDPOINT in its place, which both read, or declare a FacelivenessProvider',
    ]);
    const declared = errorsOf((stack) => {
      new bindings.FacelivenessProvider(stack, 'live', { region: 'eu-west-1', profile: 'deploy' });
      poolOn(config)(stack);
    });
    expect(declared).toEqual([]);
    expect(errorsOf(poolOn({ ...config, accessKey: 'AKIA', secretKey: 'secret' }))).toEqual([]);
  });

  test('the AWS provider gets an alias after a pool uses it', () => {
    const errors = errorsOf((stack) => {
      poolOn({ region: 'eu-west-1' })(stack);
      const awsProvider = new AwsProvider(stack, 'usa', { region: 'us-east-1', alias: 'usa' });
      new LivenessSessionPool(stack, 'far', { awsProvider });
      awsProvider.addOverride('alias', 'late');
      awsProvider.alias = 'america';
    });
    expect(errors).toEqual([
      '[demo/far/Storage/Bucket] the AWS provider demo/usa was given the alias "america" after it was used as "usa", which the ' +
        'faceliveness provider cannot follow. Set the alias when the AwsProvider is declared, or declare a FacelivenessProvider',
    ]);
  });

  test('the default AWS provider gets an alias by an override', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' }).addOverride('alias', 'late');
      new LivenessSessionPool(stack, 'kiosk');
    });
    expect(errors).toEqual([
      expect.stringContaining('the AWS provider demo/aws was given the alias "late" after it was used without one'),
    ]);
  });

  test('livenessProvider is another provider', () => {
    const errors = errorsOf((stack) => {
      const aws = new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, 'kiosk', { livenessProvider: aws as TerraformProvider as never });
    });
    expect(errors).toContain(
      '[demo/kiosk] invalid livenessProvider: demo/aws is a provider "aws", and makes no sessions. Pass a ' +
        'bindings.FacelivenessProvider',
    );
  });
});
