import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Emulator,
  type EmulatorCredentials,
  type EmulatorOptions,
  type Fault,
  InvalidInputError,
  ListenError,
  MISMATCHES,
  QUOTA_ERRORS,
  REPLAYS,
  startEmulator,
} from '../../emulator';
import { isLoopback } from '../../emulator/admin/admin-access';
import { HOST, SERVICE_URL } from '../../emulator/emulator-options';
import type { TextFormat } from '../../emulator/invalid-input';
import { isAwsRegionName } from '../../liveness/regions';
import { SESSION_LIFETIME_SECONDS } from '../../liveness/session';
import { ADMIN_TOKEN_VARIABLE, adminTokenOption, requireAdminToken } from './admin-token';
import { anotherFault, rate, seconds, wholeNumberFrom } from './arguments';
import { emulatorControlCommands } from './control-commands';
import { emulatorSessionCommands } from './session-commands';

/** The options as commander names them. */
interface Flags extends Required<Pick<EmulatorOptions, 'replay' | 'mismatch' | 'quotaError'>> {
  readonly host: string;
  readonly port: number;
  readonly tps?: number;
  readonly tpsCreate?: number;
  readonly tpsGet?: number;
  readonly fault: readonly Fault[];
  readonly seed?: number;
  readonly sessionTtl: number;
  readonly credentials: readonly string[];
  readonly allowUnsigned?: true;
  readonly defaultRegion: string;
  readonly tokenMemory?: number;
  readonly s3Endpoint?: string;
  readonly kmsEndpoint?: string;
  readonly adminToken?: string;
}

/** `face-liveness emulator`: runs the local Rekognition until it is interrupted; its subcommands move one that runs. */
export function emulatorCommand(): Command {
  const command = new Command('emulator')
    // What stands behind a subcommand is the subcommand's, also where both have such an option.
    .enablePositionalOptions()
    .description('run a local Rekognition with Face Liveness; prints its URL when ready and stops on Ctrl-C')
    .option('--host <host>', 'address to listen on', textOf(HOST), '127.0.0.1')
    .option('--port <port>', 'port to listen on, 0 for any free one', wholeNumberFrom(0, 65_535), 0)
    .option('--tps <number>', 'transactions per second for each operation (default: no limit)', rate)
    .option('--tps-create <number>', 'the same for CreateFaceLivenessSession only', rate)
    .option('--tps-get <number>', 'the same for GetFaceLivenessSessionResults only', rate)
    .addOption(
      new Option('--quota-error <error>', 'what exceeds these gets').choices(QUOTA_ERRORS).default('throttling'),
    )
    .addOption(
      new Option('--fault <spec>', 'a fault to inject, such as throttle:rate=0.1 or reset:count=3; repeatable')
        .argParser(anotherFault)
        .default([], 'none'),
    )
    .option('--seed <number>', 'what random choices of faults follow from (default: a random one)', seed)
    .option('--session-ttl <seconds>', 'life of a session', seconds, SESSION_LIFETIME_SECONDS)
    .addOption(
      new Option('--replay <behaviour>', "what an expired session's token returns").choices(REPLAYS).default('same'),
    )
    .addOption(
      new Option('--mismatch <behaviour>', 'what a token does with other parameters than before')
        .choices(MISMATCHES)
        .default('error'),
    )
    .addOption(
      new Option('--credentials <id:secret[:token]>', 'credentials to verify signatures with; repeatable')
        .argParser((value: string, others: readonly string[]) => [...others, value])
        .default([], 'none, any signature will do'),
    )
    .option('--allow-unsigned', 'answer requests without a signature, too')
    .option('--default-region <region>', 'region of requests without a signature', region, 'us-east-1')
    .option('--token-memory <seconds>', 'how long a client request token is remembered (default: for ever)', seconds)
    .option(
      '--s3-endpoint <url>',
      "S3, such as moto's, that images of completed checks are written to",
      textOf(SERVICE_URL),
    )
    .option('--kms-endpoint <url>', 'KMS that has the keys of sessions (default: the S3 endpoint)', textOf(SERVICE_URL))
    .addOption(adminTokenOption())
    .allowExcessArguments()
    .action(async (flags: Flags, command: Command) => {
      refuseUnknownCommand(command);
      const emulator = await start(flags, command);
      // Before the line, to which somebody may answer at once with a signal.
      const interrupted = interruption();
      process.stdout.write(`face-liveness emulator listening on ${emulator.url}\n`);
      await interrupted;
      await emulator.close();
      // What is still on its way to S3 is not waited for.
      process.exit();
    })
    .hook('preSubcommand', refuseMisplacedOptions);
  for (const subcommand of [...emulatorSessionCommands(), ...emulatorControlCommands()]) command.addCommand(subcommand);
  return command;
}

