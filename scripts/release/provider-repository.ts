import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { providerPages } from './provider-pages';

const root = resolve(import.meta.dirname, '../..');

/** The registry manifest, with the versions of the plugin protocol. */
export const MANIFEST = `${JSON.stringify({ version: 1, metadata: { protocol_versions: ['6.0'] } }, undefined, 2)}\n`;

const README = `# terraform-provider-faceliveness

The Terraform and OpenTofu provider for Amazon Rekognition Face Liveness. Its source, its issues and the constructs for
CDKTF are at https://github.com/cdktf-face-liveness/cdktf-face-liveness. Each release updates this repository, from which
registries take the provider's pages and packages.

- [docs](docs/index.md): arguments and attributes
- [examples](examples): configurations to copy
- releases: a zip for each platform, checksums with a signature, and a bill of materials
`;

/** Writes the files of the repository from which registry.terraform.io and OpenTofu's registry take the provider. */
export async function writeProviderRepository(directory: string): Promise<void> {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  write('README.md', README);
  write('terraform-registry-manifest.json', MANIFEST);
  for (const { path, text } of await providerPages()) write(`docs/${path}`, text);
  cpSync(join(root, 'LICENSE'), join(directory, 'LICENSE'));
  for (const kind of ['provider', 'resources', 'data-sources', 'ephemeral-resources', 'functions']) {
    cpSync(join(root, 'examples', kind), join(directory, 'examples', kind), { recursive: true });
  }
}

/** A zip of a release. */
export interface ReleasedZip {
  /** The platform in Terraform's words. */
  readonly platform: string;
  readonly name: string;
  readonly sha256: string;
}

/** The file of the provider in OpenTofu's registry, which a pull request adds, with its path. */
export function openTofuEntry(version: string, zips: readonly ReleasedZip[]): { path: string; text: string } {
  const release = `https://github.com/cdktf-face-liveness/terraform-provider-faceliveness/releases/download/v${version}`;
  const sums = `${release}/terraform-provider-faceliveness_${version}_SHA256SUMS`;
  const entry = {
    version,
    protocols: ['6.0'],
    shasums_url: sums,
    shasums_signature_url: `${sums}.sig`,
    targets: zips.map(({ platform, name, sha256 }) => {
      const [os, arch] = platform.split('_');
      return { os, arch, filename: name, download_url: `${release}/${name}`, shasum: sha256 };
    }),
  };
  return {
    path: 'providers/c/cdktf-face-liveness/faceliveness.json',
    text: `${JSON.stringify({ versions: [entry] }, undefined, 2)}\n`,
  };
}
