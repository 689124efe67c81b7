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

/** `face-liveness registry …`: a private registry for the provider. */
export function registryCommand(): Command {
  const command = new Command('registry').description('a private provider registry of static files');
  command
    .command('build')
    .description('write a provider registry and a network mirror for any static https host, or add a version to them')
    .argument('<dir>', 'directory to write: a new or empty one, or one that this command wrote')
    .requiredOption('--from <release>', 'directory of a downloaded release, with zips, manifest and checksums')
    .option(
      '--key <file>',
      'OpenPGP private key (RSA) that signs the checksums; the environment variable ' +
        `${PASSPHRASE_VARIABLE} holds its passphrase (default: only a mirror, no registry)`,
    )
    .option('--source <source>', `source to serve, HOST/NAMESPACE/faceliveness (default: ${SOURCE})`)
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

/** The public source has no host: the files serve the namespace on any host. */
function registrySource({ text, custom }: ProviderSource): string {
  return custom ? text : `HOST/${text}, where HOST is the host that serves these files`;
}

function notes(former: DirectoryRecord | undefined, source: ProviderSource, signed: boolean): string[] {
  const moved = former !== undefined && former.source !== source.text;
  return [
    ...(moved ? [`The directory no longer serves ${former.source}.`] : []),
    ...(former?.signed && !signed ? ['The directory was also a registry. Without --key it is only a mirror.'] : []),
    ...(source.hosts.some((host) => host.includes(':'))
      ? ['Terraform does not query network mirrors for a host with a port. The registry works with it.']
      : []),
  ];
}
