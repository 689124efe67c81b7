import {
  CreateFaceLivenessSessionCommand,
  type CreateFaceLivenessSessionCommandInput,
  GetFaceLivenessSessionResultsCommand,
} from '@aws-sdk/client-rekognition';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startMoto } from '../../../harness/moto/moto';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { headlessBrowser } from '../../support/browser';
import { authorization, emulators, FakeClock, requestHeaders, sdk, send } from '../support/emulator';

const start = emulators();
const open = headlessBrowser();

/** The browser's console message for an answer with an error status. */
const REFUSED = /^Failed to load resource: the server responded with a status of (4\d\d|502)/;

async function create(emulator: Emulator, input: CreateFaceLivenessSessionCommandInput = {}): Promise<string> {
  const { SessionId = '' } = await sdk(emulator).send(new CreateFaceLivenessSessionCommand(input));
  return SessionId;
}

async function resultsOf(emulator: Emulator, SessionId: string) {
  return await sdk(emulator).send(new GetFaceLivenessSessionResultsCommand({ SessionId }));
}

function rowOf(page: Page, id: string): Locator {
  return page.getByRole('table', { name: 'Sessions' }).getByRole('row').filter({ hasText: id });
}

/** Waits until an element contains this text. */
async function shows(element: Locator, text: string): Promise<void> {
  await element.filter({ hasText: text }).waitFor();
}

async function ids(page: Page): Promise<string[]> {
  return await page.locator('#sessions .id').allTextContents();
}

describe('sessions', () => {
  test('appear when they are created, newest first, with all their values', async () => {
    const emulator = await start();
    const page = await open(emulator.url);
    await shows(page.locator('#shown'), 'None yet.');
    const first = await create(emulator, {
      ClientRequestToken: 'a-token-that-is-rather-long',
      Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'tenants/one/' } },
    });
    await create(emulator, {
      ClientRequestToken: 'a-token-that-is-rather-long',
      Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'tenants/one/' } },
    });
    const row = rowOf(page, first);
    for (const text of ['CREATED', 'test · us-east-1', 's3://images/tenants/one/', '2×']) await shows(row, text);
    expect(await row.locator('.expiry').textContent()).toMatch(/^expires in (3 min 0|2 min 5\d) s$/);
    expect(await row.locator('.age').textContent()).toMatch(/^made \d+ s ago$/);
    expect(await row.getByTitle('a-token-that-is-rather-long').textContent()).toBe('a-token-that-is-rather-long');

    const second = await create(emulator);
    await rowOf(page, second).waitFor();
    expect(await ids(page)).toEqual([second, first]);
    expect(await page.getByRole('button', { name: 'ALL' }).textContent()).toBe('ALL 2');
  });

  test('change with their status and the clock', async () => {
    const clock = new FakeClock();
    const emulator = await start({ clock: clock.tell });
    const id = await create(emulator);
    const row = rowOf(await open(emulator.url), id);
    await shows(row, 'expires in 3 min 0 s');
    emulator.startSession(id);
    await shows(row, 'IN_PROGRESS');
    clock.advance(140);
    await shows(row, 'expires in 40 s');
    await shows(row, 'made 2 min 20 s ago');
    clock.advance(40);
    await shows(row, 'EXPIRED');
    expect(await row.getByRole('button').count()).toBe(0);
  });

  test('can be filtered by status', async () => {
    const emulator = await start();
    const [made, failed] = [await create(emulator), await create(emulator)];
    emulator.failSession(failed);
    const page = await open(emulator.url);
    await rowOf(page, made).waitFor();
    const button = page.getByRole('button', { name: 'FAILED' });
    await shows(button, 'FAILED 1');
    await button.click();
    await rowOf(page, made).waitFor({ state: 'detached' });
    expect(await ids(page)).toEqual([failed]);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'ALL' }).click();
    await rowOf(page, made).waitFor();
  });

  test('are listed a hundred at a time', async () => {
    const emulator = await start();
    for (let count = 0; count < 120; count += 1) await send(emulator);
    const page = await open(emulator.url);
    await shows(page.locator('#shown'), 'The newest 100 of 120.');
    const newest = emulator.sessions().map(({ sessionId }) => sessionId);
    expect(await ids(page)).toEqual(newest.reverse().slice(0, 100));
  });

  test('keep their positions while the mouse is over them', async () => {
    const emulator = await start();
    const first = await create(emulator);
    const page = await open(emulator.url);
    await rowOf(page, first).getByRole('button', { name: 'Fail' }).hover();
    const second = await create(emulator);
    await shows(page.locator('#shown'), 'The list waits while you are in it; 1 to come.');
    expect(await ids(page)).toEqual([first]);
    emulator.startSession(first);
    await shows(rowOf(page, first), 'IN_PROGRESS');
    await page.getByRole('heading', { name: 'Face Liveness emulator' }).hover();
    await rowOf(page, second).waitFor();
    expect(await ids(page)).toEqual([second, first]);
  });

  test('keep their positions and the focus while the keyboard focus is in them', async () => {
    const emulator = await start();
    const first = await create(emulator);
    const page = await open(emulator.url);
    const field = rowOf(page, first).getByRole('textbox', { name: `Confidence for ${first}` });
    await field.focus();
    const second = await create(emulator);
    await shows(page.locator('#shown'), '1 to come.');
    await page.keyboard.press('End');
    await page.keyboard.type('0');
    expect(await field.inputValue()).toBe('99.50');
    await page.keyboard.press('Enter');
    await shows(rowOf(page, first), 'SUCCEEDED');
    expect(await page.evaluate('document.activeElement.closest("tr").dataset.session')).toBe(first);
    await page.getByRole('button', { name: 'ALL' }).focus();
    await rowOf(page, second).waitFor();
  });
});

