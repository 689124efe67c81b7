import { Argument, type Command, Option } from 'commander';
import { SESSION_STATUSES } from '../../liveness/session';
import type { EmulatorAdminClient } from './admin-client';
import { type AdminFlags, adminCommand, asJson, notEmpty, withEmulator } from './admin-command';
import { type ResultsFlags, resultsOf, withResultsOptions } from './results-options';

/** A session in the form of the admin API. */
interface DescribedSession {
  readonly sessionId: string;
  readonly status: string;
  readonly region: string;
  readonly account: string;
  readonly createdAt: string;
}

/** `face-liveness emulator start|complete|fail|sessions`: controls the sessions of a running emulator. */
export function emulatorSessionCommands(): Command[] {
  return [
    adminCommand('start', 'start a session, as the browser or the device does')
      .addArgument(sessionId())
      .action((id: string, flags: AdminFlags, command: Command) =>
        withEmulator(command, flags, async (client) => line(await client.send('POST', `${sessionPath(id)}/start`))),
      ),
    withResultsOptions(
      adminCommand(
        'complete',
        'complete a session: its images are written and it has SUCCEEDED, or FAILED with --fails',
      ),
    )
      .addArgument(sessionId())
      .action((id: string, { url, adminToken, ...flags }: ResultsFlags & AdminFlags, command: Command) =>
        withEmulator(command, { url, adminToken }, async (client) =>
          asJson(await client.send('POST', `${sessionPath(id)}/complete`, resultsOf(flags))),
        ),
      ),
    adminCommand('fail', 'fail a session: it has FAILED')
      .addArgument(sessionId())
      .action((id: string, flags: AdminFlags, command: Command) =>
        withEmulator(command, flags, async (client) => line(await client.send('POST', `${sessionPath(id)}/fail`))),
      ),
    adminCommand('sessions', 'list the sessions, oldest first: id, status, region, account, creation')
      .addOption(new Option('--status <status>', 'only sessions with this status').choices(SESSION_STATUSES))
      .action((flags: AdminFlags & { status?: string }, command: Command) =>
        withEmulator(command, flags, async (client) => (await allSessions(client, flags.status)).map(line).join('\n')),
      ),
  ];
}

function sessionId(): Argument {
  return new Argument('<session-id>', 'the session').argParser(notEmpty('session id'));
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
