import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hermeticEnvironment } from '../../harness/terraform/terraform';
import { PLATFORMS, platformNamed } from '../../scripts/build/platforms';
import { manifestOf, type NpmPackages } from '../../scripts/release/npm-packages';
import { packedPackages } from './built-release';
import { NpmRegistry } from './npm-registry';

/** The packages as npm has them, in a registry, and directories for projects that install them. */
export class PublishedPackages {
  /** An environment in which npm uses the registry, and an empty cache and home directory. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    private readonly directory: string,
    readonly packages: NpmPackages,
    readonly registry: NpmRegistry,
  ) {
    this.env = {
      ...hermeticEnvironment(this.project('home')),
      npm_config_registry: registry.url,
      npm_config_cache: join(directory, 'cache'),
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_yes: 'true',
    };
  }

  /** Serves the main package and the one for this platform. Other platforms have metadata only. */
  static async publish(): Promise<PublishedPackages> {
    const directory = mkdtempSync(join(tmpdir(), 'published-'));
    chmodSync(directory, 0o755);
    const own = platformNamed();
    const packages = await packedPackages();
    const others = PLATFORMS.filter((platform) => platform !== own).map(manifestOf);
    const registry = await NpmRegistry.start([packages.main, ...packages.executables], others);
    return new PublishedPackages(directory, packages, registry);
  }

  /** Makes a directory for a project, with these files in it, and returns its path. */
  project(name: string, files: Readonly<Record<string, string>> = {}): string {
    const project = join(this.directory, name);
    mkdirSync(project);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
    return project;
  }

  async remove(): Promise<void> {
    await this.registry.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
