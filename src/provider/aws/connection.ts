import { RekognitionClient } from '@aws-sdk/client-rekognition';
import type { AwsCredentialIdentityProvider, RequestSigner } from '@smithy/types';
import { AttributePath, DiagnosticError, type Logger } from '../../plugin';
import { ClientOptions } from './client-options';
import { credentialsSource } from './credentials';
import { explainIdentityError } from './identity-error';
import { instanceRegion } from './instance-region';
import { explainNetworkError } from './network-error';
import { isolateSdkConnections } from './sdk-connections';
import { wordsOf } from './sdk-error';
import type { ConnectionSettings } from './settings';
import type { SharedFiles } from './shared-files';
import { Sts } from './sts';

/** A client of the SDK with its region and credentials found. */
export interface Connection {
  readonly client: RekognitionClient;
  readonly region: string;
}

/** Where STS is asked while the region is not known yet. */
const ANY_REGION = 'us-east-1';

/**
 * Finds the region and the credentials. Nothing is sent to Rekognition.
 *
 * @param checkRegion throws for a region that won't do, before anything is sent
 * @throws DiagnosticError when either can't be found, or may not be used
 */
export async function connect(
  settings: ConnectionSettings,
  files: SharedFiles,
  log: Logger,
  checkRegion: (region: string) => void,
): Promise<Connection> {
  isolateSdkConnections();
  const options = new ClientOptions(settings, log);
  let { region } = settings;
  if (region !== undefined) checkRegion(region);
  if (!settings.signed) {
    if (region === undefined) throw missingRegion();
    return { client: rekognition(options, region, UNSIGNED), region };
  }

  const sts = new Sts(options, () => region ?? ANY_REGION);
  const source = await credentialsSource(settings, files, options, sts);
  if (region === undefined) {
    region = source.kind === 'instance' ? await instanceRegion() : undefined;
    // Without instance metadata there are no credentials either, which is the greater problem.
    if (region === undefined && source.kind === 'instance') await source.provide();
    if (region === undefined) throw missingRegion();
    checkRegion(region);
  }
  await source.provide();
  log.info('AWS credentials found', { source: source.name });
  await checkAccount(settings.accounts, sts, source.provide, region);
  return { client: rekognition(options, region, { credentials: source.provide }), region };
}

function rekognition(options: ClientOptions, region: string, identity: Identity): RekognitionClient {
  const client = new RekognitionClient({ ...options.of('rekognition', region), ...identity });
  options.instrument(client.middlewareStack, 'Rekognition', region);
  return client;
}

interface Identity {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly signer?: RequestSigner;
}

/** The SDK wants credentials for an operation that is signed, even for a signer without a use for them. */
const UNSIGNED: Identity = {
  credentials: async () => ({ accessKeyId: '', secretAccessKey: '' }),
  signer: { sign: async (request) => request },
};

/** What to say where no region was given at all. */
export function missingRegion(): DiagnosticError {
  return new DiagnosticError(
    'Missing region',
    'No AWS region was given. Set region in the provider block, AWS_REGION, or a region in the profile.',
    AttributePath.of('region'),
  );
}

/** Refuses accounts that the provider block does not want to work in. */
async function checkAccount(
  { allowed, forbidden }: ConnectionSettings['accounts'],
  sts: Sts,
  credentials: AwsCredentialIdentityProvider,
  region: string,
): Promise<void> {
  if (allowed.length === 0 && forbidden.length === 0) return;
  const path = AttributePath.of(allowed.length > 0 ? 'allowed_account_ids' : 'forbidden_account_ids');
  let account: string;
  try {
    account = await sts.account(credentials);
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    const { summary, remedy } = explainNetworkError(error, 'STS') ??
      explainIdentityError(error) ?? {
        summary: 'The account of the credentials is unknown',
        remedy: 'STS did not tell it.',
      };
    throw new DiagnosticError(
      summary,
      `${path} needs the account of the credentials, which GetCallerIdentity of STS tells. ${remedy}\n\n` +
        wordsOf(error, region),
      path,
    );
  }
  if (!forbidden.includes(account) && (allowed.length === 0 || allowed.includes(account))) return;
  const rule = allowed.length > 0 ? `allowed are ${allowed.join(', ')}` : 'it is one of the forbidden ones';
  throw new DiagnosticError(
    'AWS account ID not allowed',
    `The credentials belong to the account ${account}, and by ${path} ${rule}. Use credentials of another account, or ` +
      'change the list.',
    path,
  );
}
