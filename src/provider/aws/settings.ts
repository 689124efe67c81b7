import type { AttributePath } from '../../plugin';

/** Where a setting came from, to name it in messages. */
export interface Origin {
  /** An argument, an environment variable, or a key of a profile. */
  readonly name: string;
  /** The argument; undefined for what does not stand in the provider block. */
  readonly path?: AttributePath;
}

/** A setting and where it came from. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** How to reach AWS, with all of the provider block, the environment and the profile taken into account. */
export interface ConnectionSettings {
  /** Default: the region of the instance, where its credentials are used. */
  readonly region: string | undefined;
  /** The name of the profile; `default` where nobody named one. */
  readonly profile: string;
  /** Who named the profile; undefined where nobody did. An argument goes before credentials in the environment. */
  readonly profileOrigin: Origin | undefined;
  /** Default: the credentials chain. */
  readonly staticCredentials: StaticCredentials | undefined;
  /** Default: none. In the order in which they are assumed. */
  readonly roles: readonly Role[];
  /** What the provider block says of it. Default: the credentials chain. */
  readonly webIdentity: WebIdentity | undefined;
  /** What the environment says of it by itself. */
  readonly environmentIdentity: WebIdentity | undefined;
  /** Endpoints of the user's own. Default: those of the region. */
  readonly endpoints: { readonly rekognition: string | undefined; readonly sts: string | undefined };
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** Whether requests are signed. */
  readonly signed: boolean;
  readonly retries: RetrySettings;
  readonly network: NetworkSettings;
  /** Accounts, of which one must be the caller's or none may be. Default: any account. */
  readonly accounts: { readonly allowed: readonly string[]; readonly forbidden: readonly string[] };
  readonly userAgent: UserAgent;
}

export interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How often a call is made, and how fast. */
export interface RetrySettings {
  /** The first attempt counts. */
  readonly maxAttempts: number;
  readonly mode: 'standard' | 'adaptive';
}

export interface NetworkSettings {
  readonly connectTimeoutSeconds: number;
  readonly readTimeoutSeconds: number;
  /** Certificates in PEM format. Default: those that Node trusts. */
  readonly certificates: string | undefined;
  /** Whether any certificate is accepted. */
  readonly insecure: boolean;
  /** Default: no proxy. */
  readonly proxies: { readonly http: URL | undefined; readonly https: URL | undefined; readonly except: string };
}

/** What stands before and after the SDK's own part of the User-Agent header. */
export interface UserAgent {
  readonly before: string;
  readonly after: string;
}

/** What all requests for a role have. */
interface RoleSession {
  readonly arn: string;
  readonly durationSeconds: number | undefined;
  readonly policy: string | undefined;
  readonly policyArns: readonly string[];
  readonly sessionName: string | undefined;
  readonly origin: Origin;
}

export interface Role extends RoleSession {
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
}

export interface WebIdentity extends RoleSession {
  /** Reads the token, which can be another one each time. */
  readonly token: () => Promise<string>;
}
