import { Command, InvalidArgumentError, Option } from 'commander';
import { SESSION_STATUSES } from '../liveness/session';
import { EmulatorAdminClient, EmulatorAdminError } from './emulator-admin-client';

/** The options that all of these have. */
interface AdminFlags {
  readonly url?: string;
  readonly adminToken?: string;
}

/** A session as the admin API describes it. */
interface DescribedSession {
  readonly sessionId: string;
  readonly status: string;
  readonly region: string;
  readonly account: string;
  readonly createdAt: string;
}

/** `face-liveness emulator start|complete|fail|sessions|clock|reset`: moves an emulator that runs. */
export function emulatorAdminCommands(): Command[] {
  return [
    admin('start', "begin a session's check, as the browser or the device does")
      .argument('<session-id>', 'the session')
      .action((id: string, flags: AdminFlags, command: Command) =>
        run(command, flags, async (client) => line(await client.send('POST', `${sessionPath(id)}/start`))),
      ),
    admin('complete', "complete a session's check: its images are written and it has SUCCEEDED")
      .argument('<session-id>', 'the session')
      .option('--confidence <number>', 'how sure the service is that a person was there, 0 to 100', confidence)
      .action((id: string, flags: AdminFlags & { confidence?: number }, command: Command) =>
        run(command, flags, async (client) => {
          const options = flags.confidence === undefined ? {} : { confidence: flags.confidence };
          return JSON.stringify(await client.send('POST', `${sessionPath(id)}/complete`, options), undefined, 2);
        }),
      ),
    admin('fail', "end a session's check that came to nothing: it has FAILED")
      .argument('<session-id>', 'the session')
      .action((id: string, flags: AdminFlags, command: Command) =>
        run(command, flags, async (client) => line(await client.send('POST', `${sessionPath(id)}/fail`))),
      ),
    admin('sessions', 'list the sessions, oldest first: id, status, region, account, creation')
      .addOption(new Option('--status <status>', 'only those in this state').choices(SESSION_STATUSES))
      .action((flags: AdminFlags & { status?: string }, command: Command) =>
        run(command, flags, async (client) => (await allSessions(client, flags.status)).map(line).join('\n')),
      ),
    admin('clock', "move the emulator's time forward; sessions, tokens and quotas go by it")
      .requiredOption('--advance <seconds>', 'by how much', seconds)
      .action((flags: AdminFlags & { advance: number }, command: Command) =>
        run(command, flags, async (client) => {
          const { now } = (await client.send('POST', 'clock', { advanceSeconds: flags.advance })) as { now: string };
          return now;
        }),
      ),
    admin('reset', 'forget sessions, tokens and counts, as if just started').action(
      (flags: AdminFlags, command: Command) =>
        run(command, flags, async (client) => {
          await client.send('POST', 'reset');
          return '';
        }),
    ),
  ];
}

function admin(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--url <url>', "the emulator's URL, as it prints it (default: AWS_ENDPOINT_URL_REKOGNITION)")
    .option('--admin-token <token>', "the emulator's admin token (default: FACELIVENESS_EMULATOR_ADMIN_TOKEN)");
}

/** Asks, and prints what comes of it. */
async function run(
  command: Command,
  { url = process.env.AWS_ENDPOINT_URL_REKOGNITION, adminToken }: AdminFlags,
  ask: (client: EmulatorAdminClient) => Promise<string>,
): Promise<void> {
  if (url === undefined || !URL.canParse(url)) {
    command.error(
      `error: ${url === undefined ? 'no URL is given' : `${JSON.stringify(url)} is no URL`}; give the emulator's, as it ` +
        'prints it, with --url or AWS_ENDPOINT_URL_REKOGNITION.',
    );
  }
  const token = adminToken ?? process.env.FACELIVENESS_EMULATOR_ADMIN_TOKEN;
  try {
    const printed = await ask(new EmulatorAdminClient({ url, token: token === '' ? undefined : token }));
    if (printed !== '') process.stdout.write(`${printed}\n`);
  } catch (error) {
    if (!(error instanceof EmulatorAdminError)) throw error;
    command.error(`error: ${error.message}`);
  }
}

async function allSessions(client: EmulatorAdminClient, status: string | undefined): Promise<DescribedSession[]> {
  const all: DescribedSession[] = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: '1000',
      ...(status === undefined ? {} : { status }),
      ...(after === undefined ? {} : { after }),
    });
    const page = (await client.send('GET', `sessions?${query}`)) as {
      readonly sessions: DescribedSession[];
      readonly next?: string;
    };
    all.push(...page.sessions);
    after = page.next;
  } while (after !== undefined);
  return all;
}

function line(session: unknown): string {
  const { sessionId, status, region, account, createdAt } = session as DescribedSession;
  return [sessionId, status, region, account, createdAt].join('\t');
}

function sessionPath(id: string): string {
  return `sessions/${encodeURIComponent(id)}`;
}

function confidence(value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!(number >= 0 && number <= 100)) throw new InvalidArgumentError('It must be a number from 0 to 100.');
  return number;
}

function seconds(value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!(number >= 0 && number <= 1e9)) throw new InvalidArgumentError('It must be a number from 0 to 1000000000.');
  return number;
}
