import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Clock,
  type Emulator,
  type EmulatorCredentials,
  type EmulatorOptions,
  EXPIRY_ANSWERS,
  type Fault,
  InvalidInputError,
  ListenError,
  MISMATCHES,
  QUOTA_ERRORS,
  REPLAYS,
  type Scenario,
  startEmulator,
} from '../../emulator';
import { isLoopback } from '../../emulator/auth/origins';
import { OPTION_SHAPES } from '../../emulator/emulator-options';
import { validScenario } from '../../emulator/sessions/scenario';
import { SESSION_LIFETIME_SECONDS } from '../../liveness/session';
import { numberOf, textOf } from '../arguments';
import { ADMIN_TOKEN_VARIABLE, adminTokenOption, requireAdminToken } from './admin-token';
import { emulatorControlCommands } from './control-commands';
import { anotherFault } from './fault-argument';
import { emulatorScenarioCommand } from './scenario-command';
import { emulatorSessionCommands } from './session-commands';
import { type TlsFlags, tlsOf, withTlsOptions } from './tls-options';

/** The options, by commander's names. */
interface Flags
  extends TlsFlags,
    Required<Pick<EmulatorOptions, 'replay' | 'mismatch' | 'afterExpiry' | 'quotaError'>> {
  readonly host: string;
  readonly port: number;
  readonly tps?: number;
  readonly tpsCreate?: number;
  readonly tpsStart?: number;
  readonly tpsGet?: number;
  readonly fault: readonly Fault[];
  readonly scenario?: string;
  readonly seed?: number;
  readonly clock?: Clock;
  readonly sessionTtl: number;
  readonly credentials: readonly string[];
  readonly allowUnsigned?: true;
  readonly defaultRegion: string;
  readonly tokenMemory?: number;
  readonly s3Endpoint?: string;
  readonly kmsEndpoint?: string;
  readonly rekognitionEndpoint?: string;
  readonly adminToken?: string;
  readonly log?: true;
  readonly allowOrigin: readonly string[];
}

/** `face-liveness emulator`: runs the local Rekognition until it is interrupted. Its subcommands control a running one. */
export function emulatorCommand(): Command {
  const shapes = OPTION_SHAPES;
  const rate = numberOf(shapes.transactionsPerSecond);
  const seconds = numberOf(shapes.sessionTtlSeconds);
  const command = withTlsOptions(new Command('emulator'))
    // An option after a subcommand is the subcommand's, even if both have it.
    .enablePositionalOptions()
    .description('run a local Rekognition with Face Liveness; prints its URL when ready and stops on Ctrl-C')
    .option('--host <host>', 'address to listen on', textOf(shapes.host), '127.0.0.1')
    .option('--port <port>', 'port to listen on, 0 for any free port', numberOf(shapes.port), 0)
    .option('--tps <number>', 'quota of each operation, in transactions per second (default: no limit)', rate)
    .option('--tps-create <number>', 'quota of CreateFaceLivenessSession (default: --tps)', rate)
    .option('--tps-start <number>', 'quota of StartFaceLivenessSession (default: --tps)', rate)
    .option('--tps-get <number>', 'quota of GetFaceLivenessSessionResults (default: --tps)', rate)
    .addOption(
      new Option('--quota-error <error>', 'error of a call that exceeds its quota')
        .choices(QUOTA_ERRORS)
        .default('throttling'),
    )
    .addOption(
      new Option('--fault <spec>', 'a fault to inject, such as throttle:rate=0.1 or reset:count=3; repeatable')
        .argParser(anotherFault)
        .default([], 'none'),
    )
    .option(
      '--seed <number>',
      'determines the random choices of faults and the ids of sessions (default: a random one)',
      numberOf(shapes.seed),
    )
    .option('--clock <time>', "time in ISO 8601 at which the emulator's clock starts (default: now)", clockFrom)
    .option('--session-ttl <seconds>', 'lifetime of a session', seconds, SESSION_LIFETIME_SECONDS)
    .addOption(
      new Option('--replay <behaviour>', 'session that the token of an ended session returns')
        .choices(REPLAYS)
        .default('same'),
    )
    .addOption(
      new Option('--mismatch <behaviour>', 'answer to a token with other parameters than before')
        .choices(MISMATCHES)
        .default('error'),
    )
    .addOption(
      new Option('--after-expiry <answer>', 'answer about a session whose lifetime is over')
        .choices(EXPIRY_ANSWERS)
        .default('expired'),
    )
    .option(
      '--scenario <json>',
      'how the checks end that clients stream, such as \'{"confidence": 20}\' (default: they succeed)',
    )
    .addOption(
      new Option('--credentials <id:secret[:token]>', 'credentials to verify signatures with; repeatable')
        .argParser((value: string, others: readonly string[]) => [...others, value])
        .default([], 'none, any signature is accepted'),
    )
    .option('--allow-unsigned', 'accept requests without a signature')
    .option(
      '--default-region <region>',
      'region of requests without a signature',
      textOf(shapes.defaultRegion),
      'us-east-1',
    )
    .option(
      '--token-memory <seconds>',
      'time for which a client request token is remembered (default: no limit)',
      seconds,
    )
    .option(
      '--s3-endpoint <url>',
      "URL of S3, such as moto's, for the images of completed sessions",
      textOf(shapes.s3Endpoint),
    )
    .option(
      '--kms-endpoint <url>',
      'URL of KMS, for the keys of sessions (default: --s3-endpoint)',
      textOf(shapes.kmsEndpoint),
    )
    .option(
      '--rekognition-endpoint <url>',
      "URL of another Rekognition, such as moto's, for all other operations (default: they are refused)",
      textOf(shapes.rekognitionEndpoint),
    )
    .option('--log', 'write a line of JSON for each request to the standard error')
    .addOption(adminTokenOption())
    .addOption(
      new Option(
        '--allow-origin <origin>',
        'origin of web pages that may use the admin API and stream, * for all; repeatable',
      )
        .argParser((value: string, others: readonly string[]) => [...others, value])
        .default([], 'pages from this machine may stream'),
    )
    .allowExcessArguments()
    .action(async (flags: Flags, command: Command) => {
      refuseUnknownCommand(command);
      const emulator = await start(flags, command);
      // Before the line is printed, because a signal may follow it at once.
      const interrupted = interruption();
      const { url, certificateAuthorityFile: authority } = emulator;
      const note = authority === undefined ? '' : `, certificate authority in ${authority}`;
      process.stdout.write(`face-liveness emulator listening on ${url}${note}\n`);
      await interrupted;
      await emulator.close();
      // Without waiting for images that are being written.
      process.exit();
    })
    .hook('preSubcommand', refuseMisplacedOptions);
  for (const subcommand of [...emulatorSessionCommands(), emulatorScenarioCommand(), ...emulatorControlCommands()])
    command.addCommand(subcommand);
  return command;
}

