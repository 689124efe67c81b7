import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { PlayedChallenge } from '../../emulator';
import { COMPLETE_SESSION_OPTION_SHAPES } from '../../emulator/sessions/complete-session-options';
import { CHALLENGE_TYPES, type ChallengeType } from '../../liveness/create-session-request';
import { FEEDBACK_CODES, type FeedbackCode } from '../../liveness/get-session-results';
import { SESSION_STATUSES } from '../../liveness/session';
import { numberOf, textOf } from '../arguments';
import type { EmulatorAdminClient } from './admin-client';
import { type AdminFlags, adminCommand, asJson, withEmulator } from './admin-command';

/** A session in the form of the admin API. */
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
  readonly feedback?: readonly FeedbackCode[];
}

/** `face-liveness emulator start|complete|fail|sessions`: controls the sessions of a running emulator. */
export function emulatorSessionCommands(): Command[] {
  const { confidence: confidenceShape, auditImages: auditImagesShape } = COMPLETE_SESSION_OPTION_SHAPES;
  return [
    adminCommand('start', 'start a session, as the browser or the device does')
      .addArgument(sessionId())
      .action((id: string, flags: AdminFlags, command: Command) =>
        withEmulator(command, flags, async (client) => line(await client.send('POST', `${sessionPath(id)}/start`))),
      ),
    adminCommand('complete', 'complete a session: its images are written and it has SUCCEEDED')
      .addArgument(sessionId())
      .option(
        '--confidence <number>',
        "the service's confidence that the person was live, 0 to 100",
        numberOf(confidenceShape),
      )
      .option(
        '--audit-images <number>',
        "the number of audit images (default, and at most: the session's limit)",
        numberOf(auditImagesShape),
      )
      .option(
        '--challenge <type[:version]>',
        `the challenge that was played: ${CHALLENGE_TYPES.join(' or ')} (default: the one that the session prefers)`,
        challenge,
      )
      .option(
        '--feedback <code>',
        `a condition that was noticed in the video, repeatable: ${FEEDBACK_CODES.join(', ')} (default: none)`,
        feedback,
      )
      .action((id: string, flags: CompleteFlags, command: Command) => {
        const { confidence, auditImages, challenge, feedback, ...admin } = flags;
        const results = { confidence, auditImages, challenge, feedback };
        return withEmulator(command, admin, async (client) =>
          asJson(await client.send('POST', `${sessionPath(id)}/complete`, results)),
        );
      }),
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
  return new Argument('<session-id>', 'the session').argParser((value: string) => {
    if (value.trim() !== '') return value;
    throw new InvalidArgumentError('The session id is empty. Check that its variable is set.');
  });
}

function challenge(value: string): PlayedChallenge {
  const [type = '', ...version] = value.split(':');
  if (!CHALLENGE_TYPES.some((each) => each === type)) {
    throw new InvalidArgumentError(`It must start with one of ${CHALLENGE_TYPES.join(', ')}.`);
  }
  return { type: type as ChallengeType, version: version.join(':') || undefined };
}

function feedback(value: string, earlier: readonly FeedbackCode[] = []): readonly FeedbackCode[] {
  return [...earlier, textOf(COMPLETE_SESSION_OPTION_SHAPES.feedback.element)(value) as FeedbackCode];
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
