import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { AnnotationMetadataEntryType, App, TerraformStack } from 'cdktf';
import { vi } from 'vitest';

/** Blocks by type and name, in the JSON form of Terraform's language. */
type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly output: Readonly<Record<string, unknown>>;
  readonly check: Readonly<Record<string, unknown>>;
  readonly provider: Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>>;
  readonly terraform: { readonly required_providers: Readonly<Record<string, object>> };
}

export const REGION = 'eu-west-1';

/**
 * Builds the stack `demo` and synthesizes its app, with validations.
 *
 * @throws Error with all errors of the validations
 */
export function synthesize(build: (stack: TerraformStack) => void): SynthesizedStack {
  return JSON.parse(synthesizedFile('stacks/demo/cdk.tf.json', build), withoutMetadata);
}

/** Like `synthesize`, but returns the HCL of `cdktf synth --hcl`. */
export function synthesizeHcl(build: (stack: TerraformStack) => void): string {
  return asHcl(() => synthesizedFile('stacks/demo/cdk.tf', build));
}

/** Runs a synthesis with the environment variable of `cdktf synth --hcl`. */
export function asHcl<T>(synthesizes: () => T): T {
  vi.stubEnv('SYNTH_HCL_OUTPUT', 'true');
  try {
    return synthesizes();
  } finally {
    vi.unstubAllEnvs();
  }
}

/** A file of the synthesized app with the stack `demo`. */
function synthesizedFile(path: string, build: (stack: TerraformStack) => void): string {
  const outdir = mkdtempSync(join(tmpdir(), 'synthesize-'));
  try {
    const app = new App({ outdir });
    build(new TerraformStack(app, 'demo'));
    app.synth();
    return readFileSync(join(outdir, path), 'utf8');
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Like `synthesize`, for a stack with an AWS provider. */
export function synthesizeInRegion(build: (stack: TerraformStack) => void): SynthesizedStack {
  return synthesize((stack) => {
    new AwsProvider(stack, 'aws', { region: REGION });
    build(stack);
  });
}

/** The lines of the error of a synthesis, such as `[demo/kiosk] invalid size: …`. */
export function errorsOf(build: (stack: TerraformStack) => void): string[] {
  try {
    synthesize(build);
  } catch (error) {
    return (error as Error).message
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('['));
  }
  return [];
}

/** The warnings of a synthesis. */
export function warningsOf(build: (stack: TerraformStack) => void): string[] {
  const manifest = JSON.parse(synthesizedFile('manifest.json', build));
  return manifest.stacks.demo.annotations
    .filter(({ level }: { level: string }) => level === AnnotationMetadataEntryType.WARN)
    .map(({ message }: { message: string }) => message);
}

/** A reference to an address, in Terraform's template syntax. */
export function reference(address: string): string {
  return `\${${address}}`;
}

/** The only block. */
export function only<T>(blocks: Readonly<Record<string, T>> | undefined): T {
  const [block, ...others] = Object.values(blocks ?? {});
  if (block === undefined || others.length > 0) throw new Error(`${others.length} others, where one was expected`);
  return block;
}

/** A reviver for `JSON.parse` that removes the metadata of cdktf. */
export function withoutMetadata(key: string, value: unknown): unknown {
  return key === '//' ? undefined : value;
}

/**
 * The policy document of an expression that encodes it. References in its texts stay as they are.
 *
 * @throws Error when it is another expression
 */
export function policyOf(expression: unknown): { readonly Version: string; readonly Statement: readonly object[] } {
  const [, document] = /^\$\{jsonencode\((.*)\)\}$/.exec(String(expression)) ?? [];
  if (document === undefined) throw new Error(`${expression} is not a policy document`);
  return JSON.parse(document.replace(/\$\{[^}]*\}/g, (reference) => reference.replaceAll('"', '\\"')));
}
