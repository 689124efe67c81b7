import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FACE_LIVENESS } from '../../../harness/face-liveness';
import { InProcessPlugin } from '../../../harness/plugin/in-process-plugin';
import { type Plugin, PluginProcess } from '../../../harness/plugin/plugin-process';
import { type ClientOptions, type Config, ProviderClient } from '../../../harness/plugin/provider-client';
import { findAwsProvider, packageIn } from '../../../harness/terraform/aws-provider';
import { provider } from '../../../src/provider/provider';
import { type Outcome, outcomeOf } from './outcome';
import type { RecordingServer } from './server/recording-server';
import { ENVIRONMENT, fillIn, type Situation } from './situation';

/** How a provider is started in an environment. */
type Start = (env: NodeJS.ProcessEnv, limit: AbortSignal) => Promise<Plugin>;

/** A provider that finds credentials, and calls Rekognition with them. */
export class TestedProvider {
  private constructor(
    private readonly start: Start,
    private readonly options: ClientOptions,
    /** The time in which it must have answered, in milliseconds. */
    private readonly limitMs: number,
    private readonly read: (client: ProviderClient) => Promise<unknown>,
  ) {}

  /** Our provider in this process, whose environment it changes: for one situation at a time. */
  static async inProcess(): Promise<TestedProvider> {
    return await TestedProvider.ours(async (env) => {
      setEnvironment(env);
      return new InProcessPlugin(provider);
    });
  }

  /** The built executable of our provider. */
  static async executable(): Promise<TestedProvider> {
    return await TestedProvider.ours((env, limit) => PluginProcess.start(FACE_LIVENESS, [], env, limit));
  }

  /** hashicorp/aws. It has no data source of Rekognition, but refreshes a collection that it is told to exist. */
  static async hashicorpAws(): Promise<TestedProvider> {
    const executable = await hashicorpExecutable();
    const start: Start = (env, limit) => PluginProcess.start(executable, [], env, limit);
    const collection: Config = { id: 'x', collection_id: 'x' };
    // It takes six seconds to validate a block of endpoints, and waits a minute for a process.
    return new TestedProvider(start, await optionsFor(start, 5), 120_000, (client) =>
      client.refresh('aws_rekognition_collection', collection),
    );
  }

  private static async ours(start: Start): Promise<TestedProvider> {
    return new TestedProvider(start, await optionsFor(start, 6), 90_000, (client) =>
      client.read('faceliveness_session', { name: 'x', on_unusable: 'ignore' }),
    );
  }

  /** Lets the provider find credentials in a situation, and call Rekognition with them. */
  async run(situation: Situation, server: RecordingServer): Promise<Outcome> {
    const home = mkdtempSync(join(tmpdir(), 'differential-'));
    const places = { ...server.places, home };
    server.reset(situation.server ?? {});
    try {
      const { files, environment, block } = fillIn(completed(situation), places);
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(home, name)), { recursive: true });
        writeFileSync(join(home, name), text);
      }
      const error = await this.attempt(environment, block);
      return outcomeOf(server.calls, places, error);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }

  /** The first error; undefined for none. */
  private async attempt(env: NodeJS.ProcessEnv, block: Config): Promise<string | undefined> {
    const limit = AbortSignal.timeout(this.limitMs);
    const before = { ...process.env };
    let plugin: Plugin | undefined;
    try {
      plugin = await this.start(env, limit);
      const client = await ProviderClient.connect(plugin, this.options);
      await Promise.race([this.configureAndRead(client, block), aborted(limit)]);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await plugin?.kill();
      setEnvironment(before);
    }
  }

  private async configureAndRead(client: ProviderClient, block: Config): Promise<void> {
    await client.configure(block);
    await this.read(client);
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')));
  });
}

/** The schemas, asked for once. */
async function optionsFor(start: Start, protocol: 5 | 6): Promise<ClientOptions> {
  const before = { ...process.env };
  const plugin = await start({ PATH: process.env.PATH }, new AbortController().signal);
  try {
    return { protocol, schemas: await ProviderClient.schemas(plugin, protocol), ignoreWarnings: true };
  } finally {
    await plugin.kill();
    setEnvironment(before);
  }
}

async function hashicorpExecutable(): Promise<string> {
  const source = await findAwsProvider();
  const directory = source.kind === 'mirror' ? packageIn(source.root, source.version) : undefined;
  if (directory === undefined || directory.endsWith('.zip')) {
    throw new Error('these tests start the executable of hashicorp/aws, from an unpacked filesystem mirror');
  }
  const name = readdirSync(directory).find((each) => each.startsWith('terraform-provider-aws_'));
  return join(directory, String(name));
}

function completed({ config, credentials, files = {}, environment = {}, block = {} }: Situation) {
  const variables = Object.entries({ ...ENVIRONMENT, ...environment }).filter(([, value]) => value !== null);
  return {
    files: {
      ...(config !== undefined && { '.aws/config': config }),
      ...(credentials !== undefined && { '.aws/credentials': credentials }),
      ...files,
    },
    environment: Object.fromEntries(variables) as Record<string, string>,
    block,
  };
}

/** Makes the environment of this process what is given, and no more. */
function setEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name];
  Object.assign(process.env, env);
}
