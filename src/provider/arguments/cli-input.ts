import { type CliInput, readCliInput } from '../../liveness/cli-input';
import type { CreateFaceLivenessSessionRequest } from '../../liveness/create-session-request';
import { isUnknown, string, type Validator, type ValidatorContext } from '../../plugin';

/** The argument for a request as JSON, the same in every data source. */
export const cliInputArgument = {
  cli_input_json: string.optional({
    description:
      'The whole request, as JSON in the form of `--cli-input-json` of the AWS CLI, instead of `kms_key_id` and ' +
      '`settings`. `face-liveness skeleton` prints a template; members that are left empty in it are not set.',
    validators: [{ validate: validateText }],
  }),
} as const;

/** The request in a text that passed validation. */
export function cliInputRequest(json: string): CreateFaceLivenessSessionRequest {
  return readCliInput(json).request;
}

/** The ClientRequestToken in the text; null if it has none, undefined if the text is not JSON. */
export function cliInputToken(json: string): string | null | undefined {
  const input = parsed(json);
  return input instanceof SyntaxError ? undefined : (input.request.ClientRequestToken ?? null);
}

/** Reports every error in a text, and warns of members that are left empty in it. */
function validateText(json: string, { name, path, diagnostics }: ValidatorContext): void {
  const input = parsed(json);
  if (input instanceof SyntaxError) {
    diagnostics.error(`Invalid ${name}`, `It is not JSON: ${input.message}. ${syntaxAdvice(json)}`, path);
    return;
  }
  for (const error of input.errors) diagnostics.error(`Invalid ${name}`, error, path);
  if (input.blanks.length > 0) {
    diagnostics.warning(
      `Empty members in ${name}`,
      `${input.blanks.join(', ')}: empty, as in the skeleton, and therefore not set. The AWS CLI would refuse them. ` +
        'Set them, or remove them to avoid this warning.',
      path,
    );
  }
}

/** Reports arguments that cannot be used together with the text. */
export const wholeRequest: Validator<{ readonly [argument: string]: unknown }> = {
  names: ['cli_input_json', 'kms_key_id', 'settings'],
  validate({ cli_input_json: json, kms_key_id, settings }, { attribute, diagnostics }) {
    if (typeof json !== 'string') return;
    const others = Object.entries({ kms_key_id, settings }).filter(([, value]) => value !== null && !isUnknown(value));
    if (others.length === 0) return;
    const names = others.map(([name]) => name);
    diagnostics.error(
      'Invalid combination of arguments',
      `${['cli_input_json', ...names].join(' and ')} are set; cli_input_json is the whole request. Remove it, or ` +
        `move ${names.join(' and ')} into it.`,
      attribute('cli_input_json').path,
    );
  },
};

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
