import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** A CommonJS module's code as a function of what it finds around it. */
type ModuleFunction = (exports: object, require: (id: string) => unknown, module: { exports: object }) => void;

/**
 * Loads the CommonJS modules of one directory, compiled ahead where its `code-cache` holds what fits this Node; else they
 * are compiled as always, only slower. Nothing is written while modules are loaded.
 */
export class CachedModules {
  private readonly modules = new Map<string, { exports: object }>();
  private readonly scripts = new Map<string, Script>();
  private readonly codeCache: string;
  private readonly requireFromNode: NodeRequire;

  constructor(private readonly directory: string) {
    this.codeCache = join(directory, 'code-cache', `${process.version}-${process.arch}`);
    this.requireFromNode = createRequire(join(directory, 'index.js'));
  }

  /** Loads a module, once, and what it requires of the same directory (by names like `./other.js`). */
  load(file: string): object {
    const loaded = this.modules.get(file);
    if (loaded) return loaded.exports;
    const module = { exports: {} };
    this.modules.set(file, module);
    const script = this.compile(file);
    this.scripts.set(file, script);
    const run = script.runInThisContext() as ModuleFunction;
    run(module.exports, (id) => (id.startsWith('./') ? this.load(id.slice(2)) : this.requireFromNode(id)), module);
    return module.exports;
  }

  /**
   * Writes the code caches of the modules loaded so far, with all functions that have run by now: so this is best
   * called when the modules have done their usual work.
   */
  writeCodeCaches(): void {
    mkdirSync(this.codeCache, { recursive: true });
    for (const [file, script] of this.scripts) writeFileSync(join(this.codeCache, file), script.createCachedData());
  }

  private compile(file: string): Script {
    const source = readFileSync(join(this.directory, file), 'utf8');
    const cachedData = this.readCodeCache(file);
    return new Script(`(function(exports,require,module){${source}\n})`, {
      // Without the directory, which would be that of the machine that made the cache.
      filename: file,
      // V8 looks for itself whether it can use the cache, and compiles where it can't.
      ...(cachedData && { cachedData }),
    });
  }

  private readCodeCache(file: string): Buffer | undefined {
    try {
      return readFileSync(join(this.codeCache, file));
    } catch {
      return undefined;
    }
  }
}
