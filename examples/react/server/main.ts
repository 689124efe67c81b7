/**
 * Starts the application. The AWS SDK takes region, credentials and endpoints from the environment. An argument names another
 * folder of the built page.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  type ChallengeType,
  type CreateFaceLivenessSessionRequest,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { STSClient } from '@aws-sdk/client-sts';
import { assumeBrowserRole, type BrowserCredentials } from './credentials';
import { startServer } from './server';

const { AWS_ENDPOINT_URL_REKOGNITION = '', BROWSER_ROLE_ARN, PORT = '3000' } = process.env;
const { LIVENESS_BUCKET, LIVENESS_CHALLENGE, LIVENESS_IMAGE_PREFIX, LIVENESS_KMS_KEY_ID } = process.env;

const rekognition = new RekognitionClient();

/** The sessions' images go to a bucket if one is named, else the results contain them. The service chooses the challenge unless one is named. */
const session: CreateFaceLivenessSessionRequest = {
  ...(LIVENESS_KMS_KEY_ID && { KmsKeyId: LIVENESS_KMS_KEY_ID }),
  Settings: {
    ...(LIVENESS_BUCKET && { OutputConfig: { S3Bucket: LIVENESS_BUCKET, S3KeyPrefix: LIVENESS_IMAGE_PREFIX } }),
    ...(LIVENESS_CHALLENGE && { ChallengePreferences: [{ Type: LIVENESS_CHALLENGE as ChallengeType }] }),
  },
};

const EMULATOR = /^https?:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/;

/** The browser gets credentials of a role; with an emulator on this machine those of the server, which are made up then. */
async function browserCredentials(): Promise<BrowserCredentials> {
  if (BROWSER_ROLE_ARN) return await assumeBrowserRole(new STSClient(), BROWSER_ROLE_ARN);
  if (EMULATOR.test(AWS_ENDPOINT_URL_REKOGNITION)) return await rekognition.config.credentials();
  throw new Error('set BROWSER_ROLE_ARN to the role whose credentials the browser gets');
}

async function main(): Promise<void> {
  const [build = join(import.meta.dirname, '../public/build')] = process.argv.slice(2);
  const server = await startServer({ port: Number(PORT), build, rekognition, session, browserCredentials });
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
