/** The environment variables that the AWS SDKs and Terraform's AWS provider know. An empty one counts as not set. */
export function variable(...names: readonly string[]): Variable | undefined {
  for (const name of names) {
    const value = process.env[name];
    if (value) return { name, value };
  }
  return undefined;
}

/** An environment variable that is set. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** A service that the provider calls, as the names of settings have it. */
export type Service = 'rekognition' | 'sts';

/** The endpoint that the environment gives for a service, or for all of them. */
export function environmentEndpoint(service: Service): Variable | undefined {
  if (process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true') return undefined;
  return variable(`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL');
}
