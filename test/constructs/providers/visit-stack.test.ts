import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdktf from 'cdktf';
import { Construct } from 'constructs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { visitStack } from '../../../src/constructs/providers/visit-stack';

/** Another copy of cdktf than that of the library, as in an app of the fork cdktn. */
function anotherCopy(): typeof cdktf {
  const require = createRequire(import.meta.url);
  for (const file of Object.keys(require.cache)) {
    if (file.includes(join('node_modules', 'cdktf'))) delete require.cache[file];
  }
  return require('cdktf');
}

describe.for([
  { whose: "the library's copy of cdktf", copy: cdktf },
  { whose: 'another copy of cdktf', copy: anotherCopy() },
])('in an app on $whose', ({ copy: { App, TerraformStack } }) => {
  let outdir: string;

  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'visit-stack-'));
  });

  afterEach(() => rmSync(outdir, { recursive: true }));

  test('the stack is visited before its validations', () => {
    const calls: string[] = [];
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'stack');
    const construct = new Construct(stack, 'construct');
    visitStack(construct, {
      visit: (node) => {
        if (node === stack) calls.push('visited');
      },
    });
    stack.node.addValidation({
      validate: () => {
        calls.push('validated');
        return [];
      },
    });
    app.synth();
    expect(calls.slice(0, 2)).toEqual(['visited', 'validated']);
  });
});
