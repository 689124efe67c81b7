import { InProcessPlugin } from '../../harness/plugin/in-process-plugin';
import { type ClientOptions, type Config, ProviderClient } from '../../harness/plugin/provider-client';
import { SOURCE } from '../../src/cli/provider/plugin-directory';
import { type AcceptanceStep, acceptanceTest } from '../../src/plugin/testing';
import { provider } from '../../src/provider/provider';

/** Values of a data source, by their names. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * The provider in this process, configured and ready for requests such as Terraform's, for tests that need no Terraform: a
 * run of it takes a second with all the processes that it starts. Diagnostics are thrown, as `summary: detail`.
 *
 * @param url the endpoint of Rekognition
 * @param config further arguments of the provider block. Default: credentials, and the region us-east-1
 */
export async function configuredProvider(
  url: string,
  config: Config = {},
  options?: ClientOptions,
): Promise<ProviderClient> {
  const client = await ProviderClient.connect(new InProcessPlugin(provider), options);
  const credentials = { access_key: 'AKIAIOSFODNN7EXAMPLE', secret_key: 'secret' };
  await client.configure({ region: 'us-east-1', ...credentials, endpoints: [{ rekognition: url }], ...config });
  return client;
}

/**
 * Applies steps with the real Terraform to the provider in this process.
 *
 * @param url the endpoint of Rekognition
 * @param region the region in the provider block
 */
export async function applySteps(url: string, region: string, steps: readonly AcceptanceStep[]): Promise<void> {
  const block = `provider "faceliveness" {
  region     = "${region}"
  access_key = "AKIAIOSFODNN7EXAMPLE"
  secret_key = "secret"
  endpoints {
    rekognition = "${url}"
  }
}
`;
  await acceptanceTest({
    providers: { [SOURCE]: provider },
    steps: steps.map((step) => ({ ...step, config: block + step.config })),
  });
}

/** Reads a data source without settings. */
export async function read(client: ProviderClient, type: string, config: Config): Promise<Values> {
  return (await client.read(type, config)).value as Values;
}

/** The message of the error with which something fails. */
export async function messageOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: Error) => error.message,
  );
}