/** Refuses arguments that do not name a subcommand. */
function refuseUnknownCommand(command: Command): void {
  const [unknown] = command.args;
  if (unknown === undefined) return;
  const names = command.commands.map((each) => each.name()).join(', ');
  command.error(
    `error: unknown command '${unknown}'; known commands for a running emulator: ${names}. Correct it, or remove it to start ` +
      'an emulator.',
  );
}

/** Refuses options for starting an emulator, except the admin token, before a command for a running one. */
function refuseMisplacedOptions(command: Command, subcommand: Command): void {
  const misplaced = command.options.find((option) => {
    const name = option.attributeName();
    return name !== 'adminToken' && command.getOptionValueSource(name) === 'cli';
  });
  if (misplaced === undefined) return;
  subcommand.error(
    `error: ${misplaced.long} is an option for starting an emulator, and '${subcommand.name()}' is for a running one. ` +
      'Remove the option.',
  );
}

async function start(flags: Flags, command: Command): Promise<Emulator> {
  const {
    tps,
    tpsCreate,
    tpsStart,
    tpsGet,
    fault,
    tls,
    tlsCertificate,
    tlsKey,
    allowOrigin,
    sessionTtl,
    tokenMemory,
    scenario,
    log,
    ...options
  } = flags;
  const adminToken = requireAdminToken(command, options.adminToken);
  if (!isLoopback(options.host) && adminToken === undefined) {
    process.stderr.write(
      `warning: everyone who can reach ${options.host} can use the admin API and its page. To protect them, set ` +
        `--admin-token or ${ADMIN_TOKEN_VARIABLE}.\n`,
    );
  }
  try {
    return await startEmulator({
      ...options,
      adminToken,
      credentials: options.credentials.map((text) => credentialsOf(text, command)),
      sessionTtlSeconds: sessionTtl,
      transactionsPerSecond: tps,
      operationTransactionsPerSecond: {
        CreateFaceLivenessSession: tpsCreate,
        StartFaceLivenessSession: tpsStart,
        GetFaceLivenessSessionResults: tpsGet,
      },
      tls: tlsOf(flags, command),
      allowOrigins: allowOrigin,
      faults: fault,
      scenario: scenario === undefined ? undefined : scenarioOf(scenario, command),
      tokenMemorySeconds: tokenMemory,
      log: log && ((request) => process.stderr.write(`${JSON.stringify(request)}\n`)),
    });
  } catch (error) {
    if (!(error instanceof ListenError || error instanceof InvalidInputError)) throw error;
    return command.error(`error: ${error.message}.`);
  }
}

/** A clock that starts at a time, and runs like the system's. */
function clockFrom(text: string): Clock {
  const start = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(start)) {
    throw new InvalidArgumentError('It must be a time in ISO 8601 with its offset, such as 2026-01-01T00:00:00Z.');
  }
  const begun = Date.now();
  return () => start + Date.now() - begun;
}

/** Signals that ask the emulator to stop: Ctrl-C, `kill`, and the end of the terminal. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Time in which repeated signals count as one request: after Ctrl-C, the terminal and npm each send one. */
const SAME_REQUEST_MS = 500;

/** Resolves when the process is asked to stop. A second request stops it at once. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    const forget = () => {
      // Without a listener, a signal ends the process.
      for (const signal of STOP_SIGNALS) process.removeAllListeners(signal);
    };
    const stop = () => {
      setTimeout(forget, SAME_REQUEST_MS).unref();
      resolve();
    };
    for (const signal of STOP_SIGNALS) process.on(signal, stop);
  });
}

/** Not a parser of commander, whose message would repeat the secret. */
function credentialsOf(text: string, command: Command): EmulatorCredentials {
  const [accessKeyId, secretAccessKey, ...token] = text.split(':');
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, sessionToken: token.join(':') || undefined };
  }
  return command.error(
    'error: the access key id or the secret of --credentials is missing; credentials are both, with a colon between them. ' +
      'Give both.',
  );
}

/** Not a parser of commander, whose message would repeat the bytes of images. */
function scenarioOf(text: string, command: Command): Scenario {
  try {
    return validScenario(JSON.parse(text));
  } catch (error) {
    if (error instanceof InvalidInputError) return command.error(`error: invalid --scenario: ${error.message}.`);
    if (!(error instanceof SyntaxError)) throw error;
    return command.error(
      'error: invalid --scenario: it is not JSON. Write it like {"confidence": 20}, in quotes of the shell.',
    );
  }
}
