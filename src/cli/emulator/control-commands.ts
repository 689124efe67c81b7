import { Argument, type Command } from 'commander';
import type { Fault } from '../../emulator';
import { MAX_SECONDS } from '../../emulator/limits';
import { type AdminFlags, adminCommand, asJson, ask } from './admin-command';
import { anotherFault, numberFrom, rate } from './arguments';

/** Transactions per second, or no limit. */
type Quota = number | 'none';

interface QuotaFlags extends AdminFlags {
  readonly tps?: Quota;
  readonly tpsCreate?: Quota;
  readonly tpsGet?: Quota;
}

/** `face-liveness emulator clock|fault|quotas|state|reset`: what an emulator that runs does, whatever its sessions. */
export function emulatorControlCommands(): Command[] {
  return [
    adminCommand('clock', "move the emulator's time forward; sessions, tokens and quotas go by it")
      .requiredOption('--advance <seconds>', 'by how much', numberFrom(0, MAX_SECONDS))
      .action((flags: AdminFlags & { advance: number }, command: Command) =>
        ask(command, flags, async (client) => {
          const { now } = (await client.send('POST', 'clock', { advanceSeconds: flags.advance })) as { now: string };
          return now;
        }),
      ),
    adminCommand('fault', 'add faults to those in force, and print these')
      .addArgument(
        new Argument('[spec...]', 'faults, such as throttle:rate=0.1 or reset:count=3').argParser(anotherFault),
      )
      .option('--clear', 'remove those in force before')
      .action((faults: readonly Fault[] | undefined, flags: AdminFlags & { clear?: true }, command: Command) =>
        ask(command, flags, async (client) => {
          if (flags.clear) await client.send('DELETE', 'faults');
          for (const fault of faults ?? []) await client.send('POST', 'faults', fault);
          return asJson(await client.send('GET', 'faults'));
        }),
      ),
    adminCommand('quotas', 'change quotas, and print those in force')
      .option('--tps <number>', 'transactions per second for each operation, or none for no limit', rateOrNone)
      .option('--tps-create <number>', 'the same for CreateFaceLivenessSession only', rateOrNone)
      .option('--tps-get <number>', 'the same for GetFaceLivenessSessionResults only', rateOrNone)
      .action(({ tps, tpsCreate = tps, tpsGet = tps, ...flags }: QuotaFlags, command: Command) =>
        ask(command, flags, async (client) =>
          asJson(
            await client.send('PUT', 'quotas', {
              CreateFaceLivenessSession: asMember(tpsCreate),
              GetFaceLivenessSessionResults: asMember(tpsGet),
            }),
          ),
        ),
      ),
    adminCommand('state', 'print counts of sessions, tokens and calls, quotas and faults').action(
      (flags: AdminFlags, command: Command) =>
        ask(command, flags, async (client) => asJson(await client.send('GET', 'state'))),
    ),
    adminCommand(
      'reset',
      'forget sessions, tokens and counts, with the quotas and faults of the start; the clock stays where it was moved',
    ).action((flags: AdminFlags, command: Command) =>
      ask(command, flags, async (client) => {
        await client.send('POST', 'reset');
        return '';
      }),
    ),
  ];
}

function rateOrNone(value: string): Quota {
  return value === 'none' ? value : rate(value);
}

/** As the admin API has it. */
function asMember(quota: Quota | undefined): number | null | undefined {
  return quota === 'none' ? null : quota;
}
