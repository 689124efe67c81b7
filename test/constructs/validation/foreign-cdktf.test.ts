import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as cdktf from 'cdktf';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import {
  LivenessImageBucket,
  LivenessImageKey,
  LivenessImageStorage,
  LivenessSessionPool,
} from '../../../src/constructs';
import { assertSameCdktf } from '../../../src/constructs/validation/foreign-cdktf';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Another copy of cdktf than that of the library. */
function anotherCopy(): typeof cdktf {
  const require = createRequire(import.meta.url);
  for (const file of Object.keys(require.cache)) {
    if (file.includes(join('node_modules', 'cdktf'))) delete require.cache[file];
  }
  return require('cdktf');
}

function constructOn({ Testing, TerraformStack }: typeof cdktf): Construct {
  return new Construct(new (class extends TerraformStack {})(Testing.app(), 'stack'), 'construct');
}

test.for([
  ['the copy of the library', cdktf],
  ['another copy', anotherCopy()],
] as const)('an app on %s of cdktf is accepted', ([, copy]) => {
  expect(() => assertSameCdktf(constructOn(copy))).not.toThrow();
});

test.for<[string, (scope: Construct) => Construct]>([
  ['pool', (scope) => new LivenessSessionPool(scope, 'kiosk')],
  ['storage', (scope) => new LivenessImageStorage(scope, 'images')],
  ['key', (scope) => new LivenessImageKey(scope, 'key')],
  [
    'bucket',
    (scope) =>
      new LivenessImageBucket(scope, 'bucket', { encryptionKey: LivenessImageKey.fromKeyArn(scope, 'key', KEY) }),
  ],
])('a %s in an app on cdktn without the override fails with the override to use', ([, construct]) => {
  const fork = anotherCopy();
  // What the fork's classes say of themselves.
  Object.assign(fork.TerraformStack, { [Symbol.for('jsii.rtti')]: { fqn: 'cdktn.TerraformStack', version: '0.24.0' } });
  expect(() => construct(constructOn(fork))).toThrow(
    new Error(
      'the app is built with cdktn 0.24.0, and cdktf-face-liveness loads cdktf 0.21.0, whose elements cdktn cannot write. Add ' +
        '"cdktf": "npm:cdktn@0.24.0" to "overrides" in the app\'s package.json ("resolutions" for Yarn, "pnpm.overrides" for ' +
        'pnpm), and install again',
    ),
  );
});
