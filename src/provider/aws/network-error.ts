import type { Explanation, SdkError } from './sdk-error';
import { ProxyError } from './tunnel-agent';

/** Explains why no request reached a service, or no answer came back; undefined for other errors. */
export function explainNetworkError(error: unknown, service: 'Rekognition' | 'STS'): Explanation | undefined {
  const { name, code } = error as SdkError;
  if (error instanceof ProxyError) {
    return {
      summary: `The ${service} endpoint can not be reached through the proxy`,
      remedy:
        'Check http_proxy, https_proxy and no_proxy in the provider block, or HTTP_PROXY, HTTPS_PROXY and NO_PROXY in ' +
        'the environment, and whether the proxy lets requests to AWS pass.',
    };
  }
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { summary: `The ${service} endpoint can not be reached`, remedy: unreachable(service) };
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return {
        summary: `The certificate of the ${service} endpoint is not trusted`,
        remedy:
          'Where the endpoint, or a proxy on the way, has a certificate of a private authority, name a file with that ' +
          "authority's certificate in custom_ca_bundle or AWS_CA_BUNDLE; the bundle replaces all other authorities. " +
          'insecure = true turns the check off.',
      };
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return {
        summary: `The ${service} endpoint does not speak TLS`,
        remedy: `The endpoint begins with https://, and what answers there is no https server. ${unreachable(service)}`,
      };
  }
  if (code === 'ETIMEDOUT' || name === 'TimeoutError') {
    return { summary: `The ${service} endpoint did not answer in time`, remedy: unreachable(service) };
  }
  return undefined;
}

function unreachable(service: 'Rekognition' | 'STS'): string {
  return (
    `Check the network, the region, and endpoints { ${service.toLowerCase()} } or ` +
    `AWS_ENDPOINT_URL_${service.toUpperCase()} where they are set. connect_timeout and read_timeout set how long each ` +
    'attempt waits.'
  );
}
