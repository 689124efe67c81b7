import { DiagnosticError, type Diagnostics } from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';

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

/** A client that sends no requests. Adds the warning of a preview, once for all data sources. */
export function previewClient(region: string, maxRequestsPerSecond: number, diagnostics: Diagnostics): LivenessClient {
  diagnostics.warning(
    'Preview of Face Liveness sessions',
    'No request is sent to AWS: session ids are null and the status of each session is "PREVIEW". Do not apply this ' +
      'plan. For real sessions, remove preview from the provider block and FACELIVENESS_PREVIEW from the environment.',
  );
  const refuse = async (): Promise<never> => {
    throw new DiagnosticError(
      'Not available in a preview',
      'The results of a session come from AWS, and a preview sends no requests. Remove preview from the provider ' +
        'block, or FACELIVENESS_PREVIEW from the environment.',
    );
  };
  return { region, preview: true, scope: [], maxRequestsPerSecond, createSession: refuse, getSessionResults: refuse };
}
