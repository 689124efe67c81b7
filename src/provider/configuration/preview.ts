import { DiagnosticError, type Diagnostics } from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';

/** Whether the environment asks for a preview. */
export function previewFromEnvironment(environment: NodeJS.ProcessEnv): boolean {
  return ['1', 'true'].includes(environment.FACELIVENESS_PREVIEW?.toLowerCase() ?? '');
}

/** A client that sends nothing. Data sources don't call it; the one warning of a preview is given here. */
export function previewClient(region: string, maxRequestsPerSecond: number, diagnostics: Diagnostics): LivenessClient {
  diagnostics.warning(
    'Preview of Face Liveness sessions',
    'Nothing is sent to AWS: the session ids are null and the status of each session is "PREVIEW". Don\'t apply this. ' +
      'For real sessions, remove preview from the provider block and FACELIVENESS_PREVIEW from the environment.',
  );
  const refuse = async (): Promise<never> => {
    throw new DiagnosticError(
      'Not available in a preview',
      'The results of a session have to be asked for, and a preview sends nothing to AWS. Remove preview from the ' +
        'provider block, or FACELIVENESS_PREVIEW from the environment.',
    );
  };
  return { region, preview: true, scope: [], maxRequestsPerSecond, createSession: refuse, getSessionResults: refuse };
}
