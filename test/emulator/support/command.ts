import { Command } from 'commander';
import { emulatorCommand } from '../../../src/cli/emulator/emulator-command';

// The command alone, without the other commands of `face-liveness`.
new Command('face-liveness').addCommand(emulatorCommand()).parseAsync();
