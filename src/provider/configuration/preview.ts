import { DiagnosticError, type Diagnostics } from '../../plugin';
import { type AwsClients, oncePerKey } from './aws-clients';

/**
 * Whether the environment asks for a preview.
 *
 * @throws DiagnosticError for another value than true or false, so that a typing error never leads to real calls
 */
export function previewFromEnvironment(environment: NodeJS.ProcessEnv): boolean {
  const value = environment.FACELIVENESS_PREVIEW ?? '';
  if (['1', 'true'].includes(value.toLowerCase())) return true;
  if (['', '0', 'false'].includes(value.toLowerCase())) return false;
  throw new DiagnosticError(
    'Invalid FACELIVENESS_PREVIEW',
    `${JSON.stringify(value)} in the environment variable FACELIVENESS_PREVIEW is neither true nor false. Set it to ` +
      '1 or 0, or remove it.',
  );
}

/**
 * Clients that send no requests. Adds the warning of a preview, once for the whole provider.
 *
 * @param maxRequestsPerSecond the rate in a region; throws for a region that cannot be used
 */
export function previewClients(
  region: string,
  diagnostics: Diagnostics,
  maxRequestsPerSecond: (region: string) => number,
): AwsClients {
  diagnostics.warning(
    'Preview of Face Liveness sessions',
    'No request is sent to AWS: session ids are null and the status of each session is "PREVIEW". Do not apply this ' +
      'plan. For real sessions, remove preview from the provider block and FACELIVENESS_PREVIEW from the environment.',
  );
  const refusal = (what: string) => async (): Promise<never> => {
    throw new DiagnosticError(
      'Not available in a preview',
      `${what} from AWS, and a preview sends no requests. Remove preview from the provider block, or ` +
        'FACELIVENESS_PREVIEW from the environment.',
    );
  };
  const refuse = refusal('The results of a session come');
  const rekognition = oncePerKey((region) => ({
    region,
    preview: true,
    maxRequestsPerSecond: maxRequestsPerSecond(region),
    createSession: refuse,
    getSessionResults: refuse,
  }));
  return {
    region,
    state: 'preview',
    rekognition: (other) => rekognition(other ?? region),
    s3: refusal('The versions of objects in a bucket come'),
  };
}
