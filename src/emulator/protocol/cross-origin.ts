import type { SignedRequest } from '../auth/signature';

/**
 * Headers that allow pages of any site to use the service, as observed from AWS JSON services on their only path.
 * Rekognition's observed answer to a preflight of another path has none.
 *
 * @returns no headers for a request that was not sent by a page
 */
export function crossOriginHeaders(request: SignedRequest): Readonly<Record<string, string>> {
  const {
    origin,
    'access-control-request-headers': headers,
    'access-control-request-method': method,
  } = request.headers;
  if (origin === undefined || !isRoot(request)) {
    return {};
  }
  if (request.method !== 'OPTIONS') {
    return {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers':
        'x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date',
    };
  }
  return {
    'Access-Control-Allow-Origin': '*',
    ...(headers && { 'Access-Control-Allow-Headers': String(headers) }),
    ...(method && { 'Access-Control-Allow-Methods': String(method) }),
    'Access-Control-Max-Age': '172800',
  };
}

/** Whether a browser asks if a page is allowed to use the service. */
export function isPreflight(request: SignedRequest): boolean {
  return request.method === 'OPTIONS' && request.headers.origin !== undefined && isRoot(request);
}

function isRoot({ path }: SignedRequest): boolean {
  return path === '/' || path.startsWith('/?');
}
