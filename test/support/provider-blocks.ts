import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { TerraformValidation, TerraformWorkspace } from '../../harness/terraform/terraform-workspace';

/** What Terraform says of a configuration. */
export interface ProviderDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** The line that Terraform shows with it. */
  readonly code: string;
}

/**
 * Plans one session for each of several provider blocks in a single run of Terraform: `{ name: 'region = "us-east-1"' }`.
 * The name is the block's alias, and the client request token of the session.
 *
 * @param env variables for this run alone; undefined leaves one out
 * @returns what Terraform says, by the name of the block
 */
export async function planSessions(
  workspace: TerraformWorkspace,
  blocks: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
): Promise<Readonly<Record<string, readonly ProviderDiagnostic[]>>> {
  workspace.write({ 'main.tf': Object.entries(blocks).map(configuration).join('\n') });
  const before = { ...workspace.env };
  Object.assign(workspace.env, env);
  const { stdout, stderr } = await workspace.run('plan', '-json').finally(() => {
    for (const name of Object.keys(env)) workspace.env[name] = before[name];
  });
  expect(stderr).toBe('');
  const messages = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly diagnostic?: Diagnostic });
  return byBlock(
    blocks,
    messages.flatMap(({ diagnostic }) => (diagnostic ? [diagnostic] : [])),
  );
}

/** Validates several provider blocks in a single run of Terraform, and returns what it says by their names. */
export async function validateBlocks(
  workspace: TerraformWorkspace,
  blocks: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, readonly ProviderDiagnostic[]>>> {
  workspace.write({ 'main.tf': Object.entries(blocks).map(configuration).join('\n') });
  const { diagnostics } = await workspace.validate();
  return byBlock(blocks, diagnostics);
}

type Diagnostic = TerraformValidation['diagnostics'][number];

function byBlock(
  blocks: Readonly<Record<string, string>>,
  diagnostics: readonly Diagnostic[],
): Readonly<Record<string, readonly ProviderDiagnostic[]>> {
  const said: Record<string, ProviderDiagnostic[]> = Object.fromEntries(Object.keys(blocks).map((name) => [name, []]));
  for (const { severity, summary, detail, address = '', snippet } of diagnostics) {
    expect(detail).not.toMatch(/\n\s+at .*:\d+:\d+/);
    const name = /\.([\w-]+)$/.exec(address)?.[1] ?? '';
    said[name] ??= [];
    const entry = { severity, summary, detail, code: snippet?.code.trim() ?? '' };
    // Terraform validates a provider block twice on its way to a plan, and repeats what it is told.
    if (!said[name].some((other) => isDeepStrictEqual(other, entry))) said[name].push(entry);
  }
  return said;
}

function configuration([name, body]: [string, string]): string {
  return `provider "faceliveness" {
  alias = "${name}"
  ${body}
}
data "faceliveness_session" "${name}" {
  provider             = faceliveness.${name}
  client_request_token = "${name}"
}
`;
}