describe('a user of the page', () => {
  test('starts and completes a session, and the service returns its results', async () => {
    const emulator = await start();
    const id = await create(emulator, { Settings: { AuditImagesLimit: 2 } });
    const row = rowOf(await open(emulator.url), id);
    await row.getByRole('button', { name: `Start ${id}` }).click();
    await shows(row, 'IN_PROGRESS');
    expect((await resultsOf(emulator, id)).Status).toBe('IN_PROGRESS');
    expect(await row.getByRole('button', { name: 'Start' }).count()).toBe(0);

    await row.getByRole('textbox').fill('87.25');
    await row.getByRole('button', { name: `Complete ${id}` }).click();
    await shows(row, 'SUCCEEDED');
    await shows(row, 'confidence 87.25');
    await shows(row, '3 images in the answer');
    expect(await row.getByRole('button').count()).toBe(0);
    const { Status, Confidence, AuditImages } = await resultsOf(emulator, id);
    expect({ Status, Confidence, images: AuditImages?.length }).toEqual({
      Status: 'SUCCEEDED',
      Confidence: 87.25,
      images: 2,
    });
  });

  test('completes a session with all results, and sees them', async () => {
    const emulator = await start();
    const id = await create(emulator, { Settings: { AuditImagesLimit: 2 } });
    const page = await open(emulator.url, { expectedErrors: REFUSED });
    const row = rowOf(page, id);
    await row.getByRole('button', { name: `More… ${id}` }).click();
    const dialog = page.getByRole('dialog', { name: `How the check of ${id} ends` });
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 7]);
    await dialog.getByLabel('Confidence').fill('101');
    await dialog.getByLabel('LOW_LIGHTING_DETECTED').check();
    await dialog.getByLabel('SDK type').fill('AmplifyJavaScript');
    await dialog.getByRole('combobox', { name: 'Type' }).selectOption('FaceMovementChallenge');
    await dialog.getByLabel('Version').fill('1.2.3');
    await dialog.getByLabel('No reference image').check();
    await dialog.getByLabel('JPEGs').setInputFiles({ name: 'face.jpg', mimeType: 'image/jpeg', buffer: jpeg });
    await dialog.getByLabel('Faces, with ; between them').fill('0.5, 0.5, -0.25, 0.1; 1, 1, 0, 0');
    await dialog.getByRole('button', { name: 'Complete now' }).click();
    await shows(dialog.getByRole('alert'), 'confidence: 101 is too large');
    await dialog.getByLabel('Confidence').fill('20');
    await dialog.getByRole('button', { name: 'Complete now' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await shows(row, 'no reference image, LOW_LIGHTING_DETECTED, AmplifyJavaScript');
    await shows(row, '2 images in the answer');
    const { $metadata: _, AuditImages, ...results } = await resultsOf(emulator, id);
    expect(results).toEqual({
      SessionId: id,
      Status: 'SUCCEEDED',
      Confidence: 20,
      Challenge: { Type: 'FaceMovementChallenge', Version: '1.2.3' },
      Feedback: [expect.objectContaining({ Code: 'LOW_LIGHTING_DETECTED' })],
      Metadata: { SDKType: 'AmplifyJavaScript' },
    });
    expect(AuditImages).toMatchObject([
      { Bytes: new Uint8Array(jpeg), BoundingBox: { Width: 0.5, Height: 0.5, Left: -0.25, Top: 0.1 } },
      { BoundingBox: { Width: 1, Height: 1, Left: 0, Top: 0 } },
    ]);
  });

  test('sets, sees and removes scenarios', async () => {
    const emulator = await start();
    const id = await create(emulator);
    const page = await open(emulator.url);
    const section = page.getByRole('region', { name: 'Scenarios in force' });
    const dialog = page.getByRole('dialog');
    await shows(section, 'None: checks that clients stream succeed.');
    const set = async (token: string, fill: () => Promise<unknown>) => {
      await section.getByRole('button', { name: 'Set a scenario…' }).click();
      await dialog.getByLabel('Client request token').fill(token);
      await fill();
      expect(await dialog.getByRole('button', { name: 'Complete now' }).count()).toBe(0);
      await dialog.getByRole('button', { name: 'Set scenario' }).click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await set('', async () => {
      await dialog.getByLabel('Cut').selectOption('during-video');
      await dialog.getByLabel('Delay of messages in ms').fill('250');
    });
    await set('a-token', () => dialog.getByLabel('The session fails').check());
    await rowOf(page, id).getByRole('button', { name: 'More…' }).click();
    await dialog.getByLabel('Number of drawn ones').fill('0');
    await dialog.getByRole('button', { name: 'Set scenario' }).click();
    expect(await section.getByRole('listitem').filter({ hasText: id }).textContent()).toContain('auditImages []');
    await shows(section, 'disconnect during-video, delayMs 250');
    await shows(section.getByRole('listitem').filter({ hasText: 'token a-token' }), 'fails true');
    expect(emulator.scenarios()).toEqual([
      { scenario: { disconnect: 'during-video', delayMs: 250 } },
      { clientRequestToken: 'a-token', scenario: { fails: true } },
      { sessionId: id, scenario: { auditImages: [] } },
    ]);
    for (const name of [id, 'a-token', 'all sessions to come']) {
      await section.getByRole('button', { name: `Remove scenario of ${name}` }).click();
    }
    await shows(section, 'None: checks that clients stream succeed.');
    expect(emulator.scenarios()).toEqual([]);
  });

  test('fails a session', async () => {
    const emulator = await start();
    const id = await create(emulator);
    const row = rowOf(await open(emulator.url), id);
    await row.getByRole('button', { name: `Fail ${id}` }).click();
    await shows(row, 'FAILED');
    expect((await resultsOf(emulator, id)).Status).toBe('FAILED');
  });

  test('sees the S3 objects of images', async () => {
    const moto = await startMoto();
    onTestFinished(() => moto.stop());
    const s3 = new S3Client({
      endpoint: moto.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'test', secretAccessKey: 'secret' },
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'images' }));
    const emulator = await start({ s3Endpoint: moto.url });
    const id = await create(emulator, {
      Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix: 'one/' }, AuditImagesLimit: 1 },
    });
    const row = rowOf(await open(emulator.url), id);
    await row.getByRole('button', { name: 'Complete' }).click();
    await shows(row, '2 images in');
    expect(await row.locator('.location').textContent()).toBe(`s3://images/one/${id}/`);
  });

  test.for([
    ['sure', 'confidence: "sure" is not a number; a confidence is a number from 0 to 100. Give a number instead'],
    ['101', 'confidence: 101 is too large; a confidence is a number from 0 to 100. Use 100 or less'],
  ] as const)('sees the error of the invalid confidence %s', async ([confidence, message]) => {
    const emulator = await start();
    const id = await create(emulator);
    const row = rowOf(await open(emulator.url, { expectedErrors: REFUSED }), id);
    await row.getByRole('textbox').fill(confidence);
    await row.getByRole('button', { name: 'Complete' }).click();
    await shows(row.getByRole('alert'), message);
    expect(emulator.sessions()).toMatchObject([{ status: 'CREATED' }]);
    await row.getByRole('textbox').fill('');
    await row.getByRole('button', { name: 'Complete' }).click();
    await shows(row, 'confidence 99.5');
    expect(await row.locator('.error').textContent()).toBe('');
  });

  test('sees the reason why completing a session fails', async () => {
    const emulator = await start();
    const id = await create(emulator, { Settings: { OutputConfig: { S3Bucket: 'images' } } });
    const row = rowOf(await open(emulator.url, { expectedErrors: REFUSED }), id);
    await row.getByRole('button', { name: 'Complete' }).click();
    await shows(row, 'FAILED');
    await shows(row.getByRole('alert'), 'Start it with --s3-endpoint');
  });
});

