import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { type TerraformStack, Testing } from 'cdktf';
import { expect, test } from 'vitest';
import { bindings, LivenessImageKey, LivenessSessionPool, OnUnusable } from '../../../src/constructs';
import { asHcl, REGION, reference, synthesizeHcl, warningsOf } from '../support';

// test/e2e/synth-hcl.test.ts plans whole stacks in HCL with Terraform and the providers.

function inRegion(build: (stack: TerraformStack) => void): (stack: TerraformStack) => void {
  return (stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack);
  };
}

test('the settings of a session are written as a block, with overrides', () => {
  const hcl = synthesizeHcl((stack) => {
    new bindings.FacelivenessProvider(stack, 'faceliveness', { region: REGION });
    const session = new bindings.DataFacelivenessSession(stack, 'session', {
      name: 'single',
      settings: { outputConfig: { s3Bucket: 'faces' }, challengePreference: [{ type: 'FaceMovementChallenge' }] },
    });
    session.addOverride('settings.audit_images_limit', 3);
  });
  expect(hcl).toContain(`data "faceliveness_session" "session" {
name = "single"
settings {
challenge_preference {
type = "FaceMovementChallenge"
}
output_config {
s3_bucket = "faces"
}
audit_images_limit = 3
}
}`);
});

test('overrides inside a block are written', () => {
  const hcl = synthesizeHcl(
    inRegion((stack) => {
      const { bucket } = new LivenessSessionPool(stack, 'kiosk', { tags: { team: 'doors' } });
      bucket.lifecycle?.addOverride('rule.0.id', 'mine');
      bucket.lifecycle?.addOverride('rule.0.filter.0.prefix', null);
      bucket.resource?.addOverride('tags.team', 'windows');
      bucket.resource?.addOverride('object_lock_enabled', true);
      bucket.lifecycle?.addOverride('rule.0.noncurrent_version_expiration', [{ noncurrent_days: 2 }]);
    }),
  );
  expect(hcl).toContain('id = "mine"\n');
  expect(hcl).not.toContain('expire-images');
  expect(hcl).toContain('filter {\nprefix = null\n}');
  expect(hcl).toContain('tags = {\nteam = "windows"\n}\nobject_lock_enabled = true\n');
  expect(hcl).toContain(
    'noncurrent_version_expiration {\nnoncurrent_days = 1\n}\nnoncurrent_version_expiration {\nnoncurrent_days = 2\n}',
  );
});

test('conditions of a lifecycle are written as blocks, beside its attributes', () => {
  const hcl = synthesizeHcl(
    inRegion((stack) => {
      const { resource } = new LivenessImageKey(stack, 'key', { preventDestroy: true });
      const condition = { condition: reference('self.id == "a"'), errorMessage: 'say "a"' };
      Object.assign(resource ?? {}, {
        lifecycle: { ...resource?.lifecycle, precondition: [condition], postcondition: [condition, condition] },
      });
    }),
  );
  const [precondition = '', ...others] = ['pre', 'post', 'post'].map(
    (when) => `${when}condition {\ncondition = "\${self.id == "a"}"\nerror_message = "say \\"a\\""\n}\n`,
  );
  expect(hcl).toContain(`lifecycle {\nprevent_destroy = true\n${precondition}${others.join('')}}`);
});

test('references that must be bare are not quoted', () => {
  const hcl = synthesizeHcl((stack) => {
    const awsProvider = new AwsProvider(stack, 'aws', { region: REGION, alias: 'usa' });
    const key = LivenessImageKey.fromAliasName(stack, 'key', 'faces', awsProvider);
    const pool = new LivenessSessionPool(stack, 'kiosk', { awsProvider, encryptionKey: key });
    if (pool.dataSource) pool.dataSource.dependsOn = [pool.bucket.policy?.fqn ?? ''];
  });
  expect(hcl).toMatch(/^data "aws_kms_alias" [^}]*^provider = aws\.usa$/ms);
  expect(hcl).toMatch(/^depends_on = \[aws_s3_bucket_public_access_block\.\w+\]\nprovider = aws\.usa$/m);
  expect(hcl).toMatch(/^depends_on = \[aws_s3_bucket_policy\.\w+\]\nprovider = faceliveness\.usa$/m);
  expect(hcl).toMatch(
    /^resource "faceliveness_bucket_guard" [\s\S]*?^depends_on = \[aws_s3_bucket_policy\.[^\]]*\]\nprovider = faceliveness\.usa\nlifecycle \{\npostcondition \{$/m,
  );
});

test('texts of a pool are escaped once in repeated syntheses, and texts of other elements are unchanged', () => {
  const hcl = synthesizeHcl(
    inRegion((stack) => {
      new LivenessSessionPool(stack, 'kiosk', { encryptionKeyDescription: 'C:\\faces "A"', keepers: { '"': '\\' } });
      new S3Bucket(stack, 'other', { bucketPrefix: 'C:\\other' });
      Testing.synthHcl(stack);
    }),
  );
  expect(hcl).toContain('description = "C:\\\\faces \\"A\\""');
  expect(hcl).toContain('"\\"" = "\\\\"');
  expect(hcl).toContain('bucket_prefix = "C:\\other"');
});

test('an output text that looks like a number stays a text', () => {
  expect(
    synthesizeHcl(inRegion((stack) => new LivenessSessionPool(stack, 'kiosk', { keyPrefix: '', imagePrefix: '2024' }))),
  ).toContain('output "kiosk_image_prefix" {\nvalue = "2024"\n');
});

test('the source of the faceliveness provider is that of a pool', () => {
  const livenessProviderSource = 'registry.example.com/acme/faceliveness';
  const hcl = synthesizeHcl(inRegion((stack) => new LivenessSessionPool(stack, 'kiosk', { livenessProviderSource })));
  expect(hcl).toMatch(
    /^ *faceliveness = \{\nversion = "[^"]+"\nsource = "registry\.example\.com\/acme\/faceliveness"\n\}$/m,
  );
  expect(hcl.match(/^ *faceliveness = /gm)).toHaveLength(1);
});

test('a pool warns about missing check blocks in HCL only', () => {
  const withChecks = inRegion((stack) => {
    new LivenessSessionPool(stack, 'kiosk', { checks: true, onUnusable: OnUnusable.WARN });
  });
  const without = inRegion((stack) => new LivenessSessionPool(stack, 'kiosk'));
  expect(asHcl(() => warningsOf(withChecks))).toEqual([
    'the checks are left out: cdktf does not write check blocks as HCL. Synthesize as JSON, without --hcl, or write them ' +
      'in a file beside the synthesized one',
  ]);
  expect(asHcl(() => warningsOf(without))).toEqual([]);
  expect(warningsOf(withChecks)).toEqual([]);
});
