import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readCliInput } from '../../liveness/cli-input';
import { clientRequestToken } from '../../liveness/client-request-token';
import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import { AWS_REGION_NAME, isAwsRegionName } from '../../liveness/regions';
import { numberOf, textOf } from '../arguments';

/** The parsed options, by commander's names. */
interface Flags {
  readonly name: string;
  readonly slot?: readonly number[];
  readonly size?: number;
  readonly attempt?: number;
  readonly region?: string;
  readonly keeper?: Readonly<Record<string, string>>;
  readonly request?: string;
}

/** `face-liveness token`: prints the tokens that the provider derives from the same inputs. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('print the client request tokens that the provider derives from these inputs, one per line')
    .requiredOption('--name <name>', 'name of the session or of the pool', name)
    .option('--slot <number>', 'a slot of a pool; repeatable (default: a single session)', slots)
    .addOption(
      new Option('--size <number>', 'all slots of a pool of this size').argParser(wholeNumber).conflicts('slot'),
    )
    .option('--attempt <number>', 'how many times the session was replaced (default: 0)', wholeNumber)
    .option('--region <region>', 'AWS region (default: AWS_REGION, then AWS_DEFAULT_REGION)', textOf(AWS_REGION_NAME))
    .option('--keeper <key=value>', 'a keeper; repeatable', keepers)
    .option(
      '--request <file>',
      'JSON file with the request, in the form of the AWS CLI; - for stdin (default: an empty request)',
    )
    .action(async (flags: Flags, command: Command) => {
      const region = flags.region ?? environmentRegion(command);
      const request = flags.request === undefined ? undefined : await readRequest(flags.request, command);
      const { name, attempt, keeper } = flags;
      const chosen = flags.size === undefined ? (flags.slot ?? [undefined]) : upTo(flags.size);
      for (const slot of chosen) {
        const token = clientRequestToken({ name, slot, attempt, region, keepers: keeper, request });
        process.stdout.write(`${token}\n`);
      }
    });
}

const wholeNumber = numberOf({ type: 'integer', noun: 'a whole number', min: 0 });

/** Normalizes a text as Terraform does with all strings of a configuration. */
function asTerraform(text: string): string {
  return text.normalize('NFC');
}

function name(value: string): string {
  if (value === '') throw new InvalidArgumentError('It must have at least one character.');
  return asTerraform(value);
}

function slots(value: string, earlier: readonly number[] = []): readonly number[] {
  return [...earlier, wholeNumber(value)];
}

function* upTo(size: number): Iterable<number> {
  for (let slot = 0; slot < size; slot += 1) yield slot;
}

function keepers(value: string, earlier: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It must be a key and a value, such as release=42.');
  const key = asTerraform(value.slice(0, equals));
  if (Object.hasOwn(earlier, key)) throw new InvalidArgumentError(`The key ${JSON.stringify(key)} was given before.`);
  return Object.fromEntries([...Object.entries(earlier), [key, asTerraform(value.slice(equals + 1))]]);
}

/** The region of the environment, from the variables that the provider reads. */
function environmentRegion(command: Command): string {
  const found = process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION;
  if (!found) return command.error('error: no region was given. Use --region, or set AWS_REGION.');
  if (!isAwsRegionName(found)) {
    return command.error(
      `error: the region of the environment, ${JSON.stringify(found)}, is not the name of an AWS region.`,
    );
  }
  return found;
}

async function readRequest(file: string, command: Command): Promise<CreateFaceLivenessSessionRequest> {
  const source = file === '-' ? 'stdin' : file;
  const { request, blanks, errors } = parse(await read(file, source, command), source, command);
  if (errors.length > 0) {
    command.error([`error: ${source} is not a request that can be sent:`, ...errors].join('\n'));
  }
  if (request.ClientRequestToken !== undefined) {
    command.error(
      `error: ${source} has a ClientRequestToken, which is sent as it is; no token is derived then. Remove it.`,
    );
  }
  if (blanks.length > 0) {
    process.stderr.write(`warning: empty in ${source}, and so not part of the request: ${blanks.join(', ')}\n`);
  }
  return request;
}

async function read(file: string, source: string, command: Command): Promise<string> {
  try {
    return await (file === '-' ? text(process.stdin) : readFile(file, 'utf8'));
  } catch (error) {
    return command.error(`error: cannot read ${source}: ${(error as Error).message}`);
  }
}

function parse(json: string, source: string, command: Command): ReturnType<typeof readCliInput> {
  try {
    return readCliInput(asTerraform(json));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return command.error(`error: ${source} is not JSON: ${error.message}. face-liveness skeleton prints its form.`);
  }
}
