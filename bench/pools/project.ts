import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { measure, type NodeProcess } from '../processes';

const CHECKOUT = resolve(import.meta.dirname, '../..');

const COMPILER = join(CHECKOUT, 'node_modules/typescript/bin/tsc');

/** Packages that are installed with the library. */
const PEERS = ['@cdktf/provider-aws', '@types/node', 'cdktf', 'constructs'];

/** The apps, by the names of their modules. */
export const APPS = ['with-library', 'by-hand'] as const;

export type PoolsApp = (typeof APPS)[number];

/** A user's project in a temporary directory, with the built library and the two apps. */
export class PoolsProject {
  private readonly directory = mkdtempSync(join(tmpdir(), 'bench-pools-'));
  /** At the same depth as in the repository, for imports of the bindings. */
  private readonly apps = join(this.directory, 'bench/pools');

  constructor() {
    const modules = join(this.directory, 'node_modules');
    const library = join(modules, 'cdktf-face-liveness');
    cpSync(join(CHECKOUT, 'dist/lib'), join(library, 'dist/lib'), { recursive: true });
    cpSync(join(CHECKOUT, 'package.json'), join(library, 'package.json'));
    cpSync(join(CHECKOUT, 'dist/lib/bindings'), join(this.directory, 'src/bindings'), { recursive: true });
    for (const peer of PEERS) {
      mkdirSync(dirname(join(modules, peer)), { recursive: true });
      symlinkSync(join(CHECKOUT, 'node_modules', peer), join(modules, peer));
    }
    mkdirSync(this.apps, { recursive: true });
    cpSync(join(import.meta.dirname, 'tsconfig.json'), join(this.apps, 'tsconfig.json'));
    for (const app of APPS) {
      cpSync(join(import.meta.dirname, `${app}.ts`), join(this.apps, `${app}.ts`));
      const config = { extends: './tsconfig.json', files: [`${app}.ts`] };
      writeFileSync(join(this.apps, `${app}.json`), JSON.stringify(config));
    }
  }

  /** Type-checks an app. */
  typeCheck(app: PoolsApp): NodeProcess {
    return { cwd: this.apps, args: [COMPILER, '--noEmit', '--project', `${app}.json`] };
  }

  /** Synthesizes a compiled app with a number of pools. */
  synthesize(app: PoolsApp, count = 1): NodeProcess {
    return { cwd: this.apps, args: [`${app}.js`, `${count}`], env: { CDKTF_OUTDIR: this.outdir(app) } };
  }

  /**
   * Compiles both apps.
   *
   * @throws Error when their stacks of two pools differ
   */
  compile(): void {
    for (const app of APPS) {
      measure({ cwd: this.apps, args: [COMPILER, '--project', `${app}.json`] });
      measure(this.synthesize(app, 2));
    }
    const [withLibrary, byHand] = APPS.map((app) => this.stack(app));
    if (!isDeepStrictEqual(withLibrary, byHand)) {
      throw new Error(
        'bench/pools/by-hand.ts does not declare the same stack as the library. By hand, then with the library:\n' +
          `${JSON.stringify(byHand, null, 1)}\n${JSON.stringify(withLibrary, null, 1)}`,
      );
    }
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private outdir(app: PoolsApp): string {
    return join(this.directory, app);
  }

  /** The synthesized stack of an app, without cdktf's metadata, and with policies in one notation. */
  private stack(app: PoolsApp): unknown {
    const text = readFileSync(join(this.outdir(app), 'stacks/liveness/cdk.tf.json'), 'utf8');
    return JSON.parse(text, (key, value) => {
      if (key === '//') return undefined;
      return key === 'policy' ? value.replaceAll('" = ', '": ').replace(/"\$\{([^}]*)\}"/g, '$1') : value;
    });
  }
}
