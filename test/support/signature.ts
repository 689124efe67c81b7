import type { ReceivedRequest } from './local-service';

/** Whose credentials a request is signed with, and for what. */
export interface Signer {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly sessionToken?: string;
}

/** Reads a request's Signature Version 4 header; undefined where there is none. */
export function signerOf({ headers }: Pick<ReceivedRequest, 'headers'>): Signer | undefined {
  const [, accessKeyId = '', region = '', service = ''] =
    /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  if (accessKeyId === '') return undefined;
  const token = headers['x-amz-security-token'];
  return { accessKeyId, region, service, ...(typeof token === 'string' && { sessionToken: token }) };
}