describe('the charts', () => {
  test('show the calls of each operation by outcome, second by second, and the quota', async () => {
    const clock = new FakeClock();
    const emulator = await start({ clock: clock.tell, transactionsPerSecond: 2 });
    for (let count = 0; count < 5; count += 1) await create(emulator).catch(() => {});
    await resultsOf(emulator, '0f8fad5b-d9cb-469f-a165-70867728950e').catch(() => {});
    const page = await open(emulator.url);
    const creations = page.getByRole('img', {
      name: 'In the last 60 seconds 2 succeeded, 3 throttled, 0 failed; quota 2 per second',
    });
    await creations.waitFor();
    const [succeeded, throttled, quota] = await Promise.all(
      ['path.succeeded', 'path.throttled', 'line'].map((part) => creations.locator(part).boundingBox()),
    );
    expect((throttled?.height ?? 0) / (succeeded?.height ?? 0)).toBeCloseTo(1.5, 1);
    // Throttled calls are stacked on the succeeded ones, which reach the quota here.
    expect(Math.abs((throttled?.y ?? 0) + (throttled?.height ?? 0) - (succeeded?.y ?? 0))).toBeLessThan(1);
    expect(Math.abs((quota?.y ?? 0) - (succeeded?.y ?? 0))).toBeLessThan(2);
    await page.getByRole('img', { name: '0 succeeded, 0 throttled, 1 failed; quota 2 per second' }).waitFor();
    await shows(page.locator('article').first(), 'at most 5 in a second');

    clock.advance(60);
    await shows(page.locator('article').first(), 'no requests');
    expect(await page.locator('article path').first().getAttribute('d')).toBe('');
    await shows(page.locator('article').first(), '3 throttled');
  });

  test('show that there is no quota', async () => {
    const page = await open((await start()).url);
    await shows(page.locator('article').first(), 'no quota');
    expect(await page.locator('.quota-line').first().isVisible()).toBe(false);
  });
});

