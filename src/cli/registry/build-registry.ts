import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error';
import { verify } from '../provider/release';
import { documents, type PublishedVersion, releasedPaths, releasePath } from './documents';
import type { FileContent, PublishedDirectory } from './published-directory';
import { filesBeside, type Release, readRelease, signatureOf } from './release';
import type { SigningKey } from './signing';
import type { ProviderSource } from './source';

/** Options of `buildRegistry`. */
export interface RegistryOptions {
  /** The directory of the release to add. */
  readonly from: string;
  readonly source: ProviderSource;
  /** Signs the checksums. Without a key there is a mirror but no registry. */
  readonly key: SigningKey | undefined;
}

/**
 * Adds a release to a directory, and writes a registry and a network mirror of all versions in it.
 *
 * @returns all versions
 * @throws CommandError for a release that cannot be added
 */
export async function buildRegistry(
  directory: PublishedDirectory,
  { from, source, key }: RegistryOptions,
): Promise<readonly PublishedVersion[]> {
  const release = await readRelease(from);
  const former = directory.record?.versions ?? [];
  requireUnchanged(former, release, directory.path);

  const files = new Map<string, FileContent>();
  const versions: PublishedVersion[] = [];
  const others = former.filter(({ version }) => version !== release.version);
  for (const version of others) versions.push(await signFormer(version, key, directory, files));
  versions.push(await addRelease(release, from, key, directory, files));
  versions.sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));

  const texts = documents(source, versions, key !== undefined);
  for (const [path, text] of texts) files.set(path, text);
  const paths = [...releasedPaths(versions), ...texts.keys()];
  for (const path of paths) if (!files.has(path)) directory.file(path);
  directory.publish(files, { source: source.text, signed: key !== undefined, versions, files: paths });
  return versions;
}

/** Refuses other bytes for a published version: lock files contain its checksums. */
function requireUnchanged(former: readonly PublishedVersion[], release: Release, path: string): void {
  const same = former.find(({ version }) => version === release.version);
  for (const { filename, sha256 } of same?.packages ?? []) {
    const found = release.packages.find((each) => each.filename === filename);
    if (found?.sha256 === sha256) continue;
    throw new CommandError(
      `${path} already has ${filename}, ${found ? 'with other bytes' : 'and the release does not'}. Lock files contain the ` +
        'checksums of a version, so it must not change. Release a new version, or build into a new directory.',
    );
  }
}

async function addRelease(
  release: Release,
  from: string,
  key: SigningKey | undefined,
  directory: PublishedDirectory,
  files: Map<string, FileContent>,
): Promise<PublishedVersion> {
  const { checksums, manifest } = filesBeside(release.version);
  const put = (name: string, content: FileContent) => files.set(join(releasePath(release.version), name), content);
  for (const { filename } of release.packages) put(filename, { copyOf: join(from, filename) });
  put(manifest, { copyOf: join(from, manifest) });
  const sums = readFileSync(join(from, checksums));
  put(checksums, sums);
  if (key === undefined) return release;
  const released = await signatureIn(from, checksums, sums, key);
  const published = join(directory.path, releasePath(release.version));
  // Unchanged checksums keep their signature: a new one would have another time.
  const former = isSame(join(published, checksums), sums)
    ? await signatureIn(published, checksums, sums, key)
    : undefined;
  put(signatureOf(checksums), released ?? former ?? (await key.sign(sums)));
  return signedBy(key, release);
}

function isSame(file: string, content: Buffer): boolean {
  return existsSync(file) && readFileSync(file).equals(content);
}

/** The signature in a release, if the key made it. */
async function signatureIn(
  from: string,
  checksums: string,
  sums: Uint8Array,
  key: SigningKey,
): Promise<Uint8Array | undefined> {
  const file = join(from, signatureOf(checksums));
  if (!existsSync(file)) return undefined;
  const signature = new Uint8Array(readFileSync(file));
  try {
    return (await key.hasSigned(sums, signature)) ? signature : undefined;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${file} does not sign ${checksums}: ${error.message}. Download the release again.`);
  }
}

/** Signs a version that was in the mirror only. Signatures of other keys are kept. */
async function signFormer(
  version: PublishedVersion,
  key: SigningKey | undefined,
  directory: PublishedDirectory,
  files: Map<string, FileContent>,
): Promise<PublishedVersion> {
  const { key: signedWith, ...release } = version;
  if (key === undefined) return release;
  // The public key can have changed since, such as its expiration time.
  if (signedWith !== undefined) return signedWith.id === key.id ? signedBy(key, release) : version;
  const inside = releasePath(release.version);
  const path = join(inside, filesBeside(release.version).checksums);
  const sums = directory.file(path);
  for (const { filename, sha256 } of release.packages) {
    await verify(directory.file(join(inside, filename)), sha256, sums);
  }
  files.set(signatureOf(path), await key.sign(readFileSync(sums)));
  return signedBy(key, release);
}

function signedBy({ id, publicKey }: SigningKey, release: Release): PublishedVersion {
  return { ...release, key: { id, armored: publicKey } };
}
