import { Command } from 'commander';
import { EmulatorAdminClient, EmulatorAdminError } from './admin-client';
import { ADMIN_TOKEN_VARIABLE, requireAdminToken } from './admin-token';

/** The options that all commands have that ask an emulator. */
export interface AdminFlags {
  readonly url?: string;
  readonly adminToken?: string;
}

/** A command that asks an emulator that runs. */
export function adminCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--url <url>', "the emulator's URL, as it prints it (default: AWS_ENDPOINT_URL_REKOGNITION)")
    .option('--admin-token <token>', `the emulator's admin token (default: ${ADMIN_TOKEN_VARIABLE})`);
}

/** Asks, and prints what comes of it. */
export async function ask(
  command: Command,
  { url = process.env.AWS_ENDPOINT_URL_REKOGNITION, adminToken }: AdminFlags,
  question: (client: EmulatorAdminClient) => Promise<string>,
): Promise<void> {
  if (url === undefined || !URL.canParse(url)) {
    command.error(
      `error: ${url === undefined ? 'no URL is given' : `${JSON.stringify(url)} is no URL`}; give the emulator's, as it ` +
        'prints it, with --url or AWS_ENDPOINT_URL_REKOGNITION.',
    );
  }
  // In front of the subcommand it is an option of the command, which knows the variable as well.
  const token = requireAdminToken(command, adminToken ?? command.parent?.opts<AdminFlags>().adminToken);
  try {
    const printed = await question(new EmulatorAdminClient({ url, token }));
    if (printed !== '') process.stdout.write(`${printed}\n`);
  } catch (error) {
    if (!(error instanceof EmulatorAdminError)) throw error;
    command.error(`error: ${error.message}`);
  }
}

/** What the admin API answered, to be read by people and programs. */
export function asJson(answer: unknown): string {
  return JSON.stringify(answer, undefined, 2);
}
