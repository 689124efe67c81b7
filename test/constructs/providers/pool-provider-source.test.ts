import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Lazy, TerraformProvider, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { DataFacelivenessSession, FacelivenessProvider, LivenessSessionPool } from '../../../src/constructs';
import { DEFAULT_PROVIDER_SOURCE } from '../../../src/constructs/providers/provider-source-error';
import { errorsOf, REGION, reference, type SynthesizedStack, synthesizeInRegion } from '../support';

const SOURCE = 'registry.example.com/acme/faceliveness';
const OTHER_SOURCE = 'registry.example.org/acme/faceliveness';

/** What the stack requires of the faceliveness provider. */
function requirementOf(stack: SynthesizedStack): unknown {
  return stack.terraform.required_providers.faceliveness;
}

/** The version that the bindings are of, which a source does not change. */
const version = new FacelivenessProvider(new TerraformStack(Testing.app(), 'any'), 'live').terraformGeneratorMetadata
  ?.providerVersion;

function errorsInRegion(build: (stack: TerraformStack) => void): string[] {
  return errorsOf((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack);
  });
}

/** What `cdktf get` makes of the provider at another source. */
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

  test('is the one that a pool gives, for the same version', () => {
    const stack = synthesizeInRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource: SOURCE });
    });
    expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
    expect(stack.provider.faceliveness).toEqual([{ region: REGION }]);
  });

  test('is that of all providers brought along for the stack, whichever pool gives it', () => {
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

  test('is that of providers that the stack declares, passed to the pool or not, before the pool or after it', () => {
    const stack = synthesizeInRegion((stack) => {
      const slow = new FacelivenessProvider(stack, 'slow', { region: REGION, alias: 'slow' });
      new LivenessSessionPool(stack, 'kiosk', { livenessProvider: slow, livenessProviderSource: SOURCE });
      new FacelivenessProvider(new Construct(stack, 'providers'), 'live', { region: REGION });
    });
    expect(stack.provider.faceliveness).toHaveLength(2);
    expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
  });

  test('is a matter of each stack', () => {
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

  test('is not passed to a stack inside the one of the pool', () => {
    const app = Testing.app();
    const outer = new TerraformStack(app, 'outer');
    const inner = new TerraformStack(outer, 'inner');
    new FacelivenessProvider(inner, 'live', { region: REGION });
    new AwsProvider(outer, 'aws', { region: REGION });
    new LivenessSessionPool(outer, 'kiosk', { livenessProviderSource: SOURCE });
    Testing.synth(outer, true);
    expect(requirementOf(JSON.parse(Testing.synth(inner)))).toEqual({ source: DEFAULT_PROVIDER_SOURCE, version });
  });

  test('is the same however often the stack is synthesized', () => {
    const stack = new TerraformStack(Testing.app(), 'demo');
    new AwsProvider(stack, 'aws', { region: REGION });
    new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource: SOURCE });
    expect(Testing.synth(stack, true)).toBe(Testing.synth(stack, true));
  });

  test('can be given by several pools, in upper or lower case', () => {
    const stack = synthesizeInRegion((stack) => {
      new LivenessSessionPool(stack, 'front', { livenessProviderSource: SOURCE });
      new LivenessSessionPool(stack, 'back', { livenessProviderSource: SOURCE.toUpperCase() });
    });
    expect(requirementOf(stack)).toEqual({ source: SOURCE, version });
  });

  test('is that of bindings that are generated from another one, with and without a pool that gives it', () => {
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

  test('is the one that the stack is overridden with, which is how a stack without a pool gets it', () => {
    for (const props of [undefined, {}, { livenessProviderSource: OTHER_SOURCE }]) {
      const stack = synthesizeInRegion((stack) => {
        stack.addOverride('terraform.required_providers.faceliveness.source', SOURCE);
        if (props === undefined) {
          new FacelivenessProvider(stack, 'live', { region: REGION });
          new DataFacelivenessSession(stack, 'session', { name: 'single' });
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
