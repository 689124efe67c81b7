import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { AnnotationMetadataEntryType, App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { FacelivenessProvider, LivenessSessionPool } from '../../../src/constructs';
import { FACE_LIVENESS_REGIONS } from '../../../src/liveness/regions';
import { errorsOf, only, reference, type SynthesizedStack, synthesize } from '../support';

/** A stack with one pool and these arguments of the AWS provider. */
function poolOn(config: AwsProviderConfig): (stack: TerraformStack) => void {
  return (stack) => {
    new AwsProvider(stack, 'aws', config);
    new LivenessSessionPool(stack, 'kiosk');
  };
}

function livenessProviders(stack: SynthesizedStack): readonly unknown[] {
  return stack.provider.faceliveness ?? [];
}

describe('the faceliveness provider', () => {
  test('is brought along in the region of the AWS provider', () => {
    expect(livenessProviders(synthesize(poolOn({ region: 'ap-south-1' })))).toEqual([{ region: 'ap-south-1' }]);
  });

  test('is brought along for an AWS provider that comes after the pool, and for a pool inside other constructs', () => {
    const stack = synthesize((stack) => {
      new LivenessSessionPool(new Construct(new Construct(stack, 'hall'), 'corner'), 'kiosk');
      new AwsProvider(new Construct(stack, 'providers'), 'aws', { region: 'us-west-2' });
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-west-2' }]);
  });

  test('is brought along without synthesizing the whole app, too', () => {
    const stack = new TerraformStack(Testing.app(), 'demo');
    poolOn({ region: 'us-west-2' })(stack);
    expect(JSON.parse(Testing.synth(stack, true)).provider.faceliveness).toEqual([{ region: 'us-west-2' }]);
  });

  test('takes its region from the environment like the AWS provider', () => {
    expect(livenessProviders(synthesize(poolOn({})))).toEqual([{}]);
  });

  test('takes the region that the AWS provider is overridden with', () => {
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

  test('takes over who the AWS provider is and where it finds AWS, and nothing else', () => {
    const stack = synthesize(
      poolOn({
        region: 'eu-west-1',
        profile: 'work',
        accessKey: 'AKIA',
        secretKey: 'secret',
        token: 'token',
        maxRetries: 3,
        skipRegionValidation: true,
        endpoints: [
          { s3: 'http://localhost:1', sts: 'http://localhost:2', rekognition: 'http://localhost:3' },
          { kms: 'http://localhost:4' },
        ],
      }),
    );
    expect(livenessProviders(stack)).toEqual([
      {
        region: 'eu-west-1',
        profile: 'work',
        access_key: 'AKIA',
        secret_key: 'secret',
        token: 'token',
        endpoints: [{ sts: 'http://localhost:2', rekognition: 'http://localhost:3' }],
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

  test.for(['before', 'after'])('is not brought along where the stack declares one %s the pool', (place) => {
    const stack = synthesize((stack) => {
      const declare = () => new FacelivenessProvider(stack, 'live', { region: 'eu-west-1', connectTimeout: 5 });
      if (place === 'before') declare();
      poolOn({ region: 'eu-west-1' })(stack);
      if (place === 'after') declare();
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'eu-west-1', connect_timeout: 5 }]);
  });

  test('is brought along beside one that is for something else', () => {
    const stack = synthesize((stack) => {
      new FacelivenessProvider(stack, 'live', { region: 'us-east-1', alias: 'other' });
      poolOn({ region: 'eu-west-1' })(stack);
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-east-1', alias: 'other' }, { region: 'eu-west-1' }]);
    expect(only(stack.data.faceliveness_session_pool)).not.toHaveProperty('provider');
  });
});

describe('in a stack with several regions', () => {
  test('pools use the AWS provider they are given, and a faceliveness provider of its alias', () => {
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

  test('a pool uses the faceliveness provider it is given', () => {
    const stack = synthesize((stack) => {
      const aws = new AwsProvider(stack, 'aws', { region: 'us-east-1', alias: 'usa' });
      const live = new FacelivenessProvider(stack, 'live', { region: 'us-east-1', alias: 'slow' });
      new LivenessSessionPool(stack, 'kiosk', { awsProvider: aws, livenessProvider: live });
    });
    expect(livenessProviders(stack)).toEqual([{ region: 'us-east-1', alias: 'slow' }]);
    expect(only(stack.data.faceliveness_session_pool)).toMatchObject({ provider: 'faceliveness.slow' });
  });
});

describe('synthesis fails when', () => {
  test('the regions of the two providers differ', () => {
    const errors = errorsOf((stack) => {
      new FacelivenessProvider(stack, 'live', { region: 'us-east-1' });
      poolOn({ region: 'eu-west-1' })(stack);
    });
    expect(errors).toEqual([
      '[demo/kiosk] regions differ: the AWS provider demo/aws is in "eu-west-1" and the faceliveness provider demo/live ' +
        'in "us-east-1", but the service writes images only to a bucket in the region of the sessions. Give both the ' +
        'same region, or leave the faceliveness provider out to have one brought along',
    ]);
  });

  test('the regions of the two providers that a pool is given differ', () => {
    const errors = errorsOf((stack) => {
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
      const live = new FacelivenessProvider(stack, 'live', { region: 'eu-west-1' });
      new LivenessSessionPool(stack, 'europe');
      new LivenessSessionPool(stack, 'mixed', { awsProvider: usa, livenessProvider: live });
    });
    expect(errors).toEqual([expect.stringContaining('[demo/mixed] regions differ: the AWS provider demo/aws-usa')]);
  });

  test('the region has no Face Liveness', () => {
    expect(errorsOf(poolOn({ region: 'eu-central-1' }))).toEqual([
      '[demo/kiosk] Face Liveness is not known to be offered in the region "eu-central-1" of the provider demo/aws; ' +
        `regions with Face Liveness: ${FACE_LIVENESS_REGIONS.join(', ')}. Use one of these. If AWS has added this ` +
        'region since, declare a FacelivenessProvider with skipRegionValidation',
    ]);
  });

  test('there is no AWS provider', () => {
    expect(errorsOf((stack) => new LivenessSessionPool(stack, 'kiosk'))).toEqual([
      expect.stringMatching(/Found resources without a matching provider construct.*providers: aws$/),
    ]);
  });

  test('no AWS provider is the default', () => {
    expect(errorsOf(poolOn({ region: 'eu-west-1', alias: 'europe' }))).toEqual([
      '[demo/kiosk] all AWS providers of the stack have an alias ("europe"), so none is the default. Pass the one to ' +
        'use as awsProvider, or add one without an alias',
    ]);
  });

  test('the AWS provider is someone whom the one brought along can not be', () => {
    const config = { region: 'eu-west-1', assumeRole: [{ roleArn: 'arn:aws:iam::111122223333:role/deploy' }] };
    expect(errorsOf(poolOn(config))).toEqual([
      '[demo/kiosk] the AWS provider demo/aws sets assume_role, which is not taken over, so the sessions could be ' +
        'created in another account than the bucket. Declare a FacelivenessProvider that has the same credentials in ' +
        'another way, such as a profile',
    ]);
    const declared = errorsOf((stack) => {
      new FacelivenessProvider(stack, 'live', { region: 'eu-west-1', profile: 'deploy' });
      poolOn(config)(stack);
    });
    expect(declared).toEqual([]);
  });
});

describe('synthesis succeeds when', () => {
  test.for(FACE_LIVENESS_REGIONS)('both providers are in %s', (region) => {
    const errors = errorsOf((stack) => {
      new FacelivenessProvider(stack, 'live', { region });
      poolOn({ region })(stack);
    });
    expect(errors).toEqual([]);
  });

  test.for<[string, string | undefined]>([
    [reference('var.region'), 'eu-west-1'],
    ['eu-west-1', reference('var.region')],
    ['us-east-1', undefined],
  ])('whether the regions differ is not known: %s and %s', ([awsRegion, region]) => {
    const errors = errorsOf((stack) => {
      new TerraformVariable(stack, 'region', {});
      new FacelivenessProvider(stack, 'live', { region });
      poolOn({ region: awsRegion })(stack);
    });
    expect(errors).toEqual([]);
  });

  test('a region is accepted that this version does not know', () => {
    const errors = errorsOf((stack) => {
      new FacelivenessProvider(stack, 'live', { region: 'eu-central-1', skipRegionValidation: true });
      poolOn({ region: 'eu-central-1' })(stack);
    });
    expect(errors).toEqual([]);
  });
});

describe('a warning', () => {
  function warningsOf(build: (stack: TerraformStack) => void): string[] {
    const outdir = mkdtempSync(join(tmpdir(), 'warnings-'));
    try {
      const app = new App({ outdir });
      build(new TerraformStack(app, 'demo'));
      app.synth();
      const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
      return manifest.stacks.demo.annotations
        .filter(({ level }: { level: string }) => level === AnnotationMetadataEntryType.WARN)
        .map(({ message }: { message: string }) => message);
    } finally {
      rmSync(outdir, { recursive: true });
    }
  }

  test.for<[string | undefined, string | undefined, string, string]>([
    ['eu-west-1', undefined, 'demo/live', 'demo/aws'],
    [undefined, 'eu-west-1', 'demo/aws', 'demo/live'],
  ])('tells that only one region is written down: %s and %s', ([awsRegion, region, silent, other]) => {
    const warnings = warningsOf((stack) => {
      new FacelivenessProvider(stack, 'live', { region });
      poolOn({ region: awsRegion })(stack);
    });
    expect(warnings).toEqual([
      `the provider ${silent} takes its region from the environment, and ${other} does not; the bucket must be in the ` +
        'region of the sessions. Give both the same region',
    ]);
  });

  test.for([{}, { region: 'eu-west-1' }])('is not given for a provider that was brought along', (config) => {
    expect(warningsOf(poolOn(config))).toEqual([]);
  });
});
