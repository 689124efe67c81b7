import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
  GetFaceLivenessSessionResultsCommand,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { DiagnosticError } from '../../plugin';
import type { LivenessClient } from './liveness-client';
import { Pacer } from './pacer';
import { PACING_OPTIONS, pacing } from './pacing';
import { explainServiceError } from './service-error';
import { sessionResults } from './session-results';

/** What the provider block says about the connection to AWS. */
export interface ConnectionSettings {
  /** Default: the region of the profile. */
  readonly region: string | undefined;
  /** Default: AWS_PROFILE, then `default`. */
  readonly profile: string | undefined;
  /** Default: the credentials chain. */
  readonly staticCredentials:
    | { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }
    | undefined;
  /** Default: AWS_ENDPOINT_URL_REKOGNITION, AWS_ENDPOINT_URL, or the endpoint of the region. */
  readonly rekognitionEndpoint: string | undefined;
  /** Default: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, or the endpoint of the region. */
  readonly stsEndpoint: string | undefined;
  readonly connectTimeoutSeconds: number;
  readonly readTimeoutSeconds: number;
  readonly maxAttempts: number;
}

/** A client of the SDK with its region and credentials found. */
export interface Connection {
  readonly client: RekognitionClient;
  readonly region: string;
}

/**
 * Finds the region and the credentials.
 *
 * @throws DiagnosticError when either can't be found
 */
export async function resolveConnection(settings: ConnectionSettings): Promise<Connection> {
  const { region: wished, profile, rekognitionEndpoint, stsEndpoint } = settings;
  const requestHandler = {
    connectionTimeout: settings.connectTimeoutSeconds * 1000,
    requestTimeout: settings.readTimeoutSeconds * 1000,
    throwOnRequestTimeout: true,
  };
  const sts = { ...(wished && { region: wished }), ...(stsEndpoint && { endpoint: stsEndpoint }), requestHandler };
  const client = new RekognitionClient({
    ...(wished && { region: wished }),
    ...(profile && { profile }),
    ...(rekognitionEndpoint && { endpoint: rekognitionEndpoint }),
    credentials:
      settings.staticCredentials ??
      defaultProvider({
        ...(profile && { profile }),
        roleAssumer: getDefaultRoleAssumer(sts),
        roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts),
      }),
    maxAttempts: settings.maxAttempts,
    requestHandler,
  });
  const region = await regionOf(client);
  await client.config.credentials().catch((error: unknown) => {
    throw new DiagnosticError(
      'No valid credential sources found',
      'Set access_key and secret_key in the provider block, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, ' +
        `or any other source of the AWS credentials chain.\n\n${String((error as Error).message)}`,
    );
  });
  return { client, region };
}

async function regionOf(client: RekognitionClient): Promise<string> {
  return await client.config.region().catch((error: unknown) => {
    throw new DiagnosticError(
      'Missing region',
      'No AWS region was given. Set region in the provider block, AWS_REGION, or a region in the profile.\n\n' +
        String((error as Error).message),
    );
  });
}

/** The region of a profile of the shared configuration files. */
export async function regionOfProfile(profile: string | undefined): Promise<string> {
  return await regionOf(new RekognitionClient({ ...(profile && { profile }) }));
}

/** A client of Face Liveness on the SDK's. Each call and each of its retries waits for its turn. */
export async function createLivenessClient(
  { client, region }: Connection,
  maxRequestsPerSecond: number,
): Promise<LivenessClient> {
  const pacers = { create: new Pacer(maxRequestsPerSecond), get: new Pacer(maxRequestsPerSecond) };
  const { accountId, accessKeyId } = await client.config.credentials();
  const { hostname = '', port = '' } = (await client.config.endpoint?.()) ?? {};
  return {
    region,
    preview: false,
    scope: [hostname, String(port), accountId ?? accessKeyId],
    maxRequestsPerSecond,

    async createSession(request, signal) {
      // The SDK's type for the same request lacks the readonly.
      const command = new CreateFaceLivenessSessionCommand(request as CreateFaceLivenessSessionCommandInput);
      command.middlewareStack.addRelativeTo(pacing(pacers.create, signal), PACING_OPTIONS);
      try {
        const { SessionId: id } = await client.send(command, { abortSignal: signal });
        if (!id) throw new Error('the answer has no session id');
        return id;
      } catch (error) {
        if (signal.aborted) throw error;
        throw explainServiceError(error, { operation: 'CreateFaceLivenessSession', region });
      }
    },

    async getSessionResults(sessionId, signal) {
      const command = new GetFaceLivenessSessionResultsCommand({ SessionId: sessionId });
      command.middlewareStack.addRelativeTo(pacing(pacers.get, signal), PACING_OPTIONS);
      try {
        return sessionResults(await client.send(command, { abortSignal: signal }));
      } catch (error) {
        if (signal.aborted) throw error;
        if ((error as Error).name === 'SessionNotFoundException') return undefined;
        throw explainServiceError(error, { operation: 'GetFaceLivenessSessionResults', region });
      }
    },
  };
}
