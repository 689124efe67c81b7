import { dirname, join, relative } from 'node:path/posix';
import { SOURCE } from '../provider/plugin-directory';
import { moduleFiles } from './module-files';
import { filesBeside, type Release, type ReleasedPackage, signatureOf } from './release';
import type { ProviderSource } from './source';

/** The public key for the signature of a version's checksums. */
export interface PublicKey {
  readonly id: string;
  readonly armored: string;
}

/** A version in the published directory. */
export interface PublishedVersion extends Release {
  /** Without a key, the version is in the mirror only. */
  readonly key?: PublicKey;
}

/** Texts by their paths below the directory. */
export type Documents = ReadonlyMap<string, string>;

const TYPE = SOURCE.split('/')[1] ?? '';

/** The directory of a version's zips and checksums, which registry and mirror share. */
export function releasePath(version: string): string {
  return `releases/${version}`;
}

/** The paths of all zips, checksums, signatures and manifests of versions. */
export function releasedPaths(versions: readonly PublishedVersion[]): string[] {
  return versions.flatMap(({ version, packages, key }) => {
    const { checksums, manifest } = filesBeside(version);
    const names = [...packages.map(({ filename }) => filename), manifest, checksums];
    return [...names, ...(key ? [signatureOf(checksums)] : [])].map((name) => join(releasePath(version), name));
  });
}

/**
 * All documents in the order of publication: each after the documents that it refers to.
 *
 * @param signed whether there is a registry in addition to the mirror
 */
export function documents(source: ProviderSource, versions: readonly PublishedVersion[], signed: boolean): Documents {
  return new Map([
    ...(source.custom ? moduleCopy(source) : []),
    ...source.hosts.flatMap((host) => mirror(join(host, source.namespace, TYPE), versions)),
    ...(signed ? registry(source, versions) : []),
  ]);
}

/** The network mirror protocol: https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol */
function mirror(directory: string, versions: readonly PublishedVersion[]): [string, string][] {
  const index = join(directory, 'index.json');
  const known = Object.fromEntries(versions.map(({ version }) => [version, {}]));
  return [
    ...versions.map(({ version, packages }): [string, string] => {
      const path = join(directory, `${version}.json`);
      const archives = packages.map((each) => {
        const hashes = [each.packageHash, `zh:${each.sha256}`];
        return [platformOf(each), { hashes, url: zipFrom(path, version, each) }];
      });
      return [path, json({ archives: Object.fromEntries(archives) })];
    }),
    [index, json({ versions: known })],
  ];
}

/** The provider registry protocol: https://developer.hashicorp.com/terraform/internals/provider-registry-protocol */
function registry({ namespace }: ProviderSource, versions: readonly PublishedVersion[]): [string, string][] {
  const base = 'v1/providers';
  const directory = join(base, namespace, TYPE);
  const listed = versions.map(({ version, protocols, packages }) => ({
    version,
    protocols,
    platforms: packages.map(({ os, architecture: arch }) => ({ os, arch })),
  }));
  return [
    ...versions.flatMap((version) =>
      version.packages.map((each): [string, string] => {
        const path = join(directory, version.version, 'download', each.os, each.architecture);
        return [path, json(download(path, version, each))];
      }),
    ),
    [join(directory, 'versions'), json({ versions: listed })],
    // Clients resolve relative URLs against it, so it ends with a slash.
    ['.well-known/terraform.json', json({ 'providers.v1': `${relative('.well-known', base)}/` })],
  ];
}

function download(path: string, { version, protocols, key }: PublishedVersion, file: ReleasedPackage): object {
  const checksums = relative(dirname(path), join(releasePath(version), filesBeside(version).checksums));
  return {
    protocols,
    os: file.os,
    arch: file.architecture,
    filename: file.filename,
    download_url: zipFrom(path, version, file),
    shasum: file.sha256,
    shasums_url: checksums,
    shasums_signature_url: signatureOf(checksums),
    signing_keys: { gpg_public_keys: [{ key_id: key?.id, ascii_armor: key?.armored }] },
  };
}

/** The Terraform module with the custom source of the provider. */
function moduleCopy({ text }: ProviderSource): [string, string][] {
  return Object.entries(moduleFiles).map(([path, content]) => [
    join('modules/liveness-session-pool', path),
    content.replaceAll(`"${SOURCE}"`, `"${text}"`),
  ]);
}

function zipFrom(document: string, version: string, { filename }: ReleasedPackage): string {
  return relative(dirname(document), join(releasePath(version), filename));
}

function platformOf({ os, architecture }: ReleasedPackage): string {
  return `${os}_${architecture}`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
