import { Command } from 'commander';
import { description, version } from '../../package.json';
import { emulatorCommand } from './emulator-command';
import { providerCommand } from './provider/provider-command';
import { registryCommand } from './registry/registry-command';
import { skeletonCommand } from './skeleton-command';
import { tokenCommand } from './token-command';

/** The command `face-liveness`. */
const program = new Command('face-liveness')
  .description(description)
  .version(version)
  // So that commands can tell their own options from those of their subcommands.
  .enablePositionalOptions()
  .addCommand(providerCommand())
  .addCommand(emulatorCommand())
  .addCommand(registryCommand())
  .addCommand(tokenCommand())
  .addCommand(skeletonCommand());

// Who reads no more, as `head`, wants no more: nothing is wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

void program.parseAsync();
