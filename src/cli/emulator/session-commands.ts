import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { PlayedChallenge } from '../../emulator';
import { CHALLENGE_TYPES, type ChallengeType, MAX_AUDIT_IMAGES } from '../../liveness/create-session-request';
import { SESSION_STATUSES } from '../../liveness/session';
import type { EmulatorAdminClient } from './admin-client';
import { type AdminFlags, adminCommand, asJson, ask } from './admin-command';
import { numberFrom, wholeNumberFrom } from './arguments';

/** A session as the admin API describes it. */
interface DescribedSession {
  readonly sessionId: string;
  readonly status: string;
  readonly region: string;
  readonly account: string;
  readonly createdAt: string;
}

interface CompleteFlags extends AdminFlags {
  readonly confidence?: number;
  readonly auditImages?: number;
  readonly challenge?: PlayedChallenge;
}

/** `face-liveness emulator start|complete|fail|sessions`: the sessions of an emulator that runs. */
export function emulatorSessionCommands(): Command[] {
  return [
    adminCommand('start', "begin a session's check, as the browser or the device does")
      .addArgument(sessionId())
      .action((id: string, flags: AdminFlags, command: Command) =>
        ask(command, flags, async (client) => line(await client.send('POST', `${sessionPath(id)}/start`))),
      ),
    adminCommand('complete', "complete a session's check: its images are written and it has SUCCEEDED")
      .addArgument(sessionId())
      .option('--confidence <number>', 'how sure the service is that a person was there, 0 to 100', numberFrom(0, 100))
      .option(
        '--audit-images <number>',
        'how many audit images were made (default, and at most: as many as the session allows)',
        wholeNumberFrom(0, MAX_AUDIT_IMAGES),
      )
      .option(
        '--challenge <type[:version]>',
        `the challenge that was played: ${CHALLENGE_TYPES.join(' or ')} (default: the one that the session prefers)`,
        challenge,
      )
      .action((id: string, { confidence, auditImages, challenge, ...flags }: CompleteFlags, command: Command) =>
        ask(command, flags, async (client) =>
          asJson(await client.send('POST', `${sessionPath(id)}/complete`, { confidence, auditImages, challenge })),
        ),
      ),
    adminCommand('fail', "end a session's check that came to nothing: it has FAILED")
      .addArgument(sessionId())
      .action((id: string, flags: AdminFlags, command: Command) =>
        ask(command, flags, async (client) => line(await client.send('POST', `${sessionPath(id)}/fail`))),
      ),
    adminCommand('sessions', 'list the sessions, oldest first: id, status, region, account, creation')
      .addOption(new Option('--status <status>', 'only those in this state').choices(SESSION_STATUSES))
      .action((flags: AdminFlags & { status?: string }, command: Command) =>
        ask(command, flags, async (client) => (await allSessions(client, flags.status)).map(line).join('\n')),
      ),
  ];
}

function sessionId(): Argument {
  return new Argument('<session-id>', 'the session').argParser((value: string) => {
    if (value.trim() !== '') return value;
    throw new InvalidArgumentError('The session id is empty: was it taken from a variable that is not set?');
  });
}

function challenge(value: string): PlayedChallenge {
  const [type = '', ...version] = value.split(':');
  if (!CHALLENGE_TYPES.some((each) => each === type)) {
    throw new InvalidArgumentError(`It must begin with one of ${CHALLENGE_TYPES.join(', ')}.`);
  }
  return { type: type as ChallengeType, version: version.join(':') || undefined };
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
