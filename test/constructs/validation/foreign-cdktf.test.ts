import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as cdktf from 'cdktf';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { assertSameCdktf } from '../../../src/constructs/validation/foreign-cdktf';

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

test('an app on cdktn without the override fails with the override to use', () => {
  const fork = anotherCopy();
  // What the fork's classes say of themselves.
  Object.assign(fork.TerraformStack, { [Symbol.for('jsii.rtti')]: { fqn: 'cdktn.TerraformStack', version: '0.24.0' } });
  expect(() => assertSameCdktf(constructOn(fork))).toThrow(
    new Error(
      'the app is built with cdktn 0.24.0, and cdktf-face-liveness loads cdktf 0.21.0, whose elements cdktn cannot write. Add ' +
        '"cdktf": "npm:cdktn@0.24.0" to "overrides" in the app\'s package.json ("resolutions" for Yarn, "pnpm.overrides" for ' +
        'pnpm), and install again',
    ),
  );
});
