import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Lazy, TerraformProvider, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { bindings, LivenessSessionPool } from '../../../src/constructs';
import { DEFAULT_PROVIDER_SOURCE, providerSourceError } from '../../../src/constructs/providers/provider-source';
import { errorsOf, REGION, reference, type SynthesizedStack, synthesizeInRegion } from '../support';

const SOURCE = 'registry.example.com/acme/faceliveness';
const OTHER_SOURCE = 'registry.example.org/acme/faceliveness';

/** The stack's requirement of the faceliveness provider. */
function requirementOf(stack: SynthesizedStack): unknown {
  return stack.terraform.required_providers.faceliveness;
}

/** The version in the bindings, which a source does not change. */
const version = new bindings.FacelivenessProvider(new TerraformStack(Testing.app(), 'any'), 'live')
  .terraformGeneratorMetadata?.providerVersion;

function errorsInRegion(build: (stack: TerraformStack) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack);
  });
}

/** The bindings that `cdktf get` generates for another source. */
class ProviderFromElsewhere extends TerraformProvider {
  constructor(scope: Construct, id: string, source: string) {
    super(scope, id, {
      terraformResourceType: 'faceliveness',
      terraformGeneratorMetadata: { providerName: 'faceliveness', ...(version && { providerVersion: version }) },
      terraformProviderSource: source,
    });
  }
}

describe('the source of the faceliveness provider', () => {
  test('is that of the bindings by default', () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(requirementOf(synthesizeInRegion((stack) => new LivenessSessionPool(stack, 'kiosk')))).toEqual({
      source: DEFAULT_PROVIDER_SOURCE,
      version,
    });
  });

  test('is the one that a pool gives, with the same version', () => {
    const stack = synthesizeInRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource: SOURCE });
    });
    expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
    expect(stack.provider.faceliveness).toEqual([{ region: REGION }]);
  });

  test('applies to all added providers of the stack, from any pool', () => {
    for (const giver of ['europe', 'usa']) {
      const stack = synthesizeInRegion((stack) => {
        const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
        const source = (id: string) => (id === giver ? { livenessProviderSource: SOURCE } : {});
        new LivenessSessionPool(stack, 'europe', source('europe'));
        new LivenessSessionPool(stack, 'usa', { awsProvider: usa, ...source('usa') });
      });
      expect(stack.provider.faceliveness).toHaveLength(2);
      expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
    }
  });

  test('applies to declared providers, passed to the pool or not, declared before or after it', () => {
    const stack = synthesizeInRegion((stack) => {
      const slow = new bindings.FacelivenessProvider(stack, 'slow', { region: REGION, alias: 'slow' });
      new LivenessSessionPool(stack, 'kiosk', { livenessProvider: slow, livenessProviderSource: SOURCE });
      new bindings.FacelivenessProvider(new Construct(stack, 'providers'), 'live', { region: REGION });
    });
    expect(stack.provider.faceliveness).toHaveLength(2);
    expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
  });

  test('applies to one stack only', () => {
    const app = Testing.app();
    const [one, two] = ['one', 'two'].map((id) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'aws', { region: REGION });
      const livenessProviderSource = id === 'one' ? SOURCE : OTHER_SOURCE;
      new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource });
      return JSON.parse(Testing.synth(stack, true)) as SynthesizedStack;
    });
    expect([one, two].map((stack) => stack && requirementOf(stack))).toEqual([
      { source: SOURCE, version },
      { source: OTHER_SOURCE, version },
    ]);
  });

  test('does not apply to nested stacks', () => {
    const app = Testing.app();
    const outer = new TerraformStack(app, 'outer');
    const inner = new TerraformStack(outer, 'inner');
    new bindings.FacelivenessProvider(inner, 'live', { region: REGION });
    new AwsProvider(outer, 'aws', { region: REGION });
    new LivenessSessionPool(outer, 'kiosk', { livenessProviderSource: SOURCE });
    Testing.synth(outer, true);
    expect(requirementOf(JSON.parse(Testing.synth(inner)))).toEqual({ source: DEFAULT_PROVIDER_SOURCE, version });
  });

  test('stays the same when the stack is synthesized again', () => {
    const stack = new TerraformStack(Testing.app(), 'demo');
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource: SOURCE });
    expect(Testing.synth(stack, true)).toBe(Testing.synth(stack, true));
  });

  test('can be given by several pools, regardless of case', () => {
    const stack = synthesizeInRegion((stack) => {
      new LivenessSessionPool(stack, 'front', { livenessProviderSource: SOURCE });
      new LivenessSessionPool(stack, 'back', { livenessProviderSource: SOURCE.toUpperCase() });
    });
    expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
  });

  test('is that of bindings for another source, with and without a pool that gives it', () => {
    for (const props of [{}, { livenessProviderSource: SOURCE }]) {
      const stack = synthesizeInRegion((stack) => {
        const usa = new AwsProvider(stack, 'aws-usa', { region: 'us-east-1', alias: 'usa' });
        new ProviderFromElsewhere(stack, 'live', SOURCE);
        new LivenessSessionPool(stack, 'kiosk', { awsProvider: usa, ...props });
      });
      expect(stack.provider.faceliveness).toHaveLength(2);
      expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
    }
  });

  test('can be overridden in a stack, with and without a pool', () => {
    for (const props of [undefined, {}, { livenessProviderSource: OTHER_SOURCE }]) {
      const stack = synthesizeInRegion((stack) => {
        stack.addOverride('terraform.required_providers.faceliveness.source', SOURCE);
        if (props === undefined) {
          new bindings.FacelivenessProvider(stack, 'live', { region: REGION });
          new bindings.DataFacelivenessSession(stack, 'session', { name: 'single' });
        } else {
          new LivenessSessionPool(stack, 'kiosk', props);
        }
      });
      expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
    }
  });
});

