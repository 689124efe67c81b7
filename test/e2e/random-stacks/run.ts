import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { Choices } from './choices';
import { declareStacks } from './generator';
import { PlannedSessions, readStacks, type StackFile } from './sessions';

/** The start of errors that the library reports, and of that for two constructs of one id. All others would be those of cdktf, or of JavaScript. */
const REPORTED =
  /^(Resolution error: )*(Validation failed with the following errors:|invalid |two |regions differ|overlapping )/;

/**
 * Synthesizes the stacks of a seed, and looks where their sessions would send images.
 *
 * @returns the stacks; undefined when the library reports errors
 * @throws Error with the seed
 */
export function stacksOf(seed: number): ReadonlyMap<string, StackFile> | undefined {
  const outdir = mkdtempSync(join(tmpdir(), 'random-stacks-'));
  try {
    const app = new App({ outdir });
    const facts = declareStacks(app, new Choices(seed));
    app.synth();
    const stacks = readStacks(outdir);
    const errors = new PlannedSessions(stacks, facts).errors();
    if (errors.length > 0) throw new Error(`Sessions:\n${errors.join('\n')}`);
    return stacks;
  } catch (error) {
    if (error instanceof Error && REPORTED.test(error.message)) return undefined;
    throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Writes a stack into a workspace, with its state there. */
export function writeStack(workspace: TerraformWorkspace, { terraform, ...blocks }: StackFile): void {
  const { required_providers } = terraform as { readonly required_providers: object };
  workspace.write({ 'cdk.tf.json': JSON.stringify({ ...blocks, terraform: { required_providers } }) });
}
