import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { CommandError } from '../command-error';
import type { PublishedVersion } from './documents';

/** What a former run has written, and how the next one recognizes it. */
const RECORD = '.face-liveness-registry.json';

/** The name of what is not complete yet; no document leads there. The process that writes it follows. */
const UNFINISHED = '.unfinished-';

/** What the record says. */
export interface DirectoryRecord {
  readonly format: 1;
  /** As in `required_providers`. */
  readonly source: string;
  readonly signed: boolean;
  readonly versions: readonly PublishedVersion[];
  /** The paths of all files that were written, and of those that an interrupted run may have written. */
  readonly files: readonly string[];
}

/** A file to publish: a text, bytes, or a copy of another file. */
export type FileContent = string | Uint8Array | { readonly copyOf: string };

/**
 * A directory that static hosts serve. Files are prepared beside the published ones and put in their places at the end, each
 * at once and those that lead to others last, so that a client never finds what is not complete, not even after an
 * interruption.
 */
export class PublishedDirectory {
  /** What a former run has written. */
  readonly record: DirectoryRecord | undefined;
  private readonly unfinished: string;
  /** Directories that were not there, from the top. */
  private readonly created: string[] = [];

  private constructor(readonly path: string) {
    this.unfinished = join(path, `${UNFINISHED}${process.pid}`);
    try {
      if (existsSync(path)) this.record = readRecord(path);
    } catch (error) {
      throw inWords(error, path);
    }
    try {
      this.created = makeDirectory(path);
      rmSync(this.unfinished, { recursive: true, force: true });
      makeDirectory(this.unfinished);
      removeAbandoned(path);
    } catch (error) {
      this.close();
      throw inWords(error, path);
    }
  }

  /**
   * Opens a directory: a missing one, an empty one, or one that a former run has written.
   *
   * @throws CommandError for any other, and for one that another run writes to
   */
  static open(given: string): PublishedDirectory {
    if (given.trim() === '') throw new CommandError('DIR is empty. Give the directory to write.');
    const path = resolve(given);
    return new PublishedDirectory(existsSync(path) ? realpathSync(path) : path);
  }

  /**
   * The path of a file that a former run has written.
   *
   * @throws CommandError where it is missing
   */
  file(path: string): string {
    const file = join(this.path, path);
    if (existsSync(file)) return file;
    throw new CommandError(`${this.path} has lost ${path}. Restore it, or build all versions into a new directory.`);
  }

  /** Publishes files in the given order, and removes those of former runs that are not among the paths of the record. */
  publish(files: ReadonlyMap<string, FileContent>, record: Omit<DirectoryRecord, 'format'>): void {
    try {
      for (const [path, content] of files) write(join(this.unfinished, path), content);
      const former = this.record ?? { format: 1, source: record.source, signed: false, versions: [], files: [] };
      this.writeRecord({ ...former, files: [...new Set([...former.files, ...record.files])] });
      for (const path of files.keys()) this.putInPlace(path);
      const kept = new Set(record.files);
      for (const path of former.files.filter((each) => !kept.has(each))) this.remove(path);
      this.writeRecord({ format: 1, ...record });
    } catch (error) {
      throw inWords(error, this.path);
    }
  }

  /** Removes what is not published. */
  close(): void {
    // Where nothing can be written, nothing can be removed.
    if (existsSync(this.unfinished)) rmSync(this.unfinished, { recursive: true, force: true });
    for (const directory of this.created.toReversed()) if (!removeEmpty(directory)) return;
  }

  private writeRecord(record: DirectoryRecord): void {
    write(join(this.unfinished, RECORD), `${JSON.stringify(record, undefined, 2)}\n`);
    this.putInPlace(RECORD);
  }

  private putInPlace(path: string): void {
    makeDirectory(dirname(join(this.path, path)));
    renameSync(join(this.unfinished, path), join(this.path, path));
  }

  private remove(path: string): void {
    rmSync(join(this.path, path), { force: true });
    for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
      if (!removeEmpty(join(this.path, parent))) return;
    }
  }
}

/** Returns undefined for an empty directory, where an interrupted run may have left what it prepared. */
function readRecord(path: string): DirectoryRecord | undefined {
  const file = join(path, RECORD);
  if (!existsSync(file)) {
    if (readdirSync(path).every((name) => name.startsWith(UNFINISHED))) return undefined;
    throw new CommandError(
      `${path} holds other files. Give an empty or a new directory, or one that "face-liveness registry build" has written.`,
    );
  }
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as DirectoryRecord;
    const inside = record.files.every((each) => !isAbsolute(each) && !each.split(/[/\\]/).includes('..'));
    if (record.format === 1 && inside) return record;
  } catch {
    // Reported below.
  }
  throw new CommandError(
    `${file} is damaged, or another version of face-liveness has written it. Give a new directory.`,
  );
}

/** Removes what interrupted runs have left. */
function removeAbandoned(path: string): void {
  for (const name of readdirSync(path).filter((each) => each.startsWith(UNFINISHED))) {
    const pid = Number(name.slice(UNFINISHED.length));
    if (pid === process.pid) continue;
    if (isRunning(pid))
      throw new CommandError(`another run, process ${pid}, is writing to ${path}. Try again when it has ended.`);
    rmSync(join(path, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Writes a file that a web server can read, whatever the umask. */
function write(path: string, content: FileContent): void {
  makeDirectory(dirname(path));
  if (typeof content === 'object' && 'copyOf' in content) copyFileSync(content.copyOf, path);
  else writeFileSync(path, content);
  chmodSync(path, 0o644);
}

/** Makes a directory and those above it, which a web server can read, and returns those that were not there. */
function makeDirectory(path: string): string[] {
  if (existsSync(path)) return [];
  const created = dirname(path) === path ? [] : makeDirectory(dirname(path));
  mkdirSync(path);
  chmodSync(path, 0o755);
  return [...created, path];
}

/** Returns whether the directory was empty, and is removed. */
function removeEmpty(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}

function inWords(error: unknown, path: string): Error {
  if (error instanceof CommandError || (error as NodeJS.ErrnoException).code === undefined) return error as Error;
  return new CommandError(`cannot write the registry ${path}: ${(error as Error).message}.`, { cause: error });
}
