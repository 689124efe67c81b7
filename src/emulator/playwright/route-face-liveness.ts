import type { BrowserContext, Page, Route } from 'playwright-core';
import type { Shape, StructureShape } from '../../liveness/shape';
import { isRekognitionHost, isStreamingHost } from '../auth/aws-hosts';
import { DETECTOR_HEADERS, DETECTOR_HOST, DETECTOR_PREFIX, detectorFile } from '../detector/detector-files';
import { requireShape } from '../invalid-input';
import { SCENARIO, type Scenario, validScenario } from '../sessions/scenario';
import { EmulatorClient, REQUEST_MILLISECONDS } from './emulator-client';
import { IdentityPools, isIdentityPoolHost, PAGE_CREDENTIALS, type PageCredentials } from './identity-pool';
import { StreamRelay } from './stream-relay';

/** An emulator: what `startEmulator` returns, or the URL that `face-liveness emulator` prints. */
export type EmulatorAddress = string | { readonly url: string };

/** Options of `routeFaceLiveness`. */
export interface RouteOptions {
  /**
   * How the checks end that the page streams. Each is set for its session, so that tests can run beside each other. Default: the
   * emulator's, where a check succeeds with a confidence of 99.5.
   */
  readonly scenario?: Scenario | undefined;
  /** The token of the emulator's admin API, which sets scenarios. Default: none. */
  readonly adminToken?: string | undefined;
  /**
   * The credentials that the page gets from identity pools of Amazon Cognito. The access key id has to be that of the backend, or
   * another one of its account. Default: none, the page's requests to Cognito go to AWS.
   */
  readonly cognitoCredentials?: PageCredentials | undefined;
  /**
   * The application's folder, in whose `node_modules` the WebAssembly binaries of TensorFlow.js are. Default: the working
   * directory. Without the binaries of the application's version, the page loads them from the internet.
   */
  readonly applicationDirectory?: string | undefined;
}

/** Playwright runs tests in TypeScript without a look at their types, so a misspelt option has to be reported here. */
const OPTIONS: StructureShape = {
  type: 'structure',
  noun: 'a set of options',
  memberNoun: 'option',
  nullIsValue: true,
  members: {
    scenario: SCENARIO,
    adminToken: { type: 'string', noun: 'an admin token', rule: 'a text', sensitive: true },
    cognitoCredentials: PAGE_CREDENTIALS,
    applicationDirectory: { type: 'string', noun: 'a directory', rule: 'a path' },
  } satisfies Readonly<Record<keyof RouteOptions, Shape>>,
};

/**
 * Makes a page, or all pages of a browser context, use an emulator in the place of Rekognition. The application needs no
 * option: its requests to AWS's hosts are routed. Call this before the page is opened.
 *
 * - Streams of checks, and requests to Rekognition, go to the emulator.
 * - FaceLivenessDetector's model is replaced by one that always sees a face.
 * - The WebAssembly binaries of TensorFlow.js come from the application's dependencies.
 *
 * The browser needs a camera. Chromium has one with the arguments `--use-fake-device-for-media-stream` and
 * `--use-fake-ui-for-media-stream`.
 *
 * A second call for the same page takes the place of the first, for example with another scenario.
 *
 * @throws InvalidInputError for an invalid or unknown option
 * @throws Error when the emulator cannot be reached, and when Playwright is older than 1.48, which cannot route websockets
 */
export async function routeFaceLiveness(
  target: Page | BrowserContext,
  emulator: EmulatorAddress,
  options: RouteOptions = {},
): Promise<void> {
  requireWebSocketRoutes(target);
  const url = urlOf(emulator);
  requireShape(OPTIONS, ownMembers(options));
  const scenario = options.scenario && validScenario(options.scenario);
  const client = new EmulatorClient(url, options.adminToken);
  await client.requireEmulator();
  if (scenario !== undefined) await client.requireAdminAccess();
  const streams = new StreamRelay(client, scenario);
  await target.routeWebSocket(
    ({ hostname }) => isStreamingHost(hostname),
    (page) => streams.relay(page),
  );
  await target.route(
    ({ hostname }) => isRekognitionHost(hostname),
    (route) => forward(route, url),
  );
  await target.route(
    ({ hostname, pathname }) => hostname === DETECTOR_HOST && pathname.startsWith(DETECTOR_PREFIX),
    (route) => fulfill(route, options.applicationDirectory),
  );
  const { cognitoCredentials } = options;
  if (cognitoCredentials !== undefined) {
    const pools = new IdentityPools(cognitoCredentials);
    await target.route(
      ({ hostname }) => isIdentityPoolHost(hostname),
      (route) => pools.answer(route),
    );
  }
  // Page and BrowserContext have this event in different overloads.
  (target as Page).once('close', () => streams.cut());
}

/** The options without the members that the AWS SDK adds to credentials, such as `expiration`. */
function ownMembers(options: RouteOptions): RouteOptions {
  const credentials = options?.cognitoCredentials;
  if (typeof credentials !== 'object' || credentials === null) return options;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return { ...options, cognitoCredentials: { accessKeyId, secretAccessKey, sessionToken } };
}

/** JavaScript callers, and another version of Playwright in the project than the types of this one. */
function requireWebSocketRoutes(target: Partial<Page | BrowserContext>): void {
  if (typeof target?.routeWebSocket === 'function') return;
  if (typeof target?.route === 'function') {
    throw new Error(
      'this Playwright cannot route websockets; Playwright 1.48 or later can. Update it: npm install --save-dev ' +
        '@playwright/test@latest',
    );
  }
  throw new Error(
    `${target === null ? 'null' : typeof target} is not a page; the first argument has to be a Page or a BrowserContext of ` +
      'Playwright. Pass `page` or `context` of the test',
  );
}

function urlOf(emulator: EmulatorAddress): URL {
  const text = typeof emulator === 'string' ? emulator : emulator?.url;
  if (typeof text === 'string' && URL.canParse(text)) {
    const url = new URL(text);
    if (/^https?:$/.test(url.protocol)) return url;
  }
  throw new Error(
    `${JSON.stringify(text)} is not the URL of an emulator, such as http://127.0.0.1:4567. Pass the emulator that ` +
      'startEmulator returned, or the URL that `face-liveness emulator` prints',
  );
}

/** Sends a request of the page to the emulator instead. */
async function forward(route: Route, emulator: URL): Promise<void> {
  const request = route.request();
  const { host, pathname, search } = new URL(request.url());
  try {
    const response = await route.fetch({
      url: new URL(pathname + search, emulator).href,
      // The page signed the request for this host.
      headers: { ...(await request.allHeaders()), host },
      maxRedirects: 0,
      timeout: REQUEST_MILLISECONDS,
    });
    await route.fulfill({ response });
  } catch {
    await route.abort('connectionreset');
  }
}

/** Answers the request for a file of FaceLivenessDetector; for binaries that are not here, the internet does. */
async function fulfill(route: Route, directory: string | undefined): Promise<void> {
  const file = await detectorFile(new URL(route.request().url()).pathname, directory);
  if (file === undefined) return await route.fallback();
  const { contentType, body } = file;
  await route.fulfill({
    contentType,
    headers: DETECTOR_HEADERS,
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
}
