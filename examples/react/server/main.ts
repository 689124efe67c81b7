/** Starts the application. The AWS SDK takes region, credentials and endpoints from the environment. */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { STSClient } from '@aws-sdk/client-sts';
import { assumeBrowserRole, type BrowserCredentials } from './credentials';
import { startServer } from './server';

const { BROWSER_ROLE_ARN, AWS_ENDPOINT_URL_REKOGNITION, PORT = '3000' } = process.env;
const { LIVENESS_BUCKET, LIVENESS_IMAGE_PREFIX } = process.env;

const rekognition = new RekognitionClient();

/** The emulator accepts any credentials. For AWS, the browser gets those of a role that may do nothing else. */
async function browserCredentials(): Promise<BrowserCredentials> {
  if (BROWSER_ROLE_ARN) return await assumeBrowserRole(new STSClient(), BROWSER_ROLE_ARN);
  if (AWS_ENDPOINT_URL_REKOGNITION) return { accessKeyId: 'test', secretAccessKey: 'test' };
  throw new Error('set BROWSER_ROLE_ARN to the role whose credentials the browser gets');
}

async function main(): Promise<void> {
  const server = await startServer({
    port: Number(PORT),
    build: join(import.meta.dirname, '../public/build'),
    rekognition,
    ...(LIVENESS_BUCKET && {
      settings: { OutputConfig: { S3Bucket: LIVENESS_BUCKET, S3KeyPrefix: LIVENESS_IMAGE_PREFIX } },
    }),
    browserCredentials,
  });
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
