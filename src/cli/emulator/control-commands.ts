import { Argument, type Command } from 'commander';
import type { Fault } from '../../emulator';
import { MAX_SECONDS, RATE } from '../../emulator/shapes';
import { numberOf } from '../arguments';
import { type AdminFlags, adminCommand, asJson, withEmulator } from './admin-command';
import { anotherFault } from './fault-argument';

const ADVANCE = { type: 'number', noun: 'an advance of the clock', min: 0, max: MAX_SECONDS } as const;

/** Transactions per second, or `none` for no limit. */
type Quota = number | 'none';

interface QuotaFlags extends AdminFlags {
  readonly tps?: Quota;
  readonly tpsCreate?: Quota;
  readonly tpsStart?: Quota;
  readonly tpsGet?: Quota;
}

/** `face-liveness emulator clock|fault|quotas|state|reset`: controls a running emulator. */
export function emulatorControlCommands(): Command[] {
  return [
    adminCommand('clock', "move the emulator's time forward, which sessions, tokens and quotas follow")
      .requiredOption('--advance <seconds>', 'seconds to move it by', numberOf(ADVANCE))
      .action((flags: AdminFlags & { advance: number }, command: Command) =>
        withEmulator(command, flags, async (client) => {
          const { now } = (await client.send('POST', 'clock', { advanceSeconds: flags.advance })) as { now: string };
          return now;
        }),
      ),
    adminCommand('fault', 'add faults, and print all faults in force')
      .addArgument(
        new Argument('[spec...]', 'faults, such as throttle:rate=0.1 or reset:count=3').argParser(anotherFault),
      )
      .option('--clear', 'remove the faults in force first')
      .action((faults: readonly Fault[] | undefined, flags: AdminFlags & { clear?: true }, command: Command) =>
        withEmulator(command, flags, async (client) => {
          if (flags.clear) await client.send('DELETE', 'faults');
          for (const fault of faults ?? []) await client.send('POST', 'faults', fault);
          return asJson(await client.send('GET', 'faults'));
        }),
      ),
    adminCommand('quotas', 'change quotas, and print all quotas')
      .option('--tps <number>', 'transactions per second for each operation, or none for no limit', rateOrNone)
      .option('--tps-create <number>', 'the same for CreateFaceLivenessSession only', rateOrNone)
      .option('--tps-start <number>', 'the same for StartFaceLivenessSession only', rateOrNone)
      .option('--tps-get <number>', 'the same for GetFaceLivenessSessionResults only', rateOrNone)
      .action(({ tps, tpsCreate = tps, tpsStart = tps, tpsGet = tps, ...flags }: QuotaFlags, command: Command) =>
        withEmulator(command, flags, async (client) =>
          asJson(
            await client.send('PUT', 'quotas', {
              CreateFaceLivenessSession: asMember(tpsCreate),
              StartFaceLivenessSession: asMember(tpsStart),
              GetFaceLivenessSessionResults: asMember(tpsGet),
            }),
          ),
        ),
      ),
    adminCommand('state', 'print counts of sessions, tokens and calls, and the quotas, faults and scenarios').action(
      (flags: AdminFlags, command: Command) =>
        withEmulator(command, flags, async (client) => asJson(await client.send('GET', 'state'))),
    ),
    adminCommand(
      'reset',
      'remove sessions, tokens and counts, and restore the initial quotas, faults and scenario; the clock is not moved back',
    ).action((flags: AdminFlags, command: Command) =>
      withEmulator(command, flags, async (client) => {
        await client.send('POST', 'reset');
        return '';
      }),
    ),
  ];
}

function rateOrNone(value: string): Quota {
  return value === 'none' ? value : numberOf(RATE)(value);
}

/** A quota in the form of the admin API. */
function asMember(quota: Quota | undefined): number | null | undefined {
  return quota === 'none' ? null : quota;
}
