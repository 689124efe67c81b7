import { type CliInput, readCliInput } from '../../liveness/cli-input';
import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import { AttributePath, type Diagnostics, isUnknown, type PossiblyUnknown, string } from '../../plugin';

/** The argument for a request as JSON, the same in every data source. */
export const cliInputArgument = {
  cli_input_json: string.optional({
    description:
      'The whole request, as JSON in the form of `--cli-input-json` of the AWS CLI, instead of `kms_key_id` and ' +
      '`settings`. `face-liveness skeleton` prints a template; members that are left empty in it are not set.',
  }),
} as const;

const PATH = AttributePath.of('cli_input_json');

/** The request in a text that passed validation. */
export function cliInputRequest(json: string): CreateFaceLivenessSessionRequest {
  return readCliInput(json).request;
}

/** The ClientRequestToken in the text; null if it has none, undefined if the text is not JSON. */
export function cliInputToken(json: string): string | null | undefined {
  const input = parsed(json);
  return input instanceof SyntaxError ? undefined : (input.request.ClientRequestToken ?? null);
}

/**
 * Reports every error in the text, and arguments that cannot be used together with it.
 *
 * @param others those arguments, by name
 */
export function validateCliInput(
  json: PossiblyUnknown<string | null>,
  others: { readonly [argument: string]: unknown },
  diagnostics: Diagnostics,
): void {
  if (typeof json !== 'string') return;
  const beside = Object.keys(others).filter((name) => others[name] !== null && !isUnknown(others[name]));
  if (beside.length > 0) {
    diagnostics.error(
      'Invalid combination of arguments',
      `${['cli_input_json', ...beside].join(' and ')} are set; cli_input_json is the whole request. Remove it, or ` +
        `move ${beside.join(' and ')} into it.`,
      PATH,
    );
  }
  const input = parsed(json);
  if (input instanceof SyntaxError) {
    diagnostics.error('Invalid cli_input_json', `It is not JSON: ${input.message}. ${syntaxAdvice(json)}`, PATH);
    return;
  }
  for (const error of input.errors) diagnostics.error('Invalid cli_input_json', error, PATH);
  if (input.blanks.length > 0) {
    diagnostics.warning(
      'Empty members in cli_input_json',
      `${input.blanks.join(', ')}: empty, as in the skeleton, and therefore not set. The AWS CLI would refuse them. ` +
        'Set them, or remove them to avoid this warning.',
      PATH,
    );
  }
}

function parsed(json: string): CliInput | SyntaxError {
  try {
    return readCliInput(json);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function syntaxAdvice(json: string): string {
  const [, file] = /^\s*file:\/\/(.*?)\s*$/.exec(json) ?? [];
  return file === undefined
    ? 'Write it with jsonencode({ … }), or read it from a file with file("input.json").'
    : `file:// is syntax of the AWS CLI; Terraform reads with file(${JSON.stringify(file)}).`;
}