describe('synthesis fails when', () => {
  test('two pools of a stack give different sources', () => {
    const errors = errorsInRegion((stack) => {
      new LivenessSessionPool(stack, 'front', { livenessProviderSource: SOURCE });
      new LivenessSessionPool(stack, 'silent');
      new LivenessSessionPool(stack, 'back', { livenessProviderSource: OTHER_SOURCE });
    });
    expect(errors).toEqual([
      `[demo/back] two sources of one provider: livenessProviderSource is "${OTHER_SOURCE}" here, and the source of the ` +
        `pool demo/front is "${SOURCE}", but Terraform takes a provider from one source in a stack. Give both the same, or ` +
        'move the pool to another stack',
    ]);
  });

  test('one pool gives the default, and another one does not', () => {
    const errors = errorsInRegion((stack) => {
      new LivenessSessionPool(stack, 'front', { livenessProviderSource: SOURCE });
      new LivenessSessionPool(stack, 'back', { livenessProviderSource: DEFAULT_PROVIDER_SOURCE });
    });
    expect(errors).toEqual([expect.stringContaining('[demo/back] two sources of one provider')]);
  });

  test('a pool gives another source than that of the bindings of a declared provider', () => {
    const errors = errorsInRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource: SOURCE });
      new ProviderFromElsewhere(stack, 'live', OTHER_SOURCE);
    });
    expect(errors).toEqual([
      `[demo/kiosk] two sources of one provider: livenessProviderSource is "${SOURCE}" here, and the source of the provider ` +
        `demo/live is "${OTHER_SOURCE}", but Terraform takes a provider from one source in a stack. Give both the same, or ` +
        'move the pool to another stack',
    ]);
  });

  test('a source is malformed', () => {
    const errors = errorsInRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource: 'registry.example.com/faceliveness' });
    });
    expect(errors).toEqual([
      expect.stringContaining(
        '[demo/kiosk] invalid livenessProviderSource: "registry.example.com/faceliveness" has the namespace ' +
          '"registry.example.com"; a source is HOST/NAMESPACE/faceliveness, such as ',
      ),
    ]);
  });

  test.for<[string, (stack: TerraformStack) => string, string]>([
    ['a variable', (stack) => new TerraformVariable(stack, 'source', {}).stringValue, reference('var.source')],
    [
      'a text with a variable in it',
      (stack) => `${new TerraformVariable(stack, 'host', {}).stringValue}/acme/faceliveness`,
      `${reference('var.host')}/acme/faceliveness`,
    ],
    ['an expression', () => reference('local.source'), reference('local.source')],
    ['produced late', () => Lazy.stringValue({ produce: () => SOURCE }), SOURCE],
  ])('a source is %s', ([, source, shown]) => {
    const errors = errorsInRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource: source(stack) });
    });
    expect(errors).toEqual([
      `[demo/kiosk] invalid livenessProviderSource: "${shown}" is not a literal; Terraform reads the sources of providers ` +
        'before it evaluates any expression. Give the source itself',
    ]);
  });
});

