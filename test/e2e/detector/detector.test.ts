import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { launchBrowser } from '../../../harness/browser';
import { type EmulatedSession, type Emulator, startEmulator } from '../../../src/emulator';
import { routeFaceLiveness } from '../../../src/emulator/playwright';
import { authorizationOf, basicFormat } from '../../emulator/support/signer';
import { browserExecutable, headlessBrowser } from '../../support/browser';
import { CREDENTIALS, reactApplication } from './application';

// Amplify's FaceLivenessDetector in a real browser, in an application that knows nothing of the emulator.

const startApplication = reactApplication();
const open = headlessBrowser({ camera: true });

const MOVEMENT = { ChallengePreferences: [{ Type: 'FaceMovementChallenge' as const }] };

/** The hosts of AWS that the page uses. The first is that of streams. */
const AWS = /^(wss:\/\/streaming-rekognition\.eu-west-1|https:\/\/cdn\.liveness\.rekognition)\.amazonaws\.com$/;

/** The SDK's warning about a stream that the service refused. */
const REFUSED = /^An error was encountered in a non-retryable streaming request\.$/;

/** Opens the application, which has its backend create a session and shows the detector's start screen. */
async function openCheck(emulator: Emulator, options: OpenCheckOptions = {}): Promise<Page> {
  const { settings, expectedErrors, prepare } = options;
  const page = await open(await startApplication({ endpoint: emulator.url, ...(settings && { settings }) }), {
    otherOrigins: AWS,
    ...(expectedErrors && { expectedErrors }),
    prepare: async (opened) => {
      await routeFaceLiveness(opened, emulator);
      await prepare?.(opened);
    },
  });
  await page.getByRole('button', { name: 'Start the check' }).click();
  return page;
}

interface OpenCheckOptions {
  readonly settings?: object;
  readonly expectedErrors?: RegExp;
  readonly prepare?: (page: Page) => Promise<void>;
}

async function startVideo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start video check' }).click();
}

/** Waits until the page says how the check ended: the verdict of the backend, or the error of the detector. */
async function endsWith(page: Page, end: string): Promise<void> {
  const said = () => page.locator('[role=status], [role=alert]').allTextContents();
  await expect.poll(said, { timeout: 45_000 }).toEqual([expect.stringContaining(end)]);
}

/** The only session of an emulator. */
function sessionOf(emulator: Emulator): EmulatedSession {
  const [session] = emulator.sessions();
  if (session === undefined) throw new Error('the application created no session');
  return session;
}

const verified = { credentials: [CREDENTIALS] };

describe('a check', () => {
  test('with movement and light succeeds, and its session cannot be used again', async () => {
    await using emulator = await startEmulator(verified);
    const page = await openCheck(emulator, { expectedErrors: REFUSED });
    await page.getByText('This check flashes different colors').waitFor();
    await startVideo(page);
    await page.getByText('Hold still').first().waitFor();
    await endsWith(page, 'You are a live person (confidence 99.5).');
    const session = sessionOf(emulator);
    expect(session).toMatchObject({
      status: 'SUCCEEDED',
      results: { Challenge: { Type: 'FaceMovementAndLightChallenge', Version: '2.0.0' } },
    });

    await page.route('**/api/sessions', (route) =>
      route.fulfill({ json: { sessionId: session.sessionId, region: session.region } }),
    );
    await page.getByRole('button', { name: 'Try again' }).click();
    await endsWith(page, 'SessionNotFoundException');
    expect(emulator.calls.StartFaceLivenessSession).toMatchObject({ succeeded: 1, failed: 1 });
  });

  test('with movement alone ends with the confidence that a scenario sets', async () => {
    await using emulator = await startEmulator({ ...verified, scenario: { confidence: 12.5 } });
    const page = await openCheck(emulator, { settings: MOVEMENT });
    await page.getByText('Center your face').first().waitFor();
    expect(await page.getByText('This check flashes different colors').count()).toBe(0);
    await startVideo(page);
    await endsWith(page, 'The check did not confirm a live person (confidence 12.5).');
    expect(sessionOf(emulator)).toMatchObject({
      status: 'SUCCEEDED',
      results: { Confidence: 12.5, Challenge: { Type: 'FaceMovementChallenge', Version: '1.0.0' } },
    });
  });

  test('ends with an error when the user takes longer than the session lives', async () => {
    await using emulator = await startEmulator(verified);
    const page = await openCheck(emulator, { settings: MOVEMENT });
    await page.getByText('Center your face').first().waitFor();
    emulator.advanceClock(180);
    await startVideo(page);
    await endsWith(page, 'SERVER_ERROR: Session has expired.');
    expect(sessionOf(emulator).status).toBe('EXPIRED');
  });

  test('ends with an error when the connection is lost', async () => {
    await using emulator = await startEmulator({ ...verified, scenario: { disconnect: 'during-video' } });
    const page = await openCheck(emulator, { settings: MOVEMENT });
    await startVideo(page);
    await endsWith(page, 'SERVER_ERROR: Server ended the connection unexpectedly (code 1006)');
    expect(sessionOf(emulator).status).toBe('IN_PROGRESS');
  });

  test('ends with an error when it is throttled', async () => {
    await using emulator = await startEmulator({
      ...verified,
      faults: [{ kind: 'throttle', operation: 'StartFaceLivenessSession', count: 1 }],
    });
    const page = await openCheck(emulator, { settings: MOVEMENT, expectedErrors: REFUSED });
    await endsWith(page, 'SERVER_ERROR: Slow down; sudden increase in rate of requests.');
  });
});

