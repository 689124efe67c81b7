import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Emulator,
  type EmulatorCredentials,
  type EmulatorOptions,
  type Fault,
  MISMATCHES,
  parseFault,
  QUOTA_ERRORS,
  REPLAYS,
  startEmulator,
} from '../emulator';
import { isAwsRegionName } from '../liveness/regions';
import { SESSION_LIFETIME_SECONDS } from '../liveness/session';
import { emulatorAdminCommands } from './emulator-admin-commands';

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
  readonly credentials: readonly EmulatorCredentials[];
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
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on, 0 for any free one', port, 0)
    .option('--tps <number>', 'transactions per second for each operation (default: no limit)', positiveNumber)
    .option('--tps-create <number>', 'the same for CreateFaceLivenessSession only', positiveNumber)
    .option('--tps-get <number>', 'the same for GetFaceLivenessSessionResults only', positiveNumber)
    .addOption(
      new Option('--quota-error <error>', 'what exceeds these gets').choices(QUOTA_ERRORS).default('throttling'),
    )
    .addOption(
      new Option('--fault <spec>', 'a fault to inject, such as throttle:rate=0.1 or reset:count=3; repeatable')
        .argParser(anotherFault)
        .default([], 'none'),
    )
    .option('--seed <number>', 'what random choices of faults follow from (default: a random one)', wholeNumber)
    .option('--session-ttl <seconds>', 'life of a session', positiveNumber, SESSION_LIFETIME_SECONDS)
    .addOption(
      new Option('--replay <behaviour>', "what an expired session's token returns").choices(REPLAYS).default('same'),
    )
    .addOption(
      new Option('--mismatch <behaviour>', 'what a token does with other parameters than before')
        .choices(MISMATCHES)
        .default('error'),
    )
    .option(
      '--credentials <id:secret[:token]>',
      'credentials to verify signatures with; may be given several times (default: none, any signature will do)',
      anotherCredentials,
      [],
    )
    .option('--allow-unsigned', 'answer requests without a signature, too')
    .option('--default-region <region>', 'region of requests without a signature', region, 'us-east-1')
    .option(
      '--token-memory <seconds>',
      'how long a client request token is remembered (default: for ever)',
      positiveNumber,
    )
    .option('--s3-endpoint <url>', "S3, such as moto's, that images of completed checks are written to", endpoint)
    .option('--kms-endpoint <url>', 'KMS that has the keys of sessions (default: the S3 endpoint)', endpoint)
    .addOption(
      new Option('--admin-token <token>', 'what the admin API and its page have to be told (default: nothing)').env(
        'FACELIVENESS_EMULATOR_ADMIN_TOKEN',
      ),
    )
    .action(async (flags: Flags, command: Command) => {
      const emulator = await start(flags, command);
      console.log(`face-liveness emulator listening on ${emulator.url}`);
      await interruption();
      await emulator.close();
    });
  for (const subcommand of emulatorAdminCommands()) command.addCommand(subcommand);
  return command;
}

async function start(flags: Flags, command: Command): Promise<Emulator> {
  const { tps, tpsCreate, tpsGet, fault, sessionTtl, tokenMemory, adminToken, ...options } = flags;
  const { host, port } = options;
  try {
    return await startEmulator({
      sessionTtlSeconds: sessionTtl,
      transactionsPerSecond: tps,
      operationTransactionsPerSecond: { CreateFaceLivenessSession: tpsCreate, GetFaceLivenessSessionResults: tpsGet },
      faults: fault,
      ...options,
      ...(tokenMemory === undefined ? {} : { tokenMemorySeconds: tokenMemory }),
      adminToken: adminToken === '' ? undefined : adminToken,
    });
  } catch (error) {
    return command.error(`error: cannot listen on ${host} port ${port}: ${reason(error)}`);
  }
}

/** Why listening failed, for the causes a user can do something about. */
function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return 'the port is in use. Stop what uses it, or choose another --port, or 0 for any free one.';
    case 'EACCES':
      return 'the port needs privileges. Choose a --port above 1023, or 0 for any free one.';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine does not have that address. Choose another --host.';
    default:
      return message;
  }
}

/** Resolves when the process is asked to stop. A second request stops it at once. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function port(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
  }
  return Number(value);
}

function anotherCredentials(value: string, others: readonly EmulatorCredentials[]): readonly EmulatorCredentials[] {
  const [accessKeyId, secretAccessKey, ...token] = value.split(':');
  if (!accessKeyId || !secretAccessKey) {
    throw new InvalidArgumentError('It must be an access key id and a secret, with a colon between them.');
  }
  const sessionToken = token.join(':') || undefined;
  return [...others, { accessKeyId, secretAccessKey, sessionToken }];
}

function region(value: string): string {
  if (!isAwsRegionName(value)) {
    throw new InvalidArgumentError('It must be the name of a region of AWS.');
  }
  return value;
}

function endpoint(value: string): string {
  if (!/^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '')) {
    throw new InvalidArgumentError('It must be a URL, such as http://127.0.0.1:5000.');
  }
  return value;
}

function anotherFault(value: string, previous: readonly Fault[]): readonly Fault[] {
  try {
    return [...previous, parseFault(value)];
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
}

function wholeNumber(value: string): number {
  if (!/^-?\d{1,15}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

function positiveNumber(value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || number <= 0) {
    throw new InvalidArgumentError('It must be a number above 0.');
  }
  return number;
}
