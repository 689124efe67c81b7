import { clientRequestToken } from '../../liveness/client-request-token';
import { CLIENT_REQUEST_TOKEN } from '../../liveness/create-session-request';
import { describeShapeError, mostTelling } from '../../liveness/describe-shape-error';
import { shapeErrors } from '../../liveness/shape';
import {
  AttributePath,
  type ComputedOf,
  type ConfigOf,
  type ConfiguredContext,
  isUnknown,
  type RequestContext,
  type Schema,
  string,
  type UnknownMembers,
} from '../../plugin';
import { reportName } from '../arguments/name';
import { onUnusable, onUnusableArgument, reportOnUnusable } from '../arguments/on-unusable';
import { reportRequestArguments, requestArguments, toRequest } from '../arguments/request-arguments';
import { givenToken, reportIdentity } from '../arguments/session-identity';
import type { LivenessClient } from '../rekognition/liveness-client';
import { AttemptMemory } from './attempt-memory';
import { obtainSession } from './obtain-session';
import { reportUnusableSession } from './report-unusable';
import { sessionAttributes } from './session-attributes';

/** A single session, as the data source and the ephemeral resource have it. */
export const sessionSchema = {
  description:
    'One Face Liveness session. Reads with the same arguments get the same session; the service ends it three ' +
    'minutes after it was created.',
  attributes: {
    name: string.optional({
      description:
        'The name that the client request token is derived from, together with the other arguments and the region. ' +
        'Exactly one of `name` and `client_request_token` must be set, the latter also as `ClientRequestToken` in ' +
        '`cli_input_json`.',
    }),
    client_request_token: string.optionalComputed({
      description: 'The token that makes the service return the same session. Default: derived from `name`.',
    }),
    ...requestArguments,
    ...onUnusableArgument,
    ...sessionAttributes,
    region: string.computed({ description: 'The AWS region of the session.' }),
  },
} as const satisfies Schema;

type SessionAttributes = typeof sessionSchema.attributes;

/** Reports everything that is wrong with the known part of a configuration. */
export function validateSession(
  config: UnknownMembers<ConfigOf<SessionAttributes>>,
  { diagnostics }: RequestContext,
): void {
  const { name, client_request_token: token, keepers } = config;
  const given = givenToken(config);
  reportIdentity(config, diagnostics);
  if (name !== null) reportName(name, diagnostics);
  if (typeof token === 'string') {
    for (const shapeError of mostTelling(shapeErrors(CLIENT_REQUEST_TOKEN, token))) {
      const path = AttributePath.of('client_request_token');
      diagnostics.error(`Invalid ${path}`, describeShapeError(shapeError), path);
    }
  }
  if (given !== null && keepers !== null && !isUnknown(keepers) && Object.keys(keepers).length > 0) {
    diagnostics.warning(
      'Keepers without effect',
      'keepers take part in a token that is derived from name, and client_request_token gives the token as it is. ' +
        'Remove keepers, or use name.',
      AttributePath.of('keepers'),
    );
  }
  if (given !== null && config.on_unusable === 'rotate') {
    diagnostics.error(
      'Invalid combination of arguments',
      'on_unusable is "rotate", which derives the token of each attempt, and client_request_token gives the only one. ' +
        'Use name in its place, or another on_unusable.',
      AttributePath.of('on_unusable'),
    );
  }
  reportOnUnusable(config.on_unusable, diagnostics);
  reportRequestArguments(config, diagnostics);
}

/** Gets the session of the configuration: the same one at every call, as long as it need not be replaced. */
export async function readSession(
  config: ConfigOf<SessionAttributes>,
  { client, signal, diagnostics }: ConfiguredContext<LivenessClient>,
): Promise<ComputedOf<SessionAttributes>> {
  const { name, keepers } = config;
  const { region } = client;
  const request = toRequest(config);
  const given = givenToken(config);
  const tokenOf = (attempt: number) =>
    given ?? clientRequestToken({ name: name ?? '', attempt, region, request, ...(keepers && { keepers }) });
  const subject = name === null ? 'the session' : `the session ${JSON.stringify(name)}`;
  const policy = onUnusable(config.on_unusable);
  const memory = new AttemptMemory([...client.scope, tokenOf(0)]);
  const obtained = await obtainSession(client, { subject, request, tokenOf }, policy, memory, signal);
  memory.save();
  reportUnusableSession(obtained, policy, subject, diagnostics);
  return { ...obtained, region };
}
