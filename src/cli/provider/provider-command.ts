import { Command } from 'commander';
import { version } from '../../../package.json';
import { CommandError, reporting } from '../command-error';
import { terraformPlatform } from '../platforms';
import { installProvider, uninstallProvider } from './install-provider';
import { hints, pluginDirectory } from './plugin-directory';
import { ownPackage, type ProviderPackage } from './provider-files';
import { packageFromRelease } from './release';

const PLUGIN_DIRECTORY = '--plugin-dir <dir>';
const PLUGIN_DIRECTORY_DESCRIPTION =
  'root of a filesystem mirror, such as terraform.d/plugins beside a configuration (default: the plugin directory of ' +
  'the user, ~/.terraform.d/plugins)';

interface InstallFlags {
  readonly pluginDir?: string;
  readonly platform?: string;
  readonly from?: string;
}

/** `face-liveness provider …`: the Terraform provider `faceliveness` on this machine. */
export function providerCommand(): Command {
  const command = new Command('provider').description('the Terraform provider faceliveness');
  command
    .command('install')
    .description('install the provider where Terraform and OpenTofu find it; prints the directories and the version')
    .option(PLUGIN_DIRECTORY, PLUGIN_DIRECTORY_DESCRIPTION)
    .option('--platform <os_arch>', 'another platform, such as linux_arm64; requires --from')
    .option('--from <release>', 'directory of a downloaded release, with zips and checksums')
    .action(reporting(install));
  command
    .command('uninstall')
    .description('remove this version of the provider from there')
    .option(PLUGIN_DIRECTORY, PLUGIN_DIRECTORY_DESCRIPTION)
    .option('--platform <os_arch>', 'another platform, such as linux_arm64')
    .action(reporting(uninstall));
  command
    .command('debug')
    .description('serve the provider until Ctrl-C, for a debugger; prints TF_REATTACH_PROVIDERS for terraform or tofu')
    .action(reporting(debug));
  return command;
}

/** Loads the provider only for this command. */
async function debug(): Promise<void> {
  const { debugProvider } = await import('./debug-provider');
  await debugProvider();
}

async function install({ pluginDir, platform, from }: InstallFlags): Promise<void> {
  const mirror = pluginDirectory(pluginDir);
  const provider = await findPackage(platform, from);
  const { directories, unchanged } = await installProvider(provider, mirror);
  process.stdout.write([...directories, `faceliveness ${provider.version}`].map((line) => `${line}\n`).join(''));
  const notes = hints(mirror, pluginDir !== undefined);
  if (unchanged) notes.unshift('Nothing to do: the same files are already there.');
  process.stderr.write(notes.map((note) => `note: ${note}\n`).join(''));
}

async function findPackage(platform: string = terraformPlatform(), from: string | undefined): Promise<ProviderPackage> {
  requirePlatform(platform);
  if (from?.trim() === '') throw new CommandError('--from is empty. Give the directory of a downloaded release.');
  if (from !== undefined) return await packageFromRelease(from, platform);
  if (platform === terraformPlatform()) return ownPackage();
  throw new CommandError(
    `this executable contains the provider for ${terraformPlatform()}, not for ${platform}. Download a release and give ` +
      'its directory with --from.',
  );
}

/** Platforms become parts of paths. */
function requirePlatform(platform: string): void {
  if (/^[a-z0-9]+_[a-z0-9]+$/.test(platform)) return;
  throw new CommandError(
    `--platform is ${JSON.stringify(platform)}. Give an operating system and an architecture, such as linux_arm64.`,
  );
}

async function uninstall({ pluginDir, platform = terraformPlatform() }: Omit<InstallFlags, 'from'>): Promise<void> {
  requirePlatform(platform);
  const mirror = pluginDirectory(pluginDir);
  const removed = await uninstallProvider(version, platform, mirror);
  process.stdout.write(removed.map((directory) => `${directory}\n`).join(''));
  if (removed.length > 0) return;
  process.stderr.write(`note: Nothing to do: ${mirror} does not contain faceliveness ${version} for ${platform}.\n`);
}
