import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** A CommonJS module's code as a function of what it finds around it. */
type ModuleFunction = (exports: object, require: (id: string) => unknown, module: { exports: object }) => void;

/** The size of what stands before the code in a cache's file: the digest of the module's source and of that code. */
const DIGEST_BYTES = 32;

/**
 * Loads the CommonJS modules of one directory, compiled ahead where its `code-cache` holds what fits this Node; else they
 * are compiled as always, only slower. Nothing is written while modules are loaded.
 */
export class CachedModules {
  private readonly modules = new Map<string, { exports: object }>();
  private readonly scripts = new Map<string, { readonly script: Script; readonly source: string }>();
  private readonly codeCache: string;
  private readonly requireFromNode: NodeRequire;

  constructor(private readonly directory: string) {
    // Compiled code fits the build of Node that compiled it; two of one version, such as those for glibc and for musl,
    // have executables of different sizes.
    const build = `${process.version}-${process.arch}-${statSync(process.execPath).size}`;
    this.codeCache = join(directory, 'code-cache', build);
    this.requireFromNode = createRequire(join(directory, 'index.js'));
  }

  /** Loads a module, once, and what it requires of the same directory (by names like `./other.js`). */
  load(file: string): object {
    const loaded = this.modules.get(file);
    if (loaded) return loaded.exports;
    const module = { exports: {} };
    this.modules.set(file, module);
    const run = this.compile(file).runInThisContext() as ModuleFunction;
    run(module.exports, (id) => (id.startsWith('./') ? this.load(id.slice(2)) : this.requireFromNode(id)), module);
    return module.exports;
  }

  /**
   * Writes the code caches of the modules loaded so far, with all functions that have run by now: so this is best
   * called when the modules have done their usual work.
   */
  writeCodeCaches(): void {
    mkdirSync(this.codeCache, { recursive: true });
    for (const [file, { script, source }] of this.scripts) {
      const code = script.createCachedData();
      writeFileSync(join(this.codeCache, file), Buffer.concat([digest(source, code), code]));
    }
  }

  private compile(file: string): Script {
    const source = readFileSync(join(this.directory, file), 'utf8');
    const cachedData = this.readCodeCache(file, source);
    const script = new Script(`(function(exports,require,module){${source}\n})`, {
      // Without the directory, which would be that of the machine that made the cache.
      filename: file,
      // V8 looks for itself whether its version and options are those of the code.
      ...(cachedData && { cachedData }),
    });
    this.scripts.set(file, { script, source });
    return script;
  }

  /** The code, if it is what was written for this source: V8 would run, or crash on, whatever else it is given. */
  private readCodeCache(file: string, source: string): Buffer | undefined {
    let cache: Buffer;
    try {
      cache = readFileSync(join(this.codeCache, file));
    } catch {
      return undefined;
    }
    const code = cache.subarray(DIGEST_BYTES);
    return digest(source, code).equals(cache.subarray(0, DIGEST_BYTES)) ? code : undefined;
  }
}

function digest(source: string, code: Buffer): Buffer {
  return createHash('sha256').update(source).update(code).digest();
}
