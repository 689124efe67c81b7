import { Command, InvalidArgumentError } from 'commander';
import { EmulatorAdminClient, EmulatorAdminError } from './admin-client';
import { ADMIN_TOKEN_VARIABLE, requireAdminToken } from './admin-token';

/** The options of all commands for a running emulator. */
export interface AdminFlags {
  readonly url?: string;
  readonly adminToken?: string;
}

/** A command for a running emulator. */
export function adminCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--url <url>', 'the URL that the emulator prints (default: AWS_ENDPOINT_URL_REKOGNITION)')
    .option('--admin-token <token>', `the emulator's admin token (default: ${ADMIN_TOKEN_VARIABLE})`);
}

/** Performs an action with a client of the emulator, and prints its result. */
export async function withEmulator(
  command: Command,
  { url = process.env.AWS_ENDPOINT_URL_REKOGNITION, adminToken }: AdminFlags,
  action: (client: EmulatorAdminClient) => Promise<string>,
): Promise<void> {
  if (url === undefined || !URL.canParse(url)) {
    command.error(
      `error: ${url === undefined ? 'no URL is given' : `${JSON.stringify(url)} is not a URL`}. Set the URL that the ` +
        'emulator prints with --url or AWS_ENDPOINT_URL_REKOGNITION.',
    );
  }
  // Before the subcommand it is an option of `face-liveness emulator`, which also reads the variable.
  const token = requireAdminToken(command, adminToken ?? command.parent?.opts<AdminFlags>().adminToken);
  try {
    const result = await action(new EmulatorAdminClient({ url, token }));
    if (result !== '') process.stdout.write(`${result}\n`);
  } catch (error) {
    if (!(error instanceof EmulatorAdminError)) throw error;
    command.error(`error: ${error.message}`);
  }
}

/** Formats an answer of the admin API for people and programs. */
export function asJson(answer: unknown): string {
  return JSON.stringify(answer, undefined, 2);
}

/** Reads a text that is not empty, as that of a variable that is not set would be. */
export function notEmpty(noun: string): (value: string) => string {
  return (value) => {
    if (value.trim() !== '') return value;
    throw new InvalidArgumentError(`The ${noun} is empty. Check that its variable is set.`);
  };
}