/** What follows that names no subcommand. */
function refuseUnknownCommand(command: Command): void {
  const [unknown] = command.args;
  if (unknown === undefined) return;
  const names = command.commands.map((each) => each.name()).join(', ');
  command.error(
    `error: unknown command '${unknown}'; there is ${names}, for an emulator that runs. To start one, leave it out.`,
  );
}

/** What says how an emulator is to be started says nothing to one that runs; but for the token, which both know. */
function refuseMisplacedOptions(command: Command, subcommand: Command): void {
  const misplaced = command.options.find((option) => {
    const name = option.attributeName();
    return name !== 'adminToken' && command.getOptionValueSource(name) === 'cli';
  });
  if (misplaced === undefined) return;
  subcommand.error(
    `error: ${misplaced.long} is for starting an emulator, and '${subcommand.name()}' asks one that runs. Leave it out.`,
  );
}

async function start(flags: Flags, command: Command): Promise<Emulator> {
  const { tps, tpsCreate, tpsGet, fault, sessionTtl, tokenMemory, ...options } = flags;
  const adminToken = requireAdminToken(command, options.adminToken);
  if (!isLoopback(options.host) && adminToken === undefined) {
    process.stderr.write(
      `warning: whoever reaches ${options.host} can use the admin API and its page. To close them, give --admin-token or ` +
        `${ADMIN_TOKEN_VARIABLE}.\n`,
    );
  }
  try {
    return await startEmulator({
      ...options,
      adminToken,
      credentials: options.credentials.map((text) => credentialsOf(text, command)),
      sessionTtlSeconds: sessionTtl,
      transactionsPerSecond: tps,
      operationTransactionsPerSecond: { CreateFaceLivenessSession: tpsCreate, GetFaceLivenessSessionResults: tpsGet },
      faults: fault,
      tokenMemorySeconds: tokenMemory,
    });
  } catch (error) {
    if (!(error instanceof ListenError || error instanceof InvalidInputError)) throw error;
    return command.error(`error: ${error.message}.`);
  }
}

/** Signals that ask the emulator to stop: Ctrl-C, `kill`, and the end of the terminal. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long repeated signals count as one request: after Ctrl-C, the terminal and npm each send one. */
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

/** Not an argument's parser, since commander would repeat the secret in a message. */
function credentialsOf(text: string, command: Command): EmulatorCredentials {
  const [accessKeyId, secretAccessKey, ...token] = text.split(':');
  if (accessKeyId && secretAccessKey) {
    return { accessKeyId, secretAccessKey, sessionToken: token.join(':') || undefined };
  }
  return command.error(
    'error: --credentials are an access key id and a secret, with a colon between them; one of these is missing. Give both.',
  );
}

function region(value: string): string {
  if (!isAwsRegionName(value)) {
    throw new InvalidArgumentError('It must be the name of a region of AWS.');
  }
  return value;
}

function textOf({ fits, rule }: TextFormat): (value: string) => string {
  return (value) => {
    if (fits(value)) return value;
    throw new InvalidArgumentError(`It must be ${rule}.`);
  };
}

function seed(value: string): number {
  if (!/^-?\d{1,15}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}
