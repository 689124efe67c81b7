import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { CommandError } from '../command-error';

/** The default registry hosts of Terraform and OpenTofu, which complete a source without a host. */
export const REGISTRY_HOSTS = ['registry.terraform.io', 'registry.opentofu.org'];

/** The provider's source, as in `required_providers`. */
export const SOURCE = 'cdktf-face-liveness/faceliveness';

/** The directories of a package in a filesystem mirror, one per registry host. */
export function packageDirectories(mirror: string, version: string, platform: string): string[] {
  return REGISTRY_HOSTS.map((host) => join(mirror, host, SOURCE, version, platform));
}

/**
 * The root of the filesystem mirror.
 *
 * @param given the value of `--plugin-dir`. Default: the implied mirror of the user, which Terraform and OpenTofu read:
 *   https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 * @throws CommandError for an empty value, and when there is no home directory
 */
export function pluginDirectory(given: string | undefined): string {
  if (given === undefined) return join(configurationDirectory(), 'plugins');
  if (given.trim() !== '') return resolve(given);
  throw new CommandError(
    '--plugin-dir is empty. Give a directory, or omit the option. Is it taken from a variable that is not set?',
  );
}

function configurationDirectory(): string {
  if (process.platform !== 'win32') return join(home(), '.terraform.d');
  const { APPDATA } = process.env;
  if (APPDATA) return join(APPDATA, 'terraform.d');
  throw new CommandError('APPDATA is not set: Terraform looks for providers there. Set it, or use --plugin-dir.');
}

function home(): string {
  const { HOME } = process.env;
  if (HOME !== undefined && HOME !== '') return HOME;
  // With an empty HOME, Terraform reads the current directory, which is hardly intended.
  if (HOME === '') throw new CommandError('HOME is empty. Set it to your home directory, or use --plugin-dir.');
  try {
    return homedir();
  } catch (cause) {
    throw new CommandError(
      'HOME is not set, and the user who runs this has no home directory. Set HOME, or use --plugin-dir.',
      { cause },
    );
  }
}

/**
 * Hints, one line each, on settings with which Terraform or OpenTofu do not find the provider, or no other version of it.
 *
 * @param mirror the root of the mirror
 * @param given whether `--plugin-dir` was given
 */
export function hints(mirror: string, given: boolean): string[] {
  // Patterns have no wildcard for the host.
  const include = REGISTRY_HOSTS.map((host) => JSON.stringify(`${host}/${SOURCE}`)).join(', ');
  const restricted = cliConfigurations()
    .filter(restrictsInstallation)
    .map(
      (file) =>
        `${file} has a provider_installation block, so the clients search only the places in it. Unless it contains ` +
        `${mirror}, add this to it: filesystem_mirror { path = ${JSON.stringify(mirror)}, include = [${include}] }`,
    );
  if (given) return restricted;
  return [
    ...restricted,
    `While a version is in ${mirror}, Terraform and OpenTofu take this provider only from there and ignore newer versions ` +
      'in a registry. "face-liveness provider uninstall" removes it.',
  ];
}

/** The CLI configuration files of Terraform and OpenTofu that exist. */
function cliConfigurations(): string[] {
  const { TF_CLI_CONFIG_FILE, TERRAFORM_CONFIG, APPDATA, HOME, XDG_CONFIG_HOME } = process.env;
  const named = TF_CLI_CONFIG_FILE || TERRAFORM_CONFIG;
  if (named) return [named].filter((file) => existsSync(file));
  const directories = [HOME, APPDATA].filter((directory) => directory !== undefined && directory !== '');
  const names = process.platform === 'win32' ? ['terraform.rc', 'tofu.rc'] : ['.terraformrc', '.tofurc'];
  const usual = directories.flatMap((directory) => names.map((name) => join(directory ?? '', name)));
  const xdg = XDG_CONFIG_HOME ? [join(XDG_CONFIG_HOME, 'opentofu', 'tofurc')] : [];
  return [...usual, ...xdg].filter((file) => existsSync(file));
}

function restrictsInstallation(file: string): boolean {
  try {
    return /^\s*provider_installation\b/m.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}
