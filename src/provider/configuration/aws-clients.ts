import { providerOf } from '../../plugin';
import type { LivenessClient } from '../rekognition/liveness-client';
import type { BucketClient } from '../s3/bucket-client';

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

  /**
   * The client of S3 in a region, which need not have Face Liveness.
   *
   * @param region null for the region of the provider block
   * @throws DiagnosticError unless the state is `connected`
   */
  s3(region: string | null): Promise<BucketClient>;
}

/** Define what the provider serves. */
export const { dataSource, ephemeralResource, resource } = providerOf<AwsClients>();

/** Makes one value for each key, when it is first asked for. */
export function oncePerKey<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
