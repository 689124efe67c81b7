import { join } from 'node:path';
import { Command } from 'commander';
import { version } from '../../package.json';
import { InstallError, installProvider } from './install-provider';

/** Where the build puts the provider, seen from the built command. */
const PACKAGED_PROVIDER = join(__dirname, '..', 'provider');

/** `face-liveness provider …` */
export function providerCommand(): Command {
  const command = new Command('provider').description('the Terraform provider faceliveness');
  command
    .command('install')
    .description('put the provider where Terraform finds it, for the platform that this runs on')
    .option(
      '--plugin-dir <dir>',
      'root of a filesystem mirror; such as terraform.d/plugins beside a configuration (default: ~/.terraform.d/plugins)',
    )
    .action(async ({ pluginDir }: { pluginDir?: string }) => {
      try {
        const installed = await installProvider(PACKAGED_PROVIDER, version, pluginDir);
        process.stdout.write(`${installed.directory}\nfaceliveness ${installed.version}\n`);
      } catch (error) {
        if (!(error instanceof InstallError)) throw error;
        command.error(`error: ${error.message}`);
      }
    });
  return command;
}
