import { AttributePath, type Diagnostics, type PossiblyUnknown } from '../../plugin';
import { cliInputToken } from './cli-input';

/** The arguments that say which session it is. */
interface Identity {
  readonly name: PossiblyUnknown<string | null>;
  readonly client_request_token: PossiblyUnknown<string | null>;
  readonly cli_input_json: PossiblyUnknown<string | null>;
}

/** The token that the user gave, in either place; null where it is to be derived, or not known yet. */
export function givenToken({ client_request_token: token, cli_input_json: json }: Identity): string | null {
  if (typeof token === 'string') return token;
  return (typeof json === 'string' ? cliInputToken(json) : null) ?? null;
}

/**
 * Reports a session that nothing identifies, or more than one thing does. What is not known yet may turn out to be
 * null, and in a text that is not JSON, a token may have been meant.
 */
export function reportIdentity(config: Identity, diagnostics: Diagnostics): void {
  const { name, client_request_token: token, cli_input_json: json } = config;
  const identities = [
    { value: name, text: 'name', argument: 'name' },
    { value: token, text: 'client_request_token', argument: 'client_request_token' },
    {
      value: typeof json === 'string' ? cliInputToken(json) : json,
      text: 'the ClientRequestToken in cli_input_json',
      argument: 'cli_input_json',
    },
  ];
  const given = identities.filter(({ value }) => typeof value === 'string');
  const [, second] = given;
  if (second) {
    diagnostics.error(
      'Invalid combination of arguments',
      `Both ${given.map(({ text }) => text).join(' and ')} are set; exactly one of them must be. Remove one.`,
      AttributePath.of(second.argument),
    );
  } else if (identities.every(({ value }) => value === null)) {
    diagnostics.error(
      'Invalid combination of arguments',
      'Neither name nor client_request_token is set; exactly one of them must be. Set name to have the token ' +
        'derived, or client_request_token to give your own.',
      AttributePath.of('name'),
    );
  }
}
