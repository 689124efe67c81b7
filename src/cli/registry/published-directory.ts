import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { CommandError } from '../command-error';
import { makeDirectory, removeIfEmpty, UNFINISHED } from '../directories';
import type { PublishedVersion } from './documents';

/** The file that records the content of the directory for the next run. */
const RECORD = '.face-liveness-registry.json';

/** The content of the record. */
export interface DirectoryRecord {
  readonly format: 1;
  /** As in `required_providers`. */
  readonly source: string;
  readonly signed: boolean;
  readonly versions: readonly PublishedVersion[];
  /** The paths of all files that this or an interrupted run may have written. */
  readonly files: readonly string[];
}

/** A file to publish: a text, bytes, or a copy of another file. */
export type FileContent = string | Uint8Array | { readonly copyOf: string };

/**
 * A directory for a static web server. Files are written into a directory of unfinished ones, whose name ends with the
 * process id, and renamed into place at the end, documents after the files that they refer to. A client never finds
 * incomplete content, even after an interruption.
 */
export class PublishedDirectory {
  /** The record of the previous run. */
  readonly record: DirectoryRecord | undefined;
  private readonly unfinished: string;
  /** Directories that this run created, parents first. */
  private readonly created: string[] = [];

  private constructor(readonly path: string) {
    this.unfinished = join(path, `${UNFINISHED}${process.pid}`);
    try {
      if (existsSync(path)) this.record = readRecord(path);
    } catch (error) {
      throw asCommandError(error, path);
    }
    try {
      this.created = makeDirectory(path);
      rmSync(this.unfinished, { recursive: true, force: true });
      makeDirectory(this.unfinished);
      removeAbandoned(path);
    } catch (error) {
      this.close();
      throw asCommandError(error, path);
    }
  }

  /**
   * Opens a directory that is missing, empty, or was written by a previous run.
   *
   * @throws CommandError for any other directory, and while another run writes to it
   */
  static open(given: string): PublishedDirectory {
    if (given.trim() === '') throw new CommandError('DIR is empty. Give the directory to write.');
    const path = resolve(given);
    return new PublishedDirectory(existsSync(path) ? realpathSync(path) : path);
  }

  /**
   * The path of a file that a previous run wrote.
   *
   * @throws CommandError when it is missing
   */
  file(path: string): string {
    const file = join(this.path, path);
    if (existsSync(file)) return file;
    throw new CommandError(`${this.path} lacks ${path}. Restore it, or build all versions into a new directory.`);
  }

  /** Publishes files in the given order, and removes files of previous runs that are not in the record. */
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
      throw asCommandError(error, this.path);
    }
  }

  /** Removes unfinished files, and directories that this run created and left empty. */
  close(): void {
    // In a read-only directory, nothing was written and nothing can be removed.
    if (existsSync(this.unfinished)) rmSync(this.unfinished, { recursive: true, force: true });
    for (const directory of this.created.toReversed()) if (!removeIfEmpty(directory)) return;
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
      if (!removeIfEmpty(join(this.path, parent))) return;
    }
  }
}

/** Reads the record; undefined for a directory that is empty but for unfinished files of an interrupted run. */
function readRecord(path: string): DirectoryRecord | undefined {
  const file = join(path, RECORD);
  if (!existsSync(file)) {
    if (readdirSync(path).every((name) => name.startsWith(UNFINISHED))) return undefined;
    throw new CommandError(
      `${path} contains other files. Give a new or empty directory, or one that "face-liveness registry build" wrote.`,
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
    `${file} is damaged, or was written by another version of face-liveness. Give a new directory.`,
  );
}

/** Removes unfinished files of interrupted runs. */
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

/** Writes a file that a web server can read, regardless of the umask. */
function write(path: string, content: FileContent): void {
  makeDirectory(dirname(path));
  if (typeof content === 'object' && 'copyOf' in content) copyFileSync(content.copyOf, path);
  else writeFileSync(path, content);
  chmodSync(path, 0o644);
}

/** Errors of the file system as errors that the user can fix. */
function asCommandError(error: unknown, path: string): Error {
  if (error instanceof CommandError || (error as NodeJS.ErrnoException).code === undefined) return error as Error;
  return new CommandError(`cannot write the registry ${path}: ${(error as Error).message}.`, { cause: error });
}
