import { Command } from 'commander';
import { emulatorCommand } from '../../../src/cli/emulator/emulator-command';

// The command as the program has it, and nothing of the program's other commands.
new Command('face-liveness').addCommand(emulatorCommand()).parseAsync();
