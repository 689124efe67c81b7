import { FaceLivenessDetectorCore } from '@aws-amplify/ui-react-liveness';
import { useState } from 'react';
import { createSession, fetchCredentials, fetchVerdict, type LivenessSession, type Verdict } from './backend';

/** What the page shows. */
type Step =
  | { readonly name: 'start' }
  | { readonly name: 'check'; readonly session: LivenessSession }
  | { readonly name: 'verdict'; readonly verdict: Verdict }
  | { readonly name: 'error'; readonly state: string; readonly message: string };

/** A Face Liveness check: a start page, Amplify's detector, and the backend's verdict or the detector's error. */
export function App() {
  const [step, setStep] = useState<Step>({ name: 'start' });

  const start = async () => {
    try {
      setStep({ name: 'check', session: await createSession() });
    } catch (error) {
      setStep({ name: 'error', state: 'NO_SESSION', message: error instanceof Error ? error.message : String(error) });
    }
  };

  if (step.name === 'check') {
    const { sessionId, region } = step.session;
    return (
      <main>
        <FaceLivenessDetectorCore
          sessionId={sessionId}
          region={region}
          config={{ credentialProvider: fetchCredentials }}
          onAnalysisComplete={async () => setStep({ name: 'verdict', verdict: await fetchVerdict(sessionId) })}
          onError={({ state, error }) => setStep({ name: 'error', state, message: error.message })}
          onUserCancel={() => setStep({ name: 'start' })}
        />
      </main>
    );
  }
  return (
    <main>
      <h1>Face Liveness</h1>
      {step.name === 'verdict' && <VerdictText {...step.verdict} />}
      {step.name === 'error' && (
        <p role="alert">
          The check ended with {step.state}: {step.message}
        </p>
      )}
      <button type="button" onClick={start}>
        {step.name === 'start' ? 'Start the check' : 'Try again'}
      </button>
    </main>
  );
}

function VerdictText({ live, confidence, status }: Verdict) {
  const details = confidence === undefined ? `status ${status}` : `confidence ${confidence}`;
  return (
    <p role="status">
      {live ? 'You are a live person' : 'The check did not confirm a live person'} ({details}).
    </p>
  );
}
