import { randomUUID } from 'node:crypto';
import type { Request, Route } from 'playwright-core';
import type { Shape, StructureShape } from '../../liveness/shape';

/** Credentials that a page gets from an identity pool of Amazon Cognito. */
export interface PageCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** The shape of credentials. Messages of errors have only the access key id. */
export const PAGE_CREDENTIALS: StructureShape = {
  type: 'structure',
  noun: 'a set of credentials',
  members: {
    accessKeyId: { type: 'string', noun: 'an access key id', rule: 'a text', minLength: 1 },
    secretAccessKey: { type: 'string', noun: 'a secret access key', rule: 'a text', minLength: 1, sensitive: true },
    sessionToken: { type: 'string', noun: 'a session token', rule: 'a text', sensitive: true },
  } satisfies Readonly<Record<keyof PageCredentials, Shape>>,
  required: ['accessKeyId', 'secretAccessKey'],
  nullIsValue: true,
};

const HOST = /^cognito-identity(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const TARGET_PREFIX = 'AWSCognitoIdentityService.';

/** Lifetime of the credentials, as of those of identity pools. */
const LIFETIME_SECONDS = 3600;

/** Whether a host is that of Amazon Cognito's identity pools, in any region. */
export function isIdentityPoolHost(host: string): boolean {
  return HOST.test(host);
}

/** Stands for the identity pools of Amazon Cognito: every user has an identity, and all have the same credentials. */
export class IdentityPools {
  constructor(private readonly credentials: PageCredentials) {}

  /** Answers a request of a page, or passes it on if it is none for an identity's credentials. */
  async answer(route: Route): Promise<void> {
    const body = this.answerTo(route.request());
    if (body === undefined) return await route.fallback();
    await route.fulfill({
      contentType: 'application/x-amz-json-1.1',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: JSON.stringify(body),
    });
  }

  private answerTo(request: Request): object | undefined {
    const target = request.headers()['x-amz-target'];
    const [, region] = new URL(request.url()).hostname.split('.');
    if (target === `${TARGET_PREFIX}GetId`) return { IdentityId: `${region}:${randomUUID()}` };
    if (target !== `${TARGET_PREFIX}GetCredentialsForIdentity`) return undefined;
    const { accessKeyId, secretAccessKey, sessionToken = 'test' } = this.credentials;
    return {
      IdentityId: (request.postDataJSON() as { readonly IdentityId?: string }).IdentityId,
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: Math.floor(Date.now() / 1000) + LIFETIME_SECONDS,
      },
    };
  }
}
