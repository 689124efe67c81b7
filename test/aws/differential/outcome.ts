import type { ExplainedDifferences } from './explained';
import type { Call } from './server/answers';
import type { Situation } from './situation';

/** What a provider did in a situation, as texts that two providers can be compared by. */
export interface Outcome {
  /** The first error; undefined if the provider could read with the credentials it had found. */
  readonly error?: string;
  /** The distinct requests that gave credentials, in their order. */
  readonly steps: readonly string[];
  /** The distinct ways in which Rekognition was called: who signed, at which host, through which proxy. */
  readonly caller: readonly string[];
  /** The same for calls of GetCallerIdentity. */
  readonly identity: readonly string[];
  /** The number of requests. */
  readonly requests: number;
}

/** Default names of role sessions, which hold the time. */
const DEFAULT_SESSION_NAME = /^[a-z-]*-?\d{13,}$/;

/** @param places the addresses that the situation had names for, which are different in every run */
export function outcomeOf(
  calls: readonly Call[],
  places: Readonly<Record<string, string>>,
  error: string | undefined,
): Outcome {
  const described = calls.map((call) => ({ ...describe(call), where: whereTo(call, places) }));
  const lines = (kind: string) => [
    ...new Set(described.flatMap((each) => (each.kind === kind ? [`${each.what} at ${each.where}`] : []))),
  ];
  return {
    ...(error !== undefined && { error: named(error, places) }),
    steps: lines('step'),
    caller: lines('caller'),
    identity: lines('identity'),
    requests: calls.filter((call) => !isPreparation(call)).length,
  };
}

/** Requests that lead to a request for credentials, and that every client does in its own way. */
function isPreparation({ path }: Call): boolean {
  return path.startsWith('/latest/') && !path.includes('/security-credentials/machine');
}

function describe(call: Call): {
  readonly kind: 'step' | 'caller' | 'identity' | 'preparation';
  readonly what: string;
} {
  const { headers, path, body } = call;
  const signer = signed(call);
  if (isPreparation(call)) return { kind: 'preparation', what: path };
  if (headers['x-amz-target']?.startsWith('RekognitionService.')) return { kind: 'caller', what: `called ${signer}` };
  if (body.includes('Action=GetCallerIdentity')) return { kind: 'identity', what: signer };
  if (body.includes('Action=')) return { kind: 'step', what: `${role(body)} ${signer}` };
  if (path.startsWith('/latest/')) {
    return { kind: 'step', what: `instance role ${headers['x-aws-ec2-metadata-token'] ? 'with' : 'without'} a token` };
  }
  if (path.startsWith('/container')) {
    return { kind: 'step', what: `GET ${path} with ${headers.authorization ?? 'no authorization'}` };
  }
  if (path.startsWith('/federation')) {
    return { kind: 'step', what: `GET ${path} with ${headers['x-amz-sso_bearer_token']}` };
  }
  return { kind: 'step', what: `${call.method} ${path} ${path === '/token' ? renewal(body) : ''}` };
}

function signed({ signer }: Call): string {
  if (signer === undefined) return 'unsigned';
  const token = signer.sessionToken === undefined ? '' : ` with ${signer.sessionToken}`;
  return `by ${signer.accessKeyId}${token} in ${signer.region}`;
}

/** The parameters of a request for a role. Those that have no order are sorted. */
function role(body: string): string {
  const { Action, Version, RoleArn, RoleSessionName, ...others } = Object.fromEntries(new URLSearchParams(body));
  // hashicorp/aws sends the newline at the end of a file, which is no part of a token.
  if (others.WebIdentityToken !== undefined) others.WebIdentityToken = others.WebIdentityToken.trimEnd();
  const keys = Object.entries(others).filter(([name]) => /^Tags\.member\.\d+\.Key$/.test(name));
  const tags = keys.map(([name, key]) => `${key}=${others[name.replace('Key', 'Value')]}`);
  const members = (name: string) =>
    Object.entries(others).flatMap(([each, value]) => (each.startsWith(`${name}.`) ? [value] : []));
  const single = Object.entries(others).filter(([name]) => !name.includes('.'));
  const parameters = {
    ...(!DEFAULT_SESSION_NAME.test(RoleSessionName ?? '') && { RoleSessionName }),
    ...Object.fromEntries(single.sort()),
    ...(tags.length > 0 && { Tags: tags.sort().join() }),
    ...(members('PolicyArns').length > 0 && { PolicyArns: members('PolicyArns').sort().join() }),
    ...(members('TransitiveTagKeys').length > 0 && { TransitiveTagKeys: members('TransitiveTagKeys').sort().join() }),
  };
  return `${Action} ${RoleArn} ${JSON.stringify(parameters)}`;
}

function renewal(body: string): string {
  const { clientId, clientSecret, grantType, refreshToken } = JSON.parse(body) as Record<string, string>;
  return JSON.stringify({ clientId, clientSecret, grantType, refreshToken });
}

function whereTo({ scheme, host, via }: Call, places: Readonly<Record<string, string>>): string {
  return `${named(`${scheme}://${host}`, places)} ${via}`;
}

/** Replaces addresses by the names of places. */
function named(text: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((named, [name, place]) => named.replaceAll(place, `{${name}}`), text);
}

/** What differs between the outcomes of our provider and of hashicorp/aws, unless the docs name it; empty for nothing. */
export function differences(
  ours: Outcome,
  theirs: Outcome,
  { attempts = false, accepted = false }: Pick<Situation, 'attempts' | 'accepted'>,
  explained: ExplainedDifferences,
): readonly string[] {
  if (ours.error !== undefined && theirs.error !== undefined) {
    return attempts && ours.requests !== theirs.requests
      ? [`ours sent ${ours.requests} requests, hashicorp/aws ${theirs.requests}`]
      : [];
  }
  if (ours.error !== undefined) {
    if (explained.allowsRefusal(ours.error)) return [];
    return [`ours refused: ${ours.error}`, `hashicorp/aws: ${theirs.caller.join('; ')}`];
  }
  if (theirs.error !== undefined) {
    if (accepted || explained.allowsAcceptance(theirs.error)) return [];
    return [`ours accepted: ${ours.caller.join('; ')}`, `hashicorp/aws refused: ${theirs.error}`];
  }
  return [
    ...differing('steps', ours.steps, theirs.steps),
    // hashicorp/aws looks up the FIPS endpoint of Rekognition, and uses the other one on a machine without names.
    ...differing('caller', ours.caller.map(withoutFips), theirs.caller.map(withoutFips)),
    // Ours asks only if it has to.
    ...(ours.identity.length > 0 ? differing('identity', ours.identity, theirs.identity) : []),
  ];
}

function withoutFips(caller: string): string {
  return caller.replace('rekognition-fips', 'rekognition');
}

function differing(what: string, ours: readonly string[], theirs: readonly string[]): readonly string[] {
  if (ours.join('\n') === theirs.join('\n')) return [];
  return [`${what} of ours: ${ours.join('; ')}`, `${what} of hashicorp/aws: ${theirs.join('; ')}`];
}
