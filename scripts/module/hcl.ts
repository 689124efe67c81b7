import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { docstringsOf } from './docstrings';
import { ModuleStack } from './stack';
import type { Variable } from './variables';

/** A top-level block of a file. */
export interface Block {
  /** The block type, such as `resource` or `output`. */
  readonly kind: string;
  /** The labels, such as `aws_kms_key.this`, or the name of an output. */
  readonly address: string;
  readonly text: string;
}

/**
 * The blocks of the module's stack, as `cdktf synth --hcl` writes them.
 *
 * @param terraform the executable of Terraform, which formats them
 */
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

/** Formats HCL with `terraform fmt`. */
export function terraformFmt(hcl: string, terraform: string): string {
  const { PATH } = process.env;
  return execFileSync(terraform, ['fmt', '-'], {
    input: hcl,
    encoding: 'utf8',
    env: { PATH, CHECKPOINT_DISABLE: '1' },
  });
}

/** The blocks of a variable's list. In a block, cdktf writes no dynamic blocks. */
const CHALLENGE_PREFERENCES = `
dynamic "challenge_preference" {
  for_each = var.challenge_preferences == null ? [] : var.challenge_preferences
  content {
    type = challenge_preference.value.type

    dynamic "versions" {
      for_each = challenge_preference.value.versions[*]
      content {
        minimum = versions.value.minimum
        maximum = versions.value.maximum
      }
    }
  }
}
`;

/** HCL in the usual style: cdktf quotes all references, and writes each element of a list on a line of its own. */
function tidied(hcl: string): string {
  return (
    hcl
      .replace(/"\$\{([^"{}]*)\}"/g, '$1')
      .replace(/\[\n([^\n]+)\n\]/g, '[$1]')
      .replace(/\{\n\}/g, '{}')
      .replace(/^ *audit_images_limit .*\n/m, `$&${CHALLENGE_PREFERENCES}\n`)
      // The data source has a `count`, on the same condition as the policy that refers to it.
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

/** Moves `count` to the top of a block, where Terraform's style guide has it. */
function withCountFirst(block: string): string {
  const [count] = /^ {2}count +=.*\n/m.exec(block) ?? [];
  if (count === undefined) return block;
  return block
    .replace(count, '')
    .replace('{\n', `{\n${count}\n`)
    .replace(/\n\n\}$/, '\n}');
}

const docstrings = docstringsOf('ILivenessImageBucket');

/** Puts the construct's docstring above a resource that belongs to the bucket. */
function withComment(block: Block, bucketParts: ReadonlyMap<string, string>): Block {
  const comment = docstrings.get(bucketParts.get(block.address) ?? '')?.text;
  return block.kind === 'resource' && comment ? { ...block, text: `# ${comment}\n${block.text}` } : block;
}
