import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Files that nobody has written to for this long tell of sessions that the service has long forgotten. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Remembers on this machine which attempts' sessions are used up, so that a plan with `rotate` need not ask for each of
 * them again. What is used up stays so: with an empty memory the same sessions are found, only with more calls. So
 * whatever goes wrong with its files is no error.
 *
 * There is one file per pool and account. It holds digests and counts, no tokens and no session ids.
 */
export class AttemptMemory {
  private readonly file: string;
  private known: Map<string, number> | undefined;
  private changed = false;

  /**
   * @param scope what tells this pool in this account from all others
   * @param directory where the files are. Default: `faceliveness` in the user's cache directory
   */
  constructor(
    scope: readonly string[],
    private readonly directory: string = cacheDirectory(),
  ) {
    this.file = join(directory, `attempts-${digest(scope.join('\n'))}.json`);
  }

  /** Read when first asked for: only `rotate` has a use for it. */
  private get attempts(): Map<string, number> {
    this.known ??= read(this.file);
    return this.known;
  }

  /** The first attempt, counted from 0, that is not known to be used up. */
  firstWorthTrying(firstToken: string): number {
    return this.attempts.get(digest(firstToken)) ?? 0;
  }

  /** Says that the sessions of this attempt and of those before it are used up. */
  usedUp(firstToken: string, attempt: number): void {
    this.attempts.set(digest(firstToken), attempt + 1);
    this.changed = true;
  }

  /** Writes what was learned, if anything was. */
  save(): void {
    if (!this.changed) return;
    try {
      mkdirSync(this.directory, { recursive: true, mode: 0o700 });
      const fresh = `${this.file}.${process.pid}`;
      writeFileSync(fresh, JSON.stringify(Object.fromEntries(this.attempts)), { mode: 0o600 });
      renameSync(fresh, this.file);
      removeOld(this.directory);
    } catch {
      // The next plan asks again.
    }
  }
}

function read(file: string): Map<string, number> {
  try {
    const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
    return new Map(entries.filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])));
  } catch {
    return new Map();
  }
}

function removeOld(directory: string): void {
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    if (Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true });
  }
}

/** Without a home directory there is none that can be made. */
function cacheDirectory(): string {
  try {
    return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'faceliveness');
  } catch {
    return '/nonexistent';
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
