import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { bunVersion } from '../build/bun';
import glibc from '../build/glibc.json';
import type { BundledPackage } from '../build/licenses';
import type { Platform } from '../build/platforms';

const root = resolve(import.meta.dirname, '../..');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

/**
 * The bill of materials of a release's executables, in CycloneDX 1.6: the npm packages whose code they contain, the builds of
 * Bun, and the glibc in the packages for Linux. The same release gives the same bytes: there is neither a time nor a random
 * serial number.
 */
export function billOfMaterials(
  version: string,
  packages: readonly BundledPackage[],
  platforms: readonly Platform[],
): string {
  const product = component(Enums.ComponentType.Application, 'cdktf-face-liveness', version, 'MIT');
  product.purl = `pkg:npm/cdktf-face-liveness@${version}`;
  const lock = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')) as Lock;
  const components = [
    ...packages.map((each) => npmPackage(each.name, each.version, each.license, integrityOf(lock, each.directory))),
    ...platforms.map((platform) =>
      npmPackage(
        platform.bun.package,
        bunVersion(platform),
        'MIT AND LGPL-2.1-only',
        integrityOf(lock, `node_modules/${platform.bun.package}`),
      ),
    ),
    ...platforms.flatMap((platform) => (platform.glibc ? [debianGlibc(platform.glibc.debianArchitecture)] : [])),
  ];
  for (const each of components) product.dependencies.add(each.bomRef);
  const bom = new Models.Bom({
    components: new Models.ComponentRepository(components),
    metadata: new Models.Metadata({ component: product }),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function npmPackage(name: string, version: string, license: string, integrity: string | undefined): Models.Component {
  const made = component(Enums.ComponentType.Library, name, version, license);
  made.purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  if (integrity?.startsWith('sha512-')) {
    const digest = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
    made.hashes.set(Enums.HashAlgorithm['SHA-512'], digest);
  }
  return made;
}

function debianGlibc(architecture: string): Models.Component {
  const made = component(Enums.ComponentType.Library, 'libc6', glibc.version, glibc.license);
  made.purl = `pkg:deb/debian/libc6@${encodeURIComponent(glibc.version)}?arch=${architecture}`;
  const digest = (glibc.sha256 as Readonly<Record<string, string>>)[architecture];
  if (digest !== undefined) made.hashes.set(Enums.HashAlgorithm['SHA-256'], digest);
  made.externalReferences.add(
    new Models.ExternalReference(glibc.source, Enums.ExternalReferenceType.SourceDistribution),
  );
  made.bomRef.value = `libc6-${architecture}`;
  return made;
}

function component(type: Enums.ComponentType, name: string, version: string, license: string): Models.Component {
  const made = new Models.Component(type, name, { version });
  made.licenses.add(new Models.LicenseExpression(license));
  made.bomRef.value = `${name}@${version}`;
  return made;
}

function integrityOf({ packages }: Lock, directory: string): string | undefined {
  return packages[directory]?.integrity;
}
