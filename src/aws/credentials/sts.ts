import type { Credentials, ServiceOutputTypes, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { checkAnswers } from '../clients/answers';
import type { ClientOptions } from '../clients/client-options';
import type { Role, WebIdentity } from '../settings/settings';

/** Seconds of a role session unless a setting says otherwise: the default of hashicorp/aws. */
const DEFAULT_DURATION_SECONDS = 15 * 60;

/** The AWS Security Token Service. Its client is loaded by the first call. */
export class Sts {
  /**
   * @param region asked for at each call: the region can become known after the first call
   * @param sessionNamePrefix the first part of default names of role sessions
   * @param signal ends calls
   */
  constructor(
    private readonly options: ClientOptions,
    private readonly region: () => string,
    private readonly sessionNamePrefix: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Assumes a role with other credentials. */
  async assumeRole(source: AwsCredentialIdentityProvider, role: Role): Promise<AwsCredentialIdentity> {
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const client = await this.client(source);
    const command = new AssumeRoleCommand({
      ...this.session(role),
      DurationSeconds: role.durationSeconds ?? DEFAULT_DURATION_SECONDS,
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
      ...(role.sourceIdentity !== undefined && { SourceIdentity: role.sourceIdentity }),
      ...(Object.keys(role.tags).length > 0 && {
        Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
      }),
      ...(role.transitiveTagKeys.length > 0 && { TransitiveTagKeys: [...role.transitiveTagKeys] }),
    });
    const { Credentials, AssumedRoleUser } = await client.send(command, { abortSignal: this.signal });
    return credentialsOf(Credentials, AssumedRoleUser?.Arn);
  }

  /** Assumes a role with the token of an identity provider. */
  async assumeRoleWithWebIdentity(identity: WebIdentity): Promise<AwsCredentialIdentity> {
    const { AssumeRoleWithWebIdentityCommand } = await import('@aws-sdk/client-sts');
    const client = await this.client(undefined);
    const command = new AssumeRoleWithWebIdentityCommand({
      ...this.session(identity),
      ...(identity.durationSeconds !== undefined && { DurationSeconds: identity.durationSeconds }),
      WebIdentityToken: await identity.token(),
    });
    const { Credentials, AssumedRoleUser } = await client.send(command, { abortSignal: this.signal });
    return credentialsOf(Credentials, AssumedRoleUser?.Arn);
  }

  /** The account that credentials belong to. */
  async account(source: AwsCredentialIdentityProvider): Promise<string> {
    const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const client = await this.client(source);
    const { Account } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: this.signal });
    return String(Account);
  }

  private async client(credentials: AwsCredentialIdentityProvider | undefined): Promise<STSClient> {
    const { STSClient } = await import('@aws-sdk/client-sts');
    const region = this.region();
    const client = new STSClient({ ...this.options.of('sts', region), ...(credentials && { credentials }) });
    this.options.instrument(client.middlewareStack, 'STS', region);
    checkAnswers(client.middlewareStack, answerError);
    return client;
  }

  private session(role: Role | WebIdentity) {
    return {
      RoleArn: role.arn,
      // A name that distinguishes role sessions in CloudTrail.
      RoleSessionName: role.sessionName ?? `${this.sessionNamePrefix}-${Date.now()}`,
      ...(role.policy !== undefined && { Policy: role.policy }),
      ...(role.policyArns.length > 0 && { PolicyArns: role.policyArns.map((arn) => ({ arn })) }),
    };
  }
}

/** What is wrong with an answer. Each of the operations returns an account or credentials. */
function answerError(output: ServiceOutputTypes): string | undefined {
  const { AccessKeyId, SecretAccessKey } = ('Credentials' in output && output.Credentials) || {};
  const found = 'Account' in output ? [output.Account] : [AccessKeyId, SecretAccessKey];
  return found.every((each) => typeof each === 'string' && each !== '')
    ? undefined
    : 'without an account or credentials';
}

function credentialsOf(credentials: Credentials | undefined, arn: string | undefined): AwsCredentialIdentity {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken, Expiration } = credentials ?? {};
  const account = arn?.split(':')[4];
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken && { sessionToken: SessionToken }),
    ...(Expiration && { expiration: Expiration }),
    ...(account && { accountId: account }),
  };
}
