import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunResult, run } from '../../harness/machine/processes';
import { hermeticEnvironment } from '../../harness/terraform/terraform';
import { type SynthesizedStack, withoutMetadata } from '../constructs/support';

/** For a registry that is far away; from npm's cache it takes seconds. */
const INSTALL_TIMEOUT_MS = 240_000;

/** A project as a user has it, outside of this checkout: the package comes from a tarball, all else from npm's registry. */
export class UserProject {
  private compiled?: Promise<RunResult>;

  private constructor(private readonly directory: string) {}

  /**
   * Makes a project.
   *
   * @param name a directory beside this file, whose package.json says what the project is made with
   * @param parent where the project's directory is made
   * @param tarball the package, which is added to what package.json has
   * @param sources modules by their names
   * @throws Error with what npm said where it finds that the parts don't fit together
   */
  static async install(
    name: string,
    parent: string,
    tarball: string,
    sources: Readonly<Record<string, string>>,
  ): Promise<UserProject> {
    const directory = join(parent, name);
    mkdirSync(directory);
    copyFileSync(join(import.meta.dirname, name, 'package.json'), join(directory, 'package.json'));
    copyFileSync(join(import.meta.dirname, 'tsconfig.json'), join(directory, 'tsconfig.json'));
    for (const [module, text] of Object.entries(sources)) writeFileSync(join(directory, `${module}.ts`), text);
    await npm(directory, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball);
    return new UserProject(directory);
  }

  /** Has npm look whether every installed package has the peers that it asks for. */
  async listPackages(): Promise<void> {
    await npm(this.directory, 'ls', '--all');
  }

  /** Type-checks the modules and compiles them, with the project's own compiler. */
  async typeCheck(): Promise<RunResult> {
    this.compiled = this.compile();
    return await this.compiled;
  }

  /** Runs a module, which synthesizes an app, and returns the app's stacks by their names. */
  async synthesize(module: string): Promise<Readonly<Record<string, SynthesizedStack>>> {
    this.compiled ??= this.compile('--noCheck');
    await this.compiled;
    const { code, stderr } = await this.node([join('built', `${module}.js`)]);
    if (code !== 0) throw new Error(`the app failed with exit code ${code}:\n${stderr}`);
    const stacks = join(this.directory, 'cdktf.out', 'stacks');
    return Object.fromEntries(
      readdirSync(stacks).map((name) => [
        name,
        JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'), withoutMetadata),
      ]),
    );
  }

  private async compile(...options: readonly string[]): Promise<RunResult> {
    return await this.node(['node_modules/typescript/bin/tsc', ...options]);
  }

  private async node(args: readonly string[]): Promise<RunResult> {
    const env = hermeticEnvironment(this.directory);
    return await run(process.execPath, args, { cwd: this.directory, env });
  }
}

/** Runs npm with the user's settings, which say where the registry is; fails where npm does. */
async function npm(cwd: string, ...args: readonly string[]): Promise<RunResult> {
  const result = await run('npm', args, { cwd, timeout: INSTALL_TIMEOUT_MS });
  if (result.code !== 0) throw new Error(`npm ${args[0]} failed:\n${result.stdout}${result.stderr}`);
  return result;
}