test('a browser streams to an emulator with TLS without any routes, when the hosts of AWS are mapped to it', async () => {
  await using emulator = await startEmulator({ ...verified, tls: true });
  const directory = mkdtempSync(join(tmpdir(), 'faceliveness-browser-'));
  const hosts = ['streaming-rekognition.*.amazonaws.com', 'cdn.liveness.rekognition.amazonaws.com'];
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1:${emulator.port}`).join(', ');
  const browser = await launchBrowser({
    executable: await browserExecutable(),
    directory,
    camera: true,
    args: [`--host-resolver-rules=${rules}`, '--ignore-certificate-errors'],
  });
  try {
    const page = await browser.newPage();
    const { url: endpoint, certificateAuthorityFile } = emulator;
    await page.goto(await startApplication({ endpoint, certificateAuthorityFile, settings: MOVEMENT }));
    await page.getByRole('button', { name: 'Start the check' }).click();
    await startVideo(page);
    await endsWith(page, 'You are a live person (confidence 99.5).');
  } finally {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  }
});

describe('a browser context', () => {
  test('gets credentials in the place of identity pools of Cognito', async () => {
    await using emulator = await startEmulator();
    const page = await open(await startApplication({ endpoint: emulator.url }), {
      otherOrigins: /^https:\/\/cognito-identity\.eu-west-1\.amazonaws\.com$/,
      prepare: (opened) => routeFaceLiveness(opened, emulator, { cognitoCredentials: CREDENTIALS }),
    });
    const identity = await page.evaluate(async () => {
      const call = async (operation: string, body: object) => {
        const headers = {
          'Content-Type': 'application/x-amz-json-1.1',
          'X-Amz-Target': `AWSCognitoIdentityService.${operation}`,
        };
        const init = { method: 'POST', headers, body: JSON.stringify(body) };
        return await (await fetch('https://cognito-identity.eu-west-1.amazonaws.com/', init)).json();
      };
      const { IdentityId } = (await call('GetId', { IdentityPoolId: 'eu-west-1:pool' })) as { IdentityId: string };
      return await call('GetCredentialsForIdentity', { IdentityId });
    });
    expect(identity).toEqual({
      IdentityId: expect.stringMatching(/^eu-west-1:[\da-f-]{36}$/),
      Credentials: {
        AccessKeyId: CREDENTIALS.accessKeyId,
        SecretKey: CREDENTIALS.secretAccessKey,
        SessionToken: expect.any(String),
        Expiration: expect.any(Number),
      },
    });
  });

  test('sends requests to Rekognition to the emulator, as they were signed', async () => {
    await using emulator = await startEmulator(verified);
    const page = await open(await startApplication({ endpoint: emulator.url }), {
      otherOrigins: /^https:\/\/rekognition\.eu-west-1\.amazonaws\.com$/,
      prepare: (opened) => routeFaceLiveness(opened.context(), emulator),
    });
    const headers = {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'RekognitionService.CreateFaceLivenessSession',
      'X-Amz-Date': basicFormat(new Date()),
    };
    const host = 'rekognition.eu-west-1.amazonaws.com';
    const signature = authorizationOf({
      ...CREDENTIALS,
      region: 'eu-west-1',
      headers: { ...headers, host },
      body: '{}',
    });
    const answer = await page.evaluate(
      async ([url, sent]) => await (await fetch(url, { method: 'POST', headers: sent, body: '{}' })).json(),
      [`https://${host}/`, { ...headers, Authorization: signature }] as const,
    );
    expect(answer).toEqual({ SessionId: sessionOf(emulator).sessionId });
  });
});
