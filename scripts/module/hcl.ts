import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { docstringsOf } from './docstrings';
import { inLines } from './expressions';
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
    // Variables decide of elements and prefixes here, which constructs want to know at synthesis.
    const app = new App({ outdir, skipValidation: true });
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

const PROTECTED = `\
The bucket and the key, unknown until everything that protects them exists. The data source refers to this local instead of
the resources, because Terraform delays a data source while something changes in a resource that it refers to.`;

/** HCL in the usual style: cdktf quotes all references, and writes each expression on one line. */
function tidied(hcl: string): string {
  return (
    hcl
      .replace(/"\$\{([^"{}]*)\}"/g, '$1')
      .replace(/\[\n([^\n]+)\n\]/g, '[$1]')
      .replace(/\{\s+\}/g, '{}')
      .replace(/element\((local\.\w+|split\([^()]*\)), (\d+)\)/g, '$1[$2]')
      .replace(/^ *audit_images_limit .*\n/gm, `$&${CHALLENGE_PREFERENCES}\n`)
      // Elements with a `count`.
      .replace(
        'lookup(aws_s3_bucket_versioning.this, "id", "-")',
        'try(lookup(aws_s3_bucket_versioning.this[0], "id", "-"), "-")',
      )
      .replace(
        /(?<=^value = )data\.(faceliveness_session_pool\.this)\.(.*)$/gm,
        'var.managed ? $1[0].$2 : data.$1[0].$2',
      )
      .replace(/(?<=^\w+ = )"\$\{(\w+\(.*\))\}"$/gm, (_, expression: string) => inLines(expression))
      .replace(/(?<=^depends_on = ).*$/gm, inLines)
      .replace(/^protected = /m, `\n${PROTECTED.replace(/^/gm, '# ')}\n$&`)
      // An empty line before each block.
      .replace(/(?<=[^{\n]\n)(?=[a-z_]+ \{$)/gm, '\n')
  );
}

function blocksOf(hcl: string): Block[] {
  return [...hcl.matchAll(/^(\w+)(.*) \{(?:\}|\n[\s\S]*?^\})$/gm)].map(([text, kind = '', labels = '']) => ({
    kind,
    address: labels.trim().replaceAll('"', '').replaceAll(' ', '.'),
    text: inOrder(text),
  }));
}

/** Puts `count` first and `depends_on` last, where Terraform's style guide has them. */
function inOrder(block: string): string {
  const [count] = /^ {2}count +=.*\n/m.exec(block) ?? [];
  const [dependencies] = /^ {2}depends_on = (?:\[.*\]|\[$[\s\S]*?^ {2}\])\n/m.exec(block) ?? [];
  const others = [count, dependencies].reduce((text: string, part = '') => text.replace(part, ''), block);
  return others
    .replace('{\n', count === undefined ? '$&' : `$&${count}\n`)
    .replace(/\n*\}$/, dependencies === undefined ? '\n}' : `\n\n${dependencies}}`);
}

const docstrings = docstringsOf('ILivenessImageBucket');

/** Puts the construct's docstring above a resource that belongs to the bucket. */
function withComment(block: Block, bucketParts: ReadonlyMap<string, string>): Block {
  const comment = docstrings.get(bucketParts.get(block.address) ?? '')?.text;
  return block.kind === 'resource' && comment ? { ...block, text: `# ${comment}\n${block.text}` } : block;
}
