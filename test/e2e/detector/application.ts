import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type CreateFaceLivenessSessionRequestSettings, RekognitionClient } from '@aws-sdk/client-rekognition';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startServer } from '../../../examples/react/server/server';
import { run } from '../../../harness/machine/processes';

const APPLICATION = resolve(import.meta.dirname, '../../../examples/react');

/** The credentials of the application's backend, and those that it hands out to the page. */
export const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret/of+the/backend' };

/** Options of an application that runs. */
export interface ApplicationOptions {
  /** The URL of Rekognition for the backend. The page always uses AWS's. */
  readonly endpoint: string;
  /** Settings of the sessions that the backend creates. Default: none. */
  readonly settings?: CreateFaceLivenessSessionRequestSettings;
}

/**
 * Builds the React application once for the tests of a file.
 *
 * @returns a function that starts the application until the end of its test, and returns its URL
 */
export function reactApplication(): (options: ApplicationOptions) => Promise<string> {
  let build: string;
  const running: Server[] = [];

  beforeAll(async () => {
    build = mkdtempSync(join(tmpdir(), 'faceliveness-react-'));
    const args = ['run', '--silent', 'build', '--', `--outdir=${build}`];
    const { code, stderr } = await run('npm', args, { cwd: APPLICATION, timeout: 120_000 });
    expect(code, stderr).toBe(0);
  });
  afterEach(async () => {
    for (const server of running.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });
  afterAll(() => rmSync(build, { recursive: true, force: true }));

  return async ({ endpoint, settings }) => {
    const server = await startServer({
      port: 0,
      build,
      rekognition: new RekognitionClient({ endpoint, region: 'eu-west-1', credentials: CREDENTIALS }),
      ...(settings && { session: { Settings: settings } }),
      browserCredentials: async () => CREDENTIALS,
    });
    running.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
}