describe('a valid source', () => {
  test.for([
    'cdktf-face-liveness/faceliveness',
    'acme/faceliveness',
    '1/faceliveness',
    'ünï/faceliveness',
    'registry.example.com/acme/faceliveness',
    'registry.example.com:8443/acme/faceliveness',
    'registry.example.com:1/acme/faceliveness',
    'registry.example.com:65535/acme/faceliveness',
    'localhost/acme/faceliveness',
    'localhost:8443/acme/faceliveness',
    '192.168.1.1/acme/faceliveness',
    'exämple.com/acme/faceliveness',
    'a--b.example.com/acme/faceliveness',
    'Registry.Example.com/Acme/FaceLiveness',
  ])('%s', (source) => {
    expect(providerSourceError(source)).toBeUndefined();
  });
});

describe('an invalid source', () => {
  test.for([
    ['', 'is empty'],
    ['faceliveness', 'has 1 part'],
    ['registry.example.com/acme/team/faceliveness', 'has 4 parts'],
    ['https://registry.example.com/acme/faceliveness', 'starts with "https://"'],
    ['/acme/faceliveness', 'has the host ""'],
    ['registry_x.example.com/acme/faceliveness', 'has the host "registry_x.example.com"'],
    ['registry..com/acme/faceliveness', 'has the host "registry..com"'],
    ['-registry.com/acme/faceliveness', 'has the host "-registry.com"'],
    ['registry-.com/acme/faceliveness', 'has the host "registry-.com"'],
    ['registry.example.com:/acme/faceliveness', 'has the host "registry.example.com:"'],
    ['registry.example.com:0/acme/faceliveness', 'has the host "registry.example.com:0"'],
    ['registry.example.com:65536/acme/faceliveness', 'has the host "registry.example.com:65536"'],
    ['registry.example.com:https/acme/faceliveness', 'has the host "registry.example.com:https"'],
    ['[::1]:8443/acme/faceliveness', 'has the host "[::1]:8443"'],
    [' registry.example.com/acme/faceliveness', 'has the host " registry.example.com"'],
    ['/faceliveness', 'has the namespace ""'],
    ['registry.example.com//faceliveness', 'has the namespace ""'],
    ['registry.example.com/faceliveness', 'has the namespace "registry.example.com"'],
    ['localhost:8443/faceliveness', 'has the namespace "localhost:8443"'],
    ['a_b/faceliveness', 'has the namespace "a_b"'],
    ['a--b/faceliveness', 'has the namespace "a--b"'],
    ['-a/faceliveness', 'has the namespace "-a"'],
    ['a-/faceliveness', 'has the namespace "a-"'],
    ['a b/faceliveness', 'has the namespace "a b"'],
    ['acme/', 'has the type ""'],
    ['acme/aws', 'has the type "aws"'],
    ['acme/faceliveness ', 'has the type "faceliveness "'],
    ['acme/faceliveness\n', 'has the type "faceliveness\\n"'],
    ['registry.example.com/acme/terraform-provider-faceliveness', 'has the type "terraform-provider-faceliveness"'],
  ])('%j, which %s', ([source = '', error]) => {
    expect(providerSourceError(source)).toBe(
      `invalid livenessProviderSource: ${JSON.stringify(source)} ${error}; a source is HOST/NAMESPACE/faceliveness, such ` +
        'as registry.example.com/acme/faceliveness, or NAMESPACE/faceliveness. The host can have a port, and the namespace ' +
        'is letters and digits, with single hyphens between them. Change it, or leave it out for ' +
        'cdktf-face-liveness/faceliveness',
    );
  });

  test('a long host is refused without delay', () => {
    expect(providerSourceError(`${'a'.repeat(20_000)}!/acme/faceliveness`)).toContain('has the host');
  });
});
