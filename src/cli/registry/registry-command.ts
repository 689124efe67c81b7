import { Command } from 'commander';
import { reporting } from '../command-error';
import { SOURCE } from '../provider/plugin-directory';
import { buildRegistry } from './build-registry';
import { type DirectoryRecord, PublishedDirectory } from './published-directory';
import { PASSPHRASE_VARIABLE, readSigningKey } from './signing';
import { type ProviderSource, providerSource } from './source';

interface BuildFlags {
  readonly from: string;
  readonly key?: string;
  readonly source?: string;
}

/** `face-liveness registry …`: a registry of one's own for the provider. */
export function registryCommand(): Command {
  const command = new Command('registry').description('a provider registry of your own, as static files');
  command
    .command('build')
    .description('write a provider registry and a network mirror, or add a version to one, for any static https host')
    .argument('<dir>', 'directory to write: a new one, an empty one, or one that this command has written')
    .requiredOption('--from <release>', 'directory of a downloaded release: zips, manifest and checksums')
    .option(
      '--key <file>',
      'OpenPGP private key (RSA) that signs the checksums; its passphrase is read from the environment variable ' +
        `${PASSPHRASE_VARIABLE} (default: no registry, the mirror alone)`,
    )
    .option('--source <source>', `HOST/NAMESPACE/faceliveness, to serve it as another source than ${SOURCE}`)
    .action(reporting(build));
  return command;
}

async function build(dir: string, flags: BuildFlags): Promise<void> {
  const source = providerSource(flags.source);
  const key = flags.key === undefined ? undefined : await readSigningKey(flags.key);
  const directory = PublishedDirectory.open(dir);
  try {
    const versions = await buildRegistry(directory, { from: flags.from, source, key });
    const lines = [
      directory.path,
      ...versions.map(
        ({ version, packages }) =>
          `faceliveness ${version}: ${packages.map(({ os, architecture }) => `${os}_${architecture}`).join(', ')}`,
      ),
      ...(key ? [`registry of ${registrySource(source)}, signed with the key ${key.id}`] : []),
      `network mirror of ${source.hosts.map((host) => `${host}/${source.namespace}/faceliveness`).join(' and ')}`,
    ];
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
    const said = notes(directory.record, source, key !== undefined);
    process.stderr.write(said.map((note) => `note: ${note}\n`).join(''));
  } finally {
    directory.close();
  }
}

/** The public source names no host, so the files serve the namespace on the host that they are put on. */
function registrySource({ text, custom }: ProviderSource): string {
  return custom ? text : `HOST/${text}, where HOST is the host that serves these files`;
}

function notes(former: DirectoryRecord | undefined, source: ProviderSource, signed: boolean): string[] {
  const moved = former !== undefined && former.source !== source.text;
  return [
    ...(moved ? [`The directory was for ${former.source}, which it no longer serves.`] : []),
    ...(former?.signed && !signed ? ['The directory was a registry, too. Without --key it is a mirror alone.'] : []),
    ...(source.hosts.some((host) => host.includes(':'))
      ? ['Terraform queries no network mirror for a host with a port. The registry works with it.']
      : []),
  ];
}
