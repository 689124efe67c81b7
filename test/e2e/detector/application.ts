import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { type CreateFaceLivenessSessionRequestSettings, RekognitionClient } from '@aws-sdk/client-rekognition';
import { afterEach, expect } from 'vitest';
import { startServer } from '../../../examples/react/server/server';
import { run } from '../../../harness/machine/processes';
import { sharedDirectory } from '../../support/shared-directory';

/** The folder of the application. */
export const APPLICATION = resolve(import.meta.dirname, '../../../examples/react');

/** The credentials of the application's backend, and those that it hands out to the page. */
export const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret/of+the/backend' };

/** Options of an application that runs. */
export interface ApplicationOptions {
  /** The URL of Rekognition for the backend. The page always uses AWS's. */
  readonly endpoint: string;
  /** The certificate of an authority that the backend trusts. Default: those that Node trusts. */
  readonly certificateAuthorityFile?: string | undefined;
  /** Settings of the sessions that the backend creates. Default: none. */
  readonly settings?: CreateFaceLivenessSessionRequestSettings;
}

/** The folder of the built page of the React application, which is built once for all tests. */
export async function builtApplication(): Promise<string> {
  return await sharedDirectory('react-application', async (directory) => {
    const args = ['run', '--silent', 'build', '--', `--outdir=${directory}`];
    const { code, stderr } = await run('npm', args, { cwd: APPLICATION, timeout: 120_000 });
    expect(code, stderr).toBe(0);
  });
}

/** @returns a function that starts the React application until the end of its test, and returns its URL */
export function reactApplication(): (options: ApplicationOptions) => Promise<string> {
  const running: Server[] = [];
  afterEach(() => {
    for (const server of running.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  return async ({ endpoint, certificateAuthorityFile, settings }) => {
    const requestHandler =
      certificateAuthorityFile === undefined ? {} : { httpsAgent: { ca: readFileSync(certificateAuthorityFile) } };
    const server = await startServer({
      port: 0,
      build: await builtApplication(),
      rekognition: new RekognitionClient({ endpoint, region: 'eu-west-1', credentials: CREDENTIALS, requestHandler }),
      ...(settings && { session: { Settings: settings } }),
      browserCredentials: async () => CREDENTIALS,
    });
    running.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
}
