import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'cdktf';
import { docstringsOf } from './docstrings';
import { ModuleStack } from './stack';
import { terraformFmt } from './terraform-fmt';
import type { Variable } from './variables';

/** A block at the top of a file. */
export interface Block {
  /** Such as `resource` or `output`. */
  readonly kind: string;
  /** Such as `aws_kms_key.this`, or the name of an output. */
  readonly address: string;
  readonly text: string;
}

/** What the module's stack is in HCL, as `cdktf synth --hcl` makes it. */
export function synthesizedBlocks(variables: readonly Variable[], terraform: string): Block[] {
  const outdir = mkdtempSync(join(tmpdir(), 'module-'));
  try {
    process.env.SYNTH_HCL_OUTPUT = 'true';
    const app = new App({ outdir });
    const stack = new ModuleStack(app, 'module', variables);
    app.synth();
    const hcl = terraformFmt(tidied(readFileSync(join(outdir, 'stacks/module/cdk.tf'), 'utf8')), terraform);
    return blocksOf(hcl).map((block) => withComment(block, stack.bucketParts));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** HCL as one writes it: cdktf quotes all references, and gives every element of a list a line. */
function tidied(hcl: string): string {
  return (
    hcl
      .replace(/"\$\{([^"{}]*)\}"/g, '$1')
      .replace(/\[\n([^\n]+)\n\]/g, '[$1]')
      .replace(/\{\n\}/g, '{}')
      // On the same condition as what refers to it.
      .replaceAll('data.aws_caller_identity.current.', 'data.aws_caller_identity.current[0].')
  );
}

function blocksOf(hcl: string): Block[] {
  return [...hcl.matchAll(/^(\w+)(.*) \{(?:\}|\n[\s\S]*?^\})$/gm)].map(([text, kind = '', labels = '']) => ({
    kind,
    address: labels.trim().replaceAll('"', '').replaceAll(' ', '.'),
    text: withCountFirst(text),
  }));
}

/** By Terraform's style guide. */
function withCountFirst(block: string): string {
  const [count] = /^ {2}count +=.*\n/m.exec(block) ?? [];
  if (count === undefined) return block;
  return block
    .replace(count, '')
    .replace('{\n', `{\n${count}\n`)
    .replace(/\n\n\}$/, '\n}');
}

const docstrings = docstringsOf(
  resolve(import.meta.dirname, '../../src/constructs/storage/liveness-image-bucket.ts'),
  'ILivenessImageBucket',
);

/** Says of what belongs to the bucket what the construct says of it. */
function withComment(block: Block, bucketParts: ReadonlyMap<string, string>): Block {
  const comment = docstrings.get(bucketParts.get(block.address) ?? '')?.text;
  return block.kind === 'resource' && comment ? { ...block, text: `# ${comment}\n${block.text}` } : block;
}
