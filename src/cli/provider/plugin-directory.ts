import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { InstallError } from './install-error';

/** The hosts of the provider's source: Terraform and OpenTofu each complete it with their own. */
export const HOSTS = ['registry.terraform.io', 'registry.opentofu.org'];

/** The provider's source, as in `required_providers`. */
export const SOURCE = 'cdktf-face-liveness/faceliveness';

/** The directories of a package in a filesystem mirror, one for each host. */
export function packageDirectories(mirror: string, version: string, platform: string): string[] {
  return HOSTS.map((host) => join(mirror, host, SOURCE, version, platform));
}

/**
 * The root of the filesystem mirror to work on.
 *
 * @param given what `--plugin-dir` says. Default: the implied mirror of the user, which both Terraform and OpenTofu read:
 *   https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 * @throws InstallError for an empty directory, and where there is no home directory
 */
export function pluginDirectory(given: string | undefined): string {
  if (given === undefined) return join(configurationDirectory(), 'plugins');
  if (given.trim() !== '') return resolve(given);
  throw new InstallError(
    '--plugin-dir is empty: was it taken from a variable that is not set? Give a directory, or leave the option out.',
  );
}

function configurationDirectory(): string {
  if (process.platform !== 'win32') return join(home(), '.terraform.d');
  const { APPDATA } = process.env;
  if (APPDATA) return join(APPDATA, 'terraform.d');
  throw new InstallError('APPDATA is not set: Terraform looks for providers there. Set it, or use --plugin-dir.');
}

function home(): string {
  const { HOME } = process.env;
  if (HOME !== undefined && HOME !== '') return HOME;
  // Terraform takes an empty HOME for none and goes on in the current directory, as few want it to.
  if (HOME === '') throw new InstallError('HOME is empty. Set it to your home directory, or use --plugin-dir.');
  try {
    return homedir();
  } catch (cause) {
    throw new InstallError(
      'HOME is not set, and the user who runs this has no home directory. Set HOME, or use --plugin-dir.',
      { cause },
    );
  }
}

/**
 * What may keep Terraform or OpenTofu from finding a provider in its place, or from finding another one: each hint is a line.
 *
 * @param mirror the root of the mirror
 * @param given whether `--plugin-dir` named it
 */
export function hints(mirror: string, given: boolean): string[] {
  // A pattern cannot leave the host open.
  const include = HOSTS.map((host) => JSON.stringify(`${host}/${SOURCE}`)).join(', ');
  const restricted = cliConfigurations()
    .filter(restrictsInstallation)
    .map(
      (file) =>
        `${file} has a block provider_installation, so the clients search only what that names. Unless it names ` +
        `${mirror}, add this to it: filesystem_mirror { path = ${JSON.stringify(mirror)}, include = [${include}] }`,
    );
  if (given) return restricted;
  return [
    ...restricted,
    `While a version is in ${mirror}, Terraform and OpenTofu take this provider from there only and do not see newer ` +
      'versions in a registry. "face-liveness provider uninstall" removes it.',
  ];
}

/** The files that configure Terraform and OpenTofu, as far as they exist. */
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
