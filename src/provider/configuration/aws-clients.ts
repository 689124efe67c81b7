import type { LivenessClient } from '../rekognition/liveness-client';

/** The clients of AWS that a provider block gives, by region. */
export interface AwsClients {
  /** The region of the provider block; undefined while that is not known. */
  readonly region: string | undefined;
  /**
   * What the clients can do: `connected` sends requests, `preview` sends none, and `unknown` cannot, because the provider
   * block depends on values that only an apply makes known.
   */
  readonly state: 'connected' | 'preview' | 'unknown';

  /**
   * The client of Rekognition in a region; one for all its users, so that they share the region's quota.
   *
   * @param region null for the region of the provider block
   * @throws DiagnosticError if the region cannot be used, or if the state is `unknown`
   */
  rekognition(region: string | null): LivenessClient;
}

/** Makes one value for each key, when it is first asked for. */
export function oncePerKey<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