test('faults in force are shown and can be removed', async () => {
  const emulator = await start();
  const page = await open(emulator.url);
  const section = page.getByRole('region', { name: 'Faults in force' });
  await shows(section, 'None');
  emulator.faults.add({ kind: 'slow', count: 3, delayMs: 250, operation: 'CreateFaceLivenessSession' });
  emulator.faults.add({ kind: 'throttle', script: '10', operation: 'GetFaceLivenessSessionResults' });
  await expect(resultsOf(emulator, '0f8fad5b-d9cb-469f-a165-70867728950e')).rejects.toMatchObject({
    name: 'ThrottlingException',
  });
  await shows(section, 'count 3');
  await shows(section, 'delayMs 250');
  await shows(section.getByRole('listitem').filter({ hasText: 'throttle' }), 'hit 1 of 1 calls');
  await section.getByRole('button', { name: 'Remove fault slow' }).click();
  await section.getByRole('listitem').filter({ hasText: 'slow' }).waitFor({ state: 'detached' });
  expect(emulator.faults.list()).toMatchObject([{ kind: 'throttle' }]);
  await section.getByRole('button', { name: 'Remove fault throttle' }).click();
  await shows(section, 'None');
  expect(emulator.faults.list()).toEqual([]);
});

describe('the page', () => {
  test('shows values of requests as text', async () => {
    const emulator = await start();
    // The service accepts all characters but whitespace in a prefix, and in an access key.
    const S3KeyPrefix = `"><img/src=x/onerror=document.title='owned'><script>document.title='owned'</script>&amp;`;
    await send(emulator, {
      headers: {
        ...requestHeaders(),
        Authorization: authorization(`<b>&lt;<plaintext>/20260101/us-east-1/rekognition/aws4_request`),
      },
      body: JSON.stringify({ Settings: { OutputConfig: { S3Bucket: 'images', S3KeyPrefix } } }),
    });
    const page = await open(emulator.url);
    await shows(page.locator('#sessions .place'), `s3://images/${S3KeyPrefix}`);
    await shows(page.locator('#sessions .owner'), '<b>&lt;<plaintext> · us-east-1');
    expect(await page.title()).toBe('Face Liveness emulator');
    expect(await page.locator('main img, main script, main b, main plaintext').count()).toBe(0);
  });

  test('blocks other scripts, markup and addresses', async () => {
    const [emulator, other] = [await start(), await start()];
    const page = await open(emulator.url, { expectedErrors: /Content Security Policy|Trusted|violates/ });
    const attempt = async (code: string) =>
      await page.evaluate(`(async () => { ${code} })().then(() => 'done', (error) => error.name)`);
    expect(await attempt(`document.body.innerHTML = '<b>x</b>'`)).toBe('TypeError');
    expect(await attempt(`const s = document.createElement('script'); s.textContent = 'document.title = 1'`)).toBe(
      'TypeError',
    );
    expect(await attempt(`await fetch('${other.url}/_emulator/state')`)).toBe('TypeError');
    expect(await page.title()).toBe('Face Liveness emulator');
  });

  test('asks for the admin token if the emulator requires one, and remembers it', async () => {
    const emulator = await start({ adminToken: 'sesame' });
    const id = await create(emulator);
    const page = await open(emulator.url, { expectedErrors: REFUSED });
    const field = page.getByRole('textbox', { name: 'Token' });
    await field.fill('simsalabim');
    await page.getByRole('button', { name: 'Open' }).click();
    await shows(page.getByRole('alert'), 'the Authorization header has another token');
    expect(await page.getByRole('table').isVisible()).toBe(false);
    await field.fill('sesame');
    await page.keyboard.press('Enter');
    await rowOf(page, id).getByRole('button', { name: 'Fail' }).click();
    await shows(rowOf(page, id), 'FAILED');
    await page.reload();
    await rowOf(page, id).waitFor();
    expect(await field.isVisible()).toBe(false);
  });

  test('takes the token from its address, and removes it there', async () => {
    const emulator = await start({ adminToken: 'open&shut' });
    const page = await open(`${emulator.url}/#token=${encodeURIComponent('open&shut')}`, { expectedErrors: REFUSED });
    await page.waitForURL(`${emulator.url}/`);
    expect(await page.evaluate('Object.values(sessionStorage)')).toEqual(['open&shut']);

    const plain = await start({ adminToken: 'sesame' });
    const opened = await open(`${plain.url}/#token=sesame`);
    await opened.getByRole('table').waitFor();
    expect(opened.url()).toBe(`${plain.url}/`);
  });

  test('shows when the emulator does not answer, and continues when it answers again', async () => {
    const emulator = await startEmulator();
    const page = await open(emulator.url, { expectedErrors: /ERR_(CONNECTION|EMPTY)/ });
    const status = page.getByRole('status');
    await shows(status, 'Live');
    await emulator.close();
    await shows(status, 'The emulator does not answer.');
    await start({ port: emulator.port });
    await shows(status, 'Live');
  });

  test('asks once a second, only while it is visible', async () => {
    const emulator = await start();
    let asked = 0;
    const page = await open(emulator.url, {
      prepare: async (prepared) => {
        await prepared.clock.install();
        prepared.on('requestfinished', (request) => {
          if (request.url().endsWith('/state')) asked += 1;
        });
      },
    });
    const answered = () => page.waitForResponse(/state$/).then((response) => response.finished());
    const see = (state: string) =>
      page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))`);
    await page.getByRole('table').waitFor();
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const before = asked;
    const next = answered();
    await page.clock.runFor(1000);
    await next;
    await expect.poll(() => asked).toBeGreaterThan(before);

    await see('hidden');
    // The request that was due when the page was hidden.
    await page.clock.runFor(1000);
    await page.evaluate('fetch("/_emulator/sessions").then((response) => response.json())');
    const hidden = asked;
    await page.clock.runFor(60_000);
    await page.evaluate('fetch("/_emulator/sessions").then((response) => response.json())');
    expect(asked).toBe(hidden);

    const again = answered();
    await see('visible');
    await again;
  });

  test.for([360, 820, 1280])('fits a width of %d', async (width) => {
    const emulator = await start();
    const id = await create(emulator, {
      ClientRequestToken: 'a'.repeat(64),
      Settings: { OutputConfig: { S3Bucket: 'b'.repeat(63), S3KeyPrefix: `${'c'.repeat(200)}/` } },
    });
    const page = await open(emulator.url, {
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
      expectedErrors: REFUSED,
    });
    await rowOf(page, id).getByRole('button', { name: 'Complete' }).click();
    await shows(rowOf(page, id), 'FAILED');
    await create(emulator);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.getByRole('button', { name: 'Set a scenario…' }).click();
    expect(await page.evaluate('(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(results)')).toBe(0);
  });

  test('is light or dark as the user prefers', async () => {
    const emulator = await start();
    const [light, dark] = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const page = await open(emulator.url, { colorScheme });
        return await page.evaluate('getComputedStyle(document.body).backgroundColor');
      }),
    );
    expect([light, dark]).toEqual(['rgb(244, 245, 247)', 'rgb(20, 22, 26)']);
  });
});
