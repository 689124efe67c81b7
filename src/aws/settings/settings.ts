import type { AttributePath, DiagnosticError } from '../../plugin';

/** The provider that calls AWS. */
export interface CallingProvider {
  /** The provider's name, for the User-Agent header and the default names of role sessions: `example`. */
  readonly name: string;
  readonly version: string;
  /** The services that it calls besides STS, in the words of the AWS CLI. Each can have an endpoint of its own. */
  readonly services: readonly string[];
}

/** The source of a setting, for messages. */
export interface Origin {
  /** An argument, an environment variable, or a setting in a profile. */
  readonly name: string;
  /** The path of the argument; undefined for sources outside the provider block. */
  readonly path?: AttributePath;
}

/** A setting and its source. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** How to reach AWS: the provider block, the environment and the profile combined. */
export interface ConnectionSettings {
  /** Default: the region of the instance, if its credentials are used. */
  readonly region: string | undefined;
  /** The name of the profile; `default` if no source names one. */
  readonly profile: string;
  /**
   * The source of the profile's name; undefined if no source names one. A profile that an argument names takes
   * precedence over credentials in the environment.
   */
  readonly profileOrigin: Origin | undefined;
  /** Default: the credentials chain. */
  readonly staticCredentials: StaticCredentials | undefined;
  /** The roles to assume, in this order. Default: none. */
  readonly roles: readonly Role[];
  /** The web identity of the provider block. Default: the credentials chain. */
  readonly webIdentity: WebIdentity | undefined;
  /** Endpoints by service, for those that do not have the endpoint of the region. */
  readonly endpoints: { readonly [service: string]: string | undefined };
  /**
   * The endpoint of a service that the credentials chain calls; undefined for that of the region.
   *
   * @throws DiagnosticError for an invalid one, which is no error for those who do not call the service
   */
  readonly chainEndpoint: (service: string) => string | undefined;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** Whether requests to S3 have the bucket in the path of the URL. */
  readonly s3UsePathStyle: boolean;
  /** Whether requests are signed. */
  readonly signed: boolean;
  readonly retries: RetrySettings;
  readonly network: NetworkSettings;
  /** What the metadata of containers has instead, which hashicorp/aws asks for without the provider block and the profile. */
  readonly environmentNetwork: Pick<NetworkSettings, 'certificates' | 'insecure' | 'proxies'>;
  readonly instanceMetadata: InstanceMetadataSettings;
  /** Accounts that the credentials must belong to, or must not. Default: any account. */
  readonly accounts: { readonly allowed: readonly string[]; readonly forbidden: readonly string[] };
  readonly userAgent: UserAgent;
  /** The first part of default names of role sessions: `terraform-example`. The time follows. */
  readonly sessionNamePrefix: string;
}

export interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How calls are retried. */
export interface RetrySettings {
  /** Attempts of one call, including the first. */
  readonly maxAttempts: number;
  readonly mode: 'standard' | 'adaptive';
}

export interface NetworkSettings {
  readonly connectTimeoutSeconds: number;
  readonly readTimeoutSeconds: number;
  /** Trusted certificates, in PEM format. Default: those that Node trusts. */
  readonly certificates: string | undefined;
  /** Whether any certificate is accepted. */
  readonly insecure: boolean;
  /** Default: no proxy. `except` has the syntax of `no_proxy`. */
  readonly proxies: {
    readonly http: ProxySetting | undefined;
    readonly https: ProxySetting | undefined;
    readonly except: string;
  };
}

/** The URL of a proxy; or an error, which is one for requests that need the proxy alone. */
export type ProxySetting = URL | DiagnosticError;

/** How to reach the metadata service of an EC2 instance. */
export interface InstanceMetadataSettings {
  /** Whether it must not be asked. */
  readonly disabled: boolean;
  readonly endpoint: string;
  /** Whether a service without sessions must not be asked. */
  readonly version1Disabled: boolean;
}

/** Products in the User-Agent header before and after those of the SDK. */
export interface UserAgent {
  /** The application, among the products of the SDK; empty for none. */
  readonly application: string;
  readonly before: string;
  readonly after: string;
}

/** Common to all requests for a role. */
interface RoleSession {
  readonly arn: string;
  readonly durationSeconds: number | undefined;
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
  /** Default: {@link ConnectionSettings.sessionNamePrefix} and the time. */
  readonly sessionName: string | undefined;
  readonly origin: Origin;
}

/** A role that is assumed with other credentials. */
export interface Role extends RoleSession {
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
}

/** A role that is assumed with a token of an identity provider. */
export interface WebIdentity extends RoleSession {
  /** Reads the token, which can change between calls. */
  readonly token: () => Promise<string>;
}
