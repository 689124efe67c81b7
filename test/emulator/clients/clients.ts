import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateFaceLivenessSessionCommand,
  GetFaceLivenessSessionResultsCommand,
  type GetFaceLivenessSessionResultsCommandInput,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { type RunResult, run } from '../../../harness/machine/processes';
import { mapConcurrently } from '../../../src/provider/sessions/map-concurrently';
import { awsCliEnvironment } from '../../support/aws-cli';
import { python } from '../../support/boto3';
import { initialized } from '../../support/hcl';
import { type Call, SESSION, SIGNERS, type Signer } from './calls';

/**
 * Makes calls with a client, one after another, without retries and without what the client checks itself.
 *
 * @returns what the client made of each answer: the name of the error, or nothing where there was none
 */
export type Client = (url: string, calls: readonly Call[]) => Promise<string[]>;

function signerOf({ signer = 'permanent' }: Call): Signer {
  return SIGNERS[signer];
}

function regionOf({ region = 'us-east-1' }: Call): string {
  return region;
}

/** Replaces the placeholder of a session's id in the parameters. */
function filledIn({ request }: Call, sessionId: string | undefined): object {
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => [name, value === SESSION ? sessionId : value]),
  );
}

/** The AWS SDK for JavaScript, which validates no parameters. */
export const sdkForJavaScript: Client = async (endpoint, calls) => {
  const outcomes: string[] = [];
  let sessionId: string | undefined;
  for (const call of calls) {
    const client = new RekognitionClient({
      endpoint,
      region: regionOf(call),
      credentials: signerOf(call),
      maxAttempts: 1,
    });
    const input = filledIn(call, sessionId);
    try {
      const answer =
        call.operation === 'CreateFaceLivenessSession'
          ? await client.send(new CreateFaceLivenessSessionCommand(input))
          : await client.send(
              new GetFaceLivenessSessionResultsCommand(input as GetFaceLivenessSessionResultsCommandInput),
            );
      sessionId ??= answer.SessionId;
      outcomes.push('');
    } catch (error) {
      outcomes.push((error as Error).name);
    } finally {
      client.destroy();
    }
  }
  return outcomes;
};

/** The number of concurrent processes of the AWS CLI. */
const AT_ONCE = 4;

/** The AWS CLI, a process for each call. */
export const awsCli: Client = async (url, calls) => {
  const directory = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  const config = join(directory, 'config');
  writeFileSync(config, '[default]\nparameter_validation = false\n');
  const commands = {
    CreateFaceLivenessSession: 'create-face-liveness-session',
    GetFaceLivenessSessionResults: 'get-face-liveness-session-results',
  };
  const make = async (call: Call, sessionId?: string): Promise<RunResult> => {
    const { accessKeyId, secretAccessKey, sessionToken } = signerOf(call);
    const input = JSON.stringify(filledIn(call, sessionId));
    const env = {
      ...awsCliEnvironment(),
      AWS_CONFIG_FILE: config,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
    };
    const where = ['--endpoint-url', url, '--region', regionOf(call)];
    return await run('aws', ['rekognition', commands[call.operation], ...where, '--cli-input-json', input], { env });
  };
  try {
    const [first, ...others] = calls;
    if (first === undefined) return [];
    const made = await make(first);
    const { SessionId } = JSON.parse(made.stdout);
    // Each takes a second or more, mostly to start.
    const results = [
      made,
      ...(await mapConcurrently(others, AT_ONCE, AbortSignal.timeout(300_000), (call) => make(call, SessionId))),
    ];
    return results.map(({ code, stderr }) =>
      code === 0 ? '' : (/An error occurred \((\w+)\)/.exec(stderr)?.[1] ?? stderr),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
};

/** The AWS SDK for Python. */
export const boto3: Client = async (url, calls) => {
  const script = readFileSync(join(import.meta.dirname, 'boto3_calls.py'), 'utf8');
  const input = { url, calls: calls.map((call) => ({ ...call, region: regionOf(call), signer: signerOf(call) })) };
  const environment = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
  return (await python(script, input, environment)) as string[];
};

/** Our provider, in a single run of Terraform. Other tests check its results. */
export async function provider(url: string, calls: readonly Call[]): Promise<void> {
  const alias = (call: Call) => `${regionOf(call)}_${call.signer ?? 'permanent'}`.replaceAll(' ', '_');
  const blocks = new Map(
    calls.map((call) => {
      const { accessKeyId: access_key, secretAccessKey: secret_key, sessionToken: token } = signerOf(call);
      const credentials = { access_key, secret_key, ...(token && { token }), region: regionOf(call) };
      const endpoints = { rekognition: url };
      return [alias(call), { alias: alias(call), ...credentials, endpoints, skip_region_validation: true }];
    }),
  );
  const sources = calls.map((call, index) => {
    const common = {
      provider: `faceliveness.${alias(call)}`,
      // The other calls need the session of the first.
      ...(index > 0 && { depends_on: ['data.faceliveness_session.call_0'] }),
    };
    if (call.operation === 'CreateFaceLivenessSession') {
      return {
        faceliveness_session: { [`call_${index}`]: { ...common, cli_input_json: JSON.stringify(call.request) } },
      };
    }
    // biome-ignore lint/suspicious/noTemplateCurlyInString: in Terraform's language
    const { SessionId: session_id } = filledIn(call, '${data.faceliveness_session.call_0.session_id}') as {
      SessionId: string;
    };
    return { faceliveness_session_results: { [`call_${index}`]: { ...common, session_id } } };
  });
  const workspace = await initialized('');
  try {
    workspace.write({
      'main.tf.json': JSON.stringify({ provider: { faceliveness: [...blocks.values()] }, data: sources }),
    });
    const { code, stderr } = await workspace.plan();
    // Some of the calls fail.
    if (code !== 1) throw new Error(`terraform plan ended with ${code}: ${stderr}`);
  } finally {
    workspace.dispose();
  }
}
