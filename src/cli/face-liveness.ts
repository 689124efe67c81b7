import { Command } from 'commander';
import { description, version } from '../../package.json';
import { emulatorCommand } from './emulator-command';
import { providerCommand } from './provider-command';

/** The command `face-liveness`. */
const program = new Command('face-liveness')
  .description(description)
  .version(version)
  .addCommand(providerCommand())
  .addCommand(emulatorCommand());

void program.parseAsync();
