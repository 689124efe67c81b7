import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { ClientOptions } from './client-options';
import type { Role, WebIdentity } from './settings';

/** A role to assume, as the SDK's provider of profiles asks for it. */
export interface RoleRequest {
  readonly RoleArn?: string;
  readonly RoleSessionName?: string;
  readonly DurationSeconds?: number;
}

/** The AWS Security Token Service, which is loaded only when something is asked of it. */
export class Sts {
  constructor(
    private readonly options: ClientOptions,
    /** Asked for each time: the region can become known later than the need for a role. */
    private readonly region: () => string,
  ) {}

  /** Assumes a role of the provider block. */
  async assumeRole(source: AwsCredentialIdentityProvider, role: Role): Promise<AwsCredentialIdentity> {
    return await this.assume(source, {
      ...session(role),
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
      ...(role.sourceIdentity !== undefined && { SourceIdentity: role.sourceIdentity }),
      ...(Object.keys(role.tags).length > 0 && {
        Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })),
      }),
      ...(role.transitiveTagKeys.length > 0 && { TransitiveTagKeys: [...role.transitiveTagKeys] }),
    });
  }

  /** Assumes a role as asked for. */
  async assume(
    source: AwsCredentialIdentity | AwsCredentialIdentityProvider,
    request: RoleRequest,
  ): Promise<AwsCredentialIdentity> {
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const client = await this.client(source);
    const command = new AssumeRoleCommand({ RoleArn: undefined, RoleSessionName: sessionName(), ...request });
    const { Credentials, AssumedRoleUser } = await client.send(command);
    return identity(Credentials, AssumedRoleUser?.Arn);
  }

  /** Assumes a role with the token of an identity provider. */
  async assumeWithWebIdentity(web: WebIdentity): Promise<AwsCredentialIdentity> {
    return await this.assumeWithToken({ ...session(web), WebIdentityToken: await web.token() });
  }

  /** The same, as the SDK's provider of profiles asks for it. */
  async assumeWithToken(request: RoleRequest & { readonly WebIdentityToken?: string }): Promise<AwsCredentialIdentity> {
    const { AssumeRoleWithWebIdentityCommand } = await import('@aws-sdk/client-sts');
    const client = await this.client(undefined);
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn: undefined,
      WebIdentityToken: undefined,
      RoleSessionName: sessionName(),
      ...request,
    });
    const { Credentials, AssumedRoleUser } = await client.send(command);
    return identity(Credentials, AssumedRoleUser?.Arn);
  }

  /** The account to which credentials belong. */
  async account(source: AwsCredentialIdentityProvider): Promise<string> {
    const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const client = await this.client(source);
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    if (!Account) throw new Error('the answer has no account');
    return Account;
  }

  private async client(
    credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider | undefined,
  ): Promise<STSClient> {
    const { STSClient } = await import('@aws-sdk/client-sts');
    const region = this.region();
    const client = new STSClient({ ...this.options.of('sts', region), ...(credentials && { credentials }) });
    this.options.instrument(client.middlewareStack, 'STS', region);
    return client;
  }
}

function session(role: Role | WebIdentity) {
  return {
    RoleArn: role.arn,
    RoleSessionName: role.sessionName ?? sessionName(),
    ...(role.durationSeconds !== undefined && { DurationSeconds: role.durationSeconds }),
    ...(role.policy !== undefined && { Policy: role.policy }),
    ...(role.policyArns.length > 0 && { PolicyArns: role.policyArns.map((arn) => ({ arn })) }),
  };
}

/** A name that tells sessions apart in the account's trail. */
function sessionName(): string {
  return `terraform-faceliveness-${Date.now()}`;
}

function identity(
  credentials:
    | {
        readonly AccessKeyId: string | undefined;
        readonly SecretAccessKey: string | undefined;
        readonly SessionToken: string | undefined;
        readonly Expiration: Date | undefined;
      }
    | undefined,
  arn: string | undefined,
): AwsCredentialIdentity {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey) throw new Error('the answer has no credentials');
  const account = arn?.split(':')[4];
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken && { sessionToken: SessionToken }),
    ...(Expiration && { expiration: Expiration }),
    ...(account && { accountId: account }),
  };
}
