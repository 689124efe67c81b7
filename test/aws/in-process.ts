import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { InProcessPlugin } from '../../harness/plugin/in-process-plugin';
import { type ClientOptions, type Config, ProviderClient } from '../../harness/plugin/provider-client';
import { provider } from '../../src/provider/provider';

/** Texts of files by their path from the home directory. */
export type Files = Readonly<Record<string, string>>;

/**
 * The provider in this process, with a home directory of its own. It reads `process.env`, so that a test stubs the
 * variables.
 */
export class ProviderInProcess {
  readonly home = mkdtempSync(join(tmpdir(), 'in-process-'));
  private constructor(private readonly options: ClientOptions) {}

  static async create(): Promise<ProviderInProcess> {
    const schemas = await ProviderClient.schemas(new InProcessPlugin(provider), 6);
    return new ProviderInProcess({ schemas, ignoreWarnings: true });
  }

  /** Replaces the files, and leaves no other variables of AWS and of proxies than these. Vitest restores all. */
  prepare(environment: Readonly<Record<string, string>>, files: Files = {}): void {
    rmSync(this.home, { recursive: true, force: true });
    for (const [name, text] of Object.entries({ '.aws/config': '', ...files })) {
      const path = join(this.home, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    for (const name of Object.keys(process.env)) {
      if (/^(TF_)?AWS_|^(HTTPS?|NO)_PROXY$/i.test(name)) vi.stubEnv(name, undefined);
    }
    for (const [name, value] of Object.entries({ HOME: this.home, AWS_REGION: 'us-east-1', ...environment })) {
      vi.stubEnv(name, value);
    }
  }

  /** Configures the provider. The plugin is for what happens meanwhile. */
  async configure(block: Config, plugin = new InProcessPlugin(provider)): Promise<void> {
    const client = await ProviderClient.connect(plugin, this.options);
    await client.configure(block);
  }

  /** The error of the configuration, with single blanks; undefined for none. */
  async error(block: Config = {}): Promise<string | undefined> {
    try {
      await this.configure(block);
      return undefined;
    } catch (error) {
      return (error as Error).message.replace(/\s+/g, ' ');
    }
  }

  dispose(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
