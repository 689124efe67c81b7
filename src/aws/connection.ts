import type { AwsCredentialIdentityProvider, MetadataBearer, MiddlewareStack, RequestSigner } from '@smithy/types';
import { AttributePath, DiagnosticError, type Logger } from '../plugin';
import { ClientOptions } from './clients/client-options';
import { credentialsSource } from './credentials/credentials';
import { instanceMetadata } from './credentials/metadata/metadata-source';
import { Sts } from './credentials/sts';
import { describeSdkError, explainSdkError } from './errors';
import { ensureHomeDirectory } from './files/shared-files';
import { missingRegion, type ResolvedSettings } from './settings/resolve-settings';
import type { ConnectionSettings } from './settings/settings';

/** Validates the region before any call that depends on it. Throws a DiagnosticError for a region that cannot be used. */
export type AssertRegion = (region: string, settings: ConnectionSettings) => void;

/** A region and credentials for clients of the SDK. */
export class Connection {
  /**
   * @param region the region of the provider block
   * @param assertRegion throws a DiagnosticError for a region that cannot be used
   */
  constructor(
    readonly region: string,
    readonly assertRegion: (region: string) => void,
    private readonly options: ClientOptions,
    private readonly identity: Identity,
  ) {}

  /**
   * The options of a client of the SDK: `new S3Client(connection.clientOptions('s3'))`.
   *
   * @param service the service in the words of the AWS CLI: `s3`
   * @param region default: the region of the connection
   */
  clientOptions(service: string, region: string = this.region) {
    return { ...this.options.of(service, region), ...this.identity };
  }

  /**
   * Adds the user agent, the log, and errors for unreadable answers to a client.
   *
   * @param stack the client's `middlewareStack`
   * @param service the name of the service, for people: `S3`
   * @param region default: the region of the connection
   */
  instrument<Input extends object, Output extends MetadataBearer>(
    stack: MiddlewareStack<Input, Output>,
    service: string,
    region: string = this.region,
  ): void {
    this.options.instrument(stack, service, region);
  }
}

interface Identity {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly signer?: RequestSigner;
}

/** The SDK requires credentials for signed operations, even with a signer that does not use them. */
const UNSIGNED: Identity = {
  credentials: async () => ({ accessKeyId: '', secretAccessKey: '' }),
  signer: { sign: async (request) => request },
};

/** The region of STS while the region of the connection is unknown. */
const DEFAULT_STS_REGION = 'us-east-1';

/**
 * Finds the region and the credentials, and checks both.
 *
 * @param signal ends everything that gets credentials, now and in later calls
 * @throws DiagnosticError if either cannot be found or must not be used
 */
export async function openConnection(
  { settings, profile }: ResolvedSettings,
  log: Logger,
  assertRegion: AssertRegion,
  signal: AbortSignal,
): Promise<Connection> {
  ensureHomeDirectory();
  const options = new ClientOptions(settings, log);
  const assertUsable = (region: string) => assertRegion(region, settings);
  let { region } = settings;
  if (region !== undefined) assertUsable(region);
  if (!settings.signed) {
    if (region === undefined) throw missingRegion();
    return new Connection(region, assertUsable, options, UNSIGNED);
  }

  const newSts = (options: ClientOptions) =>
    new Sts(options, () => region ?? DEFAULT_STS_REGION, settings.sessionNamePrefix, signal);
  const sts = newSts(options);
  const chainOptions = options.forChain();
  const chain = { settings, options: chainOptions, sts: newSts(chainOptions), signal };
  const source = credentialsSource(profile, chain, sts);
  if (region === undefined) {
    region = source.kind === 'instance' ? await instanceMetadata(chain).region() : undefined;
    // Without instance metadata there are no credentials either: report those first.
    if (region === undefined && source.kind === 'instance') await source.provide();
    if (region === undefined) throw missingRegion();
    assertUsable(region);
  }
  await source.provide();
  log.info('AWS credentials found', { source: source.name });
  await assertAllowedAccount(settings.accounts, sts, source.provide, region);
  return new Connection(region, assertUsable, options, { credentials: source.provide });
}

/** Throws unless `allowed_account_ids` and `forbidden_account_ids` allow the account of the credentials. */
async function assertAllowedAccount(
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
    const { summary, remedy } = explainSdkError(error, 'STS') ?? {
      summary: 'The account of the credentials is unknown',
      remedy: 'That call failed.',
    };
    throw new DiagnosticError(
      summary,
      `${path} needs the account of the credentials, from GetCallerIdentity of STS. ${remedy}\n\n` +
        describeSdkError(error, region),
      path,
    );
  }
  if (!forbidden.includes(account) && (allowed.length === 0 || allowed.includes(account))) return;
  const rule =
    allowed.length > 0 ? `is not in ${path} (${allowed.join(', ')})` : `is in ${path} (${forbidden.join(', ')})`;
  throw new DiagnosticError(
    'AWS account ID not allowed',
    `The credentials belong to the account ${account}, which ${rule}. Use credentials of another account, or change ` +
      'the list.',
    path,
  );
}
