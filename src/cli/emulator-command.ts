import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type Emulator,
  type EmulatorOptions,
  type Fault,
  MISMATCHES,
  parseFault,
  QUOTA_ERRORS,
  REPLAYS,
  startEmulator,
} from '../emulator';
import { SESSION_LIFETIME_SECONDS } from '../liveness/session';

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
}

/** `face-liveness emulator`: runs the local Rekognition until it is interrupted. */
export function emulatorCommand(): Command {
  return new Command('emulator')
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
    .action(async (flags: Flags, command: Command) => {
      const emulator = await start(flags, command);
      console.log(`face-liveness emulator listening on ${emulator.url}`);
      await interruption();
      await emulator.close();
    });
}

async function start(flags: Flags, command: Command): Promise<Emulator> {
  const { host, port, tps, tpsCreate, tpsGet, quotaError, fault, seed, sessionTtl, replay, mismatch } = flags;
  try {
    return await startEmulator({
      host,
      port,
      sessionTtlSeconds: sessionTtl,
      transactionsPerSecond: tps,
      operationTransactionsPerSecond: { CreateFaceLivenessSession: tpsCreate, GetFaceLivenessSessionResults: tpsGet },
      quotaError,
      faults: fault,
      seed,
      replay,
      mismatch,
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
