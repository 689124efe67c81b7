import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../../harness/machine/processes';
import { TerraformWorkspace, type TerraformWorkspaceOptions } from '../../../harness/terraform/terraform-workspace';
import type { BundledProvider } from './bundle';

/** A diagnostic as `terraform … -json` prints it. */
export interface TerraformDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  readonly range?: { readonly start: { readonly line: number } };
}

/** A provider's schemas as `terraform providers schema -json` prints them. */
export interface ProviderSchema {
  readonly provider?: unknown;
  readonly resource_schemas?: Readonly<Record<string, unknown>>;
  readonly data_source_schemas?: Readonly<Record<string, unknown>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, unknown>>;
  readonly functions?: Readonly<Record<string, unknown>>;
}

/** How a `PluginWorkspace` differs from a bare one. */
export interface PluginWorkspaceOptions extends TerraformWorkspaceOptions {
  /** The text of main.tf. Default: empty. */
  readonly configuration?: string;
}

/** A workspace in which Terraform finds a bundled provider without `terraform init`. It is removed after the test. */
export class PluginWorkspace extends TerraformWorkspace {
  constructor({ name, directory }: BundledProvider, options: PluginWorkspaceOptions = {}) {
    super(options);
    onTestFinished(() => this.dispose());
    this.write({
      'terraform.rc': `
        provider_installation {
          dev_overrides {
            "example.com/test/${name}" = "${directory}"
          }
          direct {}
        }
      `,
      'main.tf': options.configuration ?? '',
      'providers.tf': `
        terraform {
          required_providers {
            ${name} = {
              source = "example.com/test/${name}"
            }
          }
        }
      `,
    });
    this.env.TF_CLI_CONFIG_FILE = join(this.directory, 'terraform.rc');
  }

  /** The diagnostics of `terraform validate`, without the warning about the override. */
  async diagnostics(): Promise<readonly TerraformDiagnostic[]> {
    const { diagnostics } = (await this.json('validate')) as { diagnostics: TerraformDiagnostic[] };
    return withoutOverride(diagnostics);
  }

  /** The provider's schemas from `terraform providers schema`. */
  async schema(): Promise<ProviderSchema> {
    const { code, stdout, stderr } = await run(this.executable, ['providers', 'schema', '-json'], {
      cwd: this.directory,
      env: this.env,
    });
    if (code !== 0) throw new Error(stderr);
    const { provider_schemas: schemas } = JSON.parse(stdout) as { provider_schemas: Record<string, ProviderSchema> };
    return Object.values(schemas)[0] ?? {};
  }

  /** Runs a command with `-json` and returns the diagnostics in its output. */
  async progress(subcommand: 'plan' | 'apply', ...args: string[]): Promise<readonly TerraformDiagnostic[]> {
    const { stdout } = await this.run(subcommand, '-json', ...args);
    const messages = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { diagnostic?: TerraformDiagnostic });
    return withoutOverride(messages.flatMap(({ diagnostic }) => (diagnostic ? [diagnostic] : [])));
  }
}

function withoutOverride(diagnostics: readonly TerraformDiagnostic[]): TerraformDiagnostic[] {
  return diagnostics.filter(({ summary }) => summary !== 'Provider development overrides are in effect');
}
