import { clientRequestToken } from '../../liveness/client-request-token';
import { CLIENT_REQUEST_TOKEN } from '../../liveness/create-session-request';
import {
  AttributePath,
  type ComputedOf,
  type Config,
  type ConfiguredContext,
  type Diagnostics,
  isUnknown,
  type RequestContext,
  type Schema,
  string,
  type UnknownMembers,
} from '../../plugin';
import { cliInputToken, wholeRequest } from '../arguments/cli-input';
import { onUnusableArgument, readPolicy, reportUnusableSession } from '../arguments/on-unusable';
import {
  notEmptyName,
  requestArguments,
  requestBlocks,
  toRequestIn,
  validateKey,
} from '../arguments/request-arguments';
import { hasShape } from '../arguments/shape-validator';
import { type AwsClients, dataSource } from '../configuration/aws-clients';
import { obtainSession, SESSION_ID_DESCRIPTION, stateAttributes } from '../sessions/obtain-session';

/** The schema of a single session, for the data source and the ephemeral resource. */
export const sessionSchema = {
  description:
    'One Face Liveness session. Reads with the same arguments get the same session; the service ends it three ' +
    'minutes after it was created.',
  attributes: {
    name: string.optional({
      description:
        'Name that the client request token is derived from, together with the other arguments and the region. ' +
        'Exactly one of `name` and `client_request_token` must be set; `ClientRequestToken` in `cli_input_json` ' +
        'counts as the latter.',
      validators: [notEmptyName],
    }),
    client_request_token: string.optionalComputed({
      description: 'Token for which the service returns the same session. Default: derived from `name`.',
      validators: [hasShape(CLIENT_REQUEST_TOKEN)],
    }),
    ...requestArguments,
    ...onUnusableArgument,
    session_id: string.computed({ sensitive: true, description: `Id of the session. ${SESSION_ID_DESCRIPTION}` }),
    ...stateAttributes,
  },
  blocks: requestBlocks,
  validators: [wholeRequest],
} as const satisfies Schema;

type SessionConfig = Config<typeof sessionSchema.attributes, typeof sessionSchema.blocks>;
type UnknownSessionConfig = UnknownMembers<SessionConfig>;

/** `data "faceliveness_session"`: one session, the same at every read with the same arguments. */
export const session = dataSource({ schema: sessionSchema, validate: validateSession, read: readSession });

/** Reports the errors of a configuration that its schema does not find. */
export function validateSession(config: UnknownSessionConfig, { diagnostics }: RequestContext): void {
  const { keepers } = config;
  const given = givenToken(config);
  validateIdentity(config, diagnostics);
  if (given !== null && keepers !== null && !isUnknown(keepers) && Object.keys(keepers).length > 0) {
    diagnostics.warning(
      'Keepers without effect',
      'keepers are an input of tokens that are derived from name, and client_request_token is used as it is. Remove ' +
        'keepers, or use name.',
      AttributePath.of('keepers'),
    );
  }
  validateKey(config, diagnostics);
}

/** Gets the session of the configuration: the same one at every call. */
export async function readSession(
  config: SessionConfig,
  { client: clients, signal, diagnostics }: ConfiguredContext<AwsClients>,
): Promise<ComputedOf<typeof sessionSchema.attributes>> {
  const { name, keepers } = config;
  const client = clients.rekognition(config.region);
  const { region } = client;
  const request = toRequestIn(region, config);
  const token =
    givenToken(config) ?? clientRequestToken({ name: name ?? '', region, request, ...(keepers && { keepers }) });
  const subject = name === null ? 'the session' : `the session ${JSON.stringify(name)}`;
  const policy = readPolicy(config.on_unusable);
  const obtained = await obtainSession(client, { purpose: `Reading ${subject}`, request, token }, policy, signal);
  reportUnusableSession(obtained, policy, subject, diagnostics);
  return { ...obtained, region };
}

/** The token of `client_request_token` or `cli_input_json`; null if it is derived, or not known yet. */
function givenToken({ client_request_token: token, cli_input_json: json }: UnknownSessionConfig): string | null {
  if (typeof token === 'string') return token;
  return (typeof json === 'string' ? cliInputToken(json) : null) ?? null;
}

/**
 * Reports a session without a name and a token, or with more than one of them. An unknown value can still become null,
 * and a text that is not JSON may have been meant to include a token: neither is reported as missing.
 */
function validateIdentity(config: UnknownSessionConfig, diagnostics: Diagnostics): void {
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
      'Neither name nor client_request_token is set; exactly one of them must be. Set name to derive the token, or ' +
        'client_request_token to use your own.',
      AttributePath.of('name'),
    );
  }
}
