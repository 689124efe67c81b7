/** The members of an SDK error that say what happened. */
export interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number; readonly attempts?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** What happened, in a few words, and what to do about it. */
export interface Explanation {
  readonly summary: string;
  readonly remedy: string;
}

/** The service's own words, where it has any (a real answer can be a bare error name), and the facts for a support case. */
export function wordsOf(error: unknown, region?: string, endpoint?: string): string {
  const { name = 'Error', message, code, $metadata } = error as SdkError;
  const said = message && message !== name && message !== 'UnknownError' ? `: ${message}` : ' (without a message)';
  const facts = [
    ...(region === undefined ? [] : [`Region: ${region}`]),
    ...(endpoint === undefined ? [] : [`Endpoint: ${endpoint}`]),
    `Attempts: ${$metadata?.attempts ?? 1}`,
    ...($metadata?.httpStatusCode ? [`HTTP status: ${$metadata.httpStatusCode}`] : []),
    ...($metadata?.requestId ? [`Request ID: ${$metadata.requestId}`] : []),
  ];
  return `${code ?? name}${said}\n${facts.join(', ')}`;
}
