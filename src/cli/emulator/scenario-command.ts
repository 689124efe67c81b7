import { type Command, Option } from 'commander';
import { DISCONNECT_MOMENTS, type DisconnectMoment, type Scenario } from '../../emulator';
import { SCENARIO_SHAPES } from '../../emulator/sessions/scenario';
import { numberOf } from '../arguments';
import { type AdminFlags, adminCommand, asJson, notEmpty, withEmulator } from './admin-command';
import { type ResultsFlags, resultsOf, withResultsOptions } from './results-options';

interface ScenarioFlags extends AdminFlags, ResultsFlags {
  readonly session?: string;
  readonly token?: string;
  readonly disconnect?: DisconnectMoment;
  readonly delay?: number;
  readonly clear?: true;
}

/** `face-liveness emulator scenario`: decides how the checks end that clients stream. */
export function emulatorScenarioCommand(): Command {
  const command = adminCommand(
    'scenario',
    'decide how the checks end that clients stream, and print all scenarios in force; without options, only print them',
  )
    .option('--session <session-id>', 'for this session (default: all sessions to come)', notEmpty('session id'))
    .addOption(
      new Option('--token <client-request-token>', 'for the sessions of this client request token')
        .argParser(notEmpty('client request token'))
        .conflicts('session'),
    )
    .option('--clear', 'remove the scenario of the session or token first; without these, all scenarios');
  return withResultsOptions(command)
    .addOption(
      new Option('--disconnect <moment>', 'the moment at which the connection is cut (default: never)').choices(
        DISCONNECT_MOMENTS,
      ),
    )
    .option(
      '--delay <milliseconds>',
      'delay of each message of the service (default: 0)',
      numberOf(SCENARIO_SHAPES.delayMs),
    )
    .action(({ url, adminToken, session, token, clear, ...flags }: ScenarioFlags, command: Command) =>
      withEmulator(command, { url, adminToken }, async (client) => {
        const target = targetOf(session, token);
        if (clear) await client.send('DELETE', target === undefined ? 'scenarios' : `scenarios/${target}`);
        const scenario = scenarioOf(flags);
        if (isGiven(scenario)) await client.send('PUT', `scenarios/${target ?? 'default'}`, scenario);
        return asJson(await client.send('GET', 'scenarios'));
      }),
    );
}

function scenarioOf({ disconnect, delay, ...results }: ScenarioFlags): Scenario {
  return { ...resultsOf(results), disconnect, delayMs: delay };
}

function isGiven(scenario: Scenario): boolean {
  return Object.values(scenario).some((value) => value !== undefined);
}

/** The path of a target in the admin API; undefined for all sessions to come. */
function targetOf(session: string | undefined, token: string | undefined): string | undefined {
  if (session !== undefined) return `sessions/${encodeURIComponent(session)}`;
  return token === undefined ? undefined : `tokens/${encodeURIComponent(token)}`;
}
