import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { withoutMetadata } from '../constructs/support';
import { isFunction, runnerOf, type Snippet, snippets } from './snippets';

type Body = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** A stack as Terraform reads it. */
export interface RecipeStack {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly locals?: Readonly<Record<string, string>>;
  readonly provider: Readonly<Record<string, readonly Body[]>>;
  readonly moved?: ReadonlyArray<{ readonly from: string; readonly to: string }>;
  readonly import?: ReadonlyArray<{ readonly id: string; readonly to: string }>;
  readonly removed?: ReadonlyArray<{ readonly from: string; readonly lifecycle: Body }>;
}

/** The stacks of an app by their names. */
export type RecipeApp = Readonly<Record<string, RecipeStack>>;

/** A recipe of the page on moving and renaming. */
export interface Recipe {
  /** The title of its section. */
  readonly section: string;
  /** The code that was deployed; undefined when there was none. */
  readonly before?: Snippet;
  readonly after: Snippet;
}

const CODE = snippets.filter((snippet) => snippet.page === 'moving-and-renaming.md' && !isFunction(snippet));

/** The recipes of the page, in its order: the first and the last snippet of each section. */
export const recipes: readonly Recipe[] = [...new Set(CODE.map(({ section }) => section))].map(recipeOf);

/** The recipe of a section. */
export function recipeOf(section: string): Recipe {
  const [first, ...others] = CODE.filter((snippet) => snippet.section === section);
  if (first === undefined) throw new Error(`the page has no recipe ${section}`);
  const after = others.at(-1);
  return after === undefined ? { section, after: first } : { section, before: first, after };
}

/** Synthesizes the app of a snippet, in which it starts with the stack `demo`. */
export function synthesizeSnippet(snippet: Snippet): RecipeApp {
  const run = runnerOf(snippet);
  const outdir = mkdtempSync(join(tmpdir(), 'recipe-'));
  try {
    const app = new App({ outdir });
    run(new TerraformStack(app, 'demo'));
    app.synth();
    const stacks = join(outdir, 'stacks');
    return Object.fromEntries(
      readdirSync(stacks).map((name) => [
        name,
        JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'), withoutMetadata),
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The blocks of a stack by their addresses. */
export function byAddress(blocks: Blocks = {}): ReadonlyMap<string, Body> {
  return new Map(
    Object.entries(blocks).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]): [string, Body] => [`${type}.${name}`, body]),
    ),
  );
}
