import { Command } from 'commander';
import { bugs, description, version } from '../../package.json';
import { emulatorCommand } from './emulator/emulator-command';
import { providerCommand } from './provider/provider-command';
import { registryCommand } from './registry/registry-command';
import { skeletonCommand } from './request/skeleton-command';
import { tokenCommand } from './request/token-command';

/** The command `face-liveness`. */
const program = new Command('face-liveness')
  .description(description)
  .version(version)
  // Options after a subcommand belong to the subcommand, even when its parent has options of the same name.
  .enablePositionalOptions()
  .addCommand(providerCommand())
  .addCommand(emulatorCommand())
  .addCommand(registryCommand())
  .addCommand(tokenCommand())
  .addCommand(skeletonCommand());

for (const [name, stream] of [
  ['standard output', process.stdout],
  ['standard error', process.stderr],
] as const) {
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // Ignore EPIPE, for example when piped to `head`.
    if (code === 'EPIPE') process.exit(0);
    fail(`cannot write to ${name}: ${message}`);
  });
}

process.on('uncaughtException', failUnexpectedly);
process.on('unhandledRejection', failUnexpectedly);

function failUnexpectedly(error: unknown): never {
  fail(`${error instanceof Error ? error.message : String(error)}. This is a bug: please report it at ${bugs.url}`);
}

/** Prints one line; the runtime's own report would contain compiled code. */
function fail(message: string): never {
  process.stderr.write(`error: ${message}.\n`);
  process.exit(1);
}

void program.parseAsync();
