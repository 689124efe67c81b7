import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { ClientOptions } from '../../../src/aws/clients/client-options';
import { Connection } from '../../../src/aws/connection';
import { Sts } from '../../../src/aws/credentials/sts';
import type { ConnectionSettings } from '../../../src/aws/settings/settings';
import { Logger } from '../../../src/plugin/logger';
import { type LivenessClient, ServiceCallError } from '../../../src/provider/rekognition/liveness-client';
import { createLivenessClient } from '../../../src/provider/rekognition/sdk-client';
import { initialized } from '../../support/hcl';
import {
  answering,
  type Behaviour,
  dripping,
  flooding,
  MisbehavingService,
  stalling,
} from '../../support/misbehaving-service';
import { planSessions } from '../../support/provider-blocks';

// The endpoint is not trusted: after any answer a call ends, in bounded memory, and says what the endpoint answered.

const READ_TIMEOUT = 0.4;
/** Far more memory than the longest accepted answer takes, and less than the service would send in the time. */
const MOST_GROWTH = 200 * 2 ** 20;
const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const IMAGE = Buffer.alloc(300, 'secret image').toString('base64');
const SECRET_TEXT = 'x'.repeat(5000);

const json = (body: unknown, status?: number) => answering(JSON.stringify(body), status);
const results = (members: object) => json({ SessionId: ID, Status: 'SUCCEEDED', ...members });

/** Answers of the service by their cases, each with what the error says of it. */
const INVALID_CREATES: Readonly<Record<string, readonly [Behaviour, RegExp]>> = {
  html: [
    answering('<html>Please sign in to the network</html>', 200, 'text/html'),
    /with 42 bytes of text\/html that begin with "<html>Please sign in to " and cannot be read: they are not JSON/,
  ],
  'broken-json': [answering(`{"SessionId":"${ID}`), /with 50 bytes of .* begin with .*: they are not JSON/],
  empty: [answering(''), /with an empty body; an answer of CreateFaceLivenessSession is an object with SessionId/],
  list: [json([]), /with a list; an answer of CreateFaceLivenessSession is an object/],
  number: [json(7), /with 7; an answer/],
  null: [json(null), /with null; an answer/],
  text: [json(SECRET_TEXT), /with "x{40}…"; an answer/],
  'no-id': [json({}), /without SessionId; a session id is 36 characters, a UUID in lower case/],
  'null-id': [json({ SessionId: null }), /without SessionId/],
  'number-id': [json({ SessionId: 7 }), /with SessionId 7; a session id is 36 characters/],
  'empty-id': [json({ SessionId: '' }), /with SessionId of 0 characters; a session id is/],
  'upper-case-id': [json({ SessionId: ID.toUpperCase() }), /with SessionId of 36 characters; .* in lower case/],
  'object-id': [json({ SessionId: { id: ID } }), /with SessionId an object; a session id/],
  'deep-id': [answering(`{"SessionId":${DEEP}}`), /with SessionId a list; a session id/],
  deep: [answering(DEEP), /with a list; an answer/],
  'deep-error': [answering(`{"__type":"AccessDeniedException","detail":${DEEP}}`, 400), /nested too deeply/],
  'error-without-text': [
    json({ __type: 'SomeException', message: { a: 1 } }, 400),
    /message of the error is not a string/,
  ],
  'error-without-name': [json({ __type: {} }, 400), /with 13 bytes .* cannot be read/],
};

const INVALID_RESULTS: Readonly<Record<string, readonly [Behaviour, RegExp]>> = {
  'no status': [json({ SessionId: ID }), /without Status; a status is one of CREATED, IN_PROGRESS, SUCCEEDED/],
  'another status': [json({ SessionId: ID, Status: 'DONE' }), /with Status "DONE"; a status is one of CREATED/],
  'a boolean confidence': [results({ Confidence: true }), /with Confidence true; a confidence is/],
  'a textual confidence': [results({ Confidence: 'NaN' }), /with Confidence "NaN"; a confidence is/],
  'a confidence of 101': [results({ Confidence: 101 }), /with Confidence 101; a confidence is/],
  'bytes that are a number': [
    results({ ReferenceImage: { Bytes: 7 } }),
    /with ReferenceImage.Bytes 7; an image is base64/,
  ],
  'bytes that are not base64': [
    results({ AuditImages: [{ Bytes: `${IMAGE}!` }] }),
    /cannot be read|AuditImages\[0\]\.Bytes/,
  ],
  'images that are no list': [results({ AuditImages: { Bytes: IMAGE } }), /with AuditImages an object; a list of/],
  'a box of text': [results({ ReferenceImage: { BoundingBox: { Top: 'up' } } }), /BoundingBox\.Top "up"; a ratio is/],
  'an object name of an object': [results({ ReferenceImage: { S3Object: { Name: {} } } }), /S3Object\.Name an object/],
  'a challenge without a version': [results({ Challenge: { Type: 'A' } }), /without Challenge\.Version/],
  'feedback of text': [results({ Feedback: ['dark'] }), /with Feedback\[0\] "dark"; an item of feedback is/],
  'a type of SDK that is a number': [results({ Metadata: { SDKType: 1 } }), /with Metadata\.SDKType 1/],
};

let service: MisbehavingService;
let behaviours: Record<string, Behaviour>;
let client: LivenessClient;
const signal = new AbortController().signal;

beforeAll(async () => {
  service = await MisbehavingService.start(keyOf, (key, attempt) => {
    const behaviour = behaviours[`${key} ${attempt}`] ?? behaviours[key];
    return behaviour ?? json({ SessionId: randomUUID() });
  });
  client = clientWith({});
});
beforeEach(() => {
  behaviours = {};
  service.requests.clear();
});
afterAll(async () => await service.close());

function clientWith(options: CallOptions): LivenessClient {
  const clientOptions = new ClientOptions(settings({ rekognition: service.url }, options), LOG);
  const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
  const connection = new Connection('us-east-1', () => undefined, clientOptions, { credentials });
  return createLivenessClient(connection, 'us-east-1', 10_000);
}

interface CallOptions {
  readonly maxAttempts?: number;
  readonly readTimeoutSeconds?: number;
}

const NO_PROXIES = { http: undefined, https: undefined, except: '' };
const LOG = new Logger('test', undefined, () => undefined);

function settings(
  endpoints: ConnectionSettings['endpoints'],
  { maxAttempts = 25, readTimeoutSeconds = READ_TIMEOUT }: CallOptions = {},
): ConnectionSettings {
  return {
    region: 'us-east-1',
    profile: 'default',
    profileOrigin: undefined,
    staticCredentials: undefined,
    roles: [],
    webIdentity: undefined,
    endpoints,
    chainEndpoint: () => undefined,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    s3UsePathStyle: false,
    signed: true,
    retries: { maxAttempts, mode: 'standard' },
    network: {
      connectTimeoutSeconds: 5,
      readTimeoutSeconds,
      certificates: undefined,
      insecure: false,
      proxies: NO_PROXIES,
    },
    environmentNetwork: { certificates: undefined, insecure: false, proxies: NO_PROXIES },
    instanceMetadata: { disabled: true, endpoint: 'http://169.254.169.254', version1Disabled: false },
    accounts: { allowed: [], forbidden: [] },
    userAgent: { application: '', before: '', after: '' },
    sessionNamePrefix: 'test',
  };
}

/** The token of a create, the id of a look, and the operation of STS. */
function keyOf(body: string): string {
  const [, key] = /"(?:ClientRequestToken|SessionId)":"([^"]+)"/.exec(body) ?? /Action=(\w+)/.exec(body) ?? [];
  return key ?? '';
}

async function failure(call: Promise<unknown>): Promise<ServiceCallError> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (!(error instanceof ServiceCallError)) throw new Error(`no ServiceCallError but ${String(error)}`);
  return error;
}

const create = (token: string) => client.createSession({ ClientRequestToken: token }, signal);

describe('an answer to a create', () => {
  test.for(Object.entries(INVALID_CREATES))(
    'that is wrong is retried twice and told: %s',
    async ([name, [it, said]]) => {
      behaviours[name] = it;
      const { summary, detail } = await failure(create(name));
      expect(summary).toBe('The Rekognition endpoint gave an invalid answer');
      expect(detail).toMatch(/^A system between this machine and Rekognition may have changed the answer/);
      expect(detail).toContain('InvalidAnswer: the endpoint answered ');
      expect(detail).toMatch(said);
      expect(detail).toContain('Attempts: 3');
      expect(detail).toMatch(/HTTP status: [24]00/);
      expect(detail).not.toContain(ID);
      expect(detail).not.toContain('Deserialization error');
      expect(service.requests.get(name)).toBe(3);
    },
  );

  test.for(['html', 'broken-json', 'number-id', 'empty'])('that is wrong once is asked for again: %s', async (name) => {
    behaviours[`${name} 1`] = INVALID_CREATES[name]?.[0] as Behaviour;
    behaviours[name] = json({ SessionId: ID });
    expect(await create(name)).toBe(ID);
    expect(service.requests.get(name)).toBe(2);
  });

  test('with members that this version does not know is accepted, however deep they are', async () => {
    behaviours.more = answering(`{"SessionId":"${ID}","Later":${DEEP}}`);
    expect(await create('more')).toBe(ID);
  });

  test('that is a page of a gateway is a fault of the service, and retried as such', async () => {
    for (const attempt of [1, 2, 3]) behaviours[`gateway ${attempt}`] = answering('<html>', 502, 'text/html');
    behaviours.gateway = json({ SessionId: ID });
    expect(await create('gateway')).toBe(ID);
    expect(service.requests.get('gateway')).toBe(4);
  });

  test.for([
    ['stalls', stalling],
    ['comes a byte at a time', dripping],
  ] as const)('that %s ends at the timeout, and is retried as a timeout', async ([name, behaviour]) => {
    behaviours[name] = behaviour;
    const { summary, detail } = await failure(create(name));
    expect(summary).toBe('The Rekognition endpoint did not answer in time');
    expect(detail).toContain('TimeoutError: the answer began and did not end in time');
    expect(detail).toContain('Attempts: 3');
    expect(service.requests.get(name)).toBe(3);
    behaviours[name] = json({ SessionId: ID });
    expect(await create(name)).toBe(ID);
  });

  test.for([65_536, 1])('that has no end is cut off, in bounded memory, in pieces of %i bytes', async (chunkLength) => {
    let sent = 0;
    let connection: Socket | null = null;
    const flood = flooding(chunkLength, (bytes) => {
      sent += bytes;
    });
    behaviours.endless = (response) => {
      connection = response.socket;
      flood(response);
    };
    const before = process.memoryUsage();
    const patient = clientWith({ maxAttempts: 1, readTimeoutSeconds: 60 });
    const { summary, detail } = await failure(patient.createSession({ ClientRequestToken: 'endless' }, signal));
    expect(summary).toBe('The Rekognition endpoint gave an invalid answer');
    expect(detail).toContain('InvalidAnswer: the answer is longer than 4194304 bytes');
    expect(process.memoryUsage().rss - before.rss).toBeLessThan(MOST_GROWTH);
    // What the client did not read is in the buffers of the connection.
    expect(sent).toBeLessThan(64 * 2 ** 20);
    await vi.waitFor(() => expect(connection?.destroyed).toBe(true));
  });
});

describe('the results of a session', () => {
  test.for(Object.entries(INVALID_RESULTS))('are refused with %s', async ([, [behaviour, said]]) => {
    behaviours[ID] = behaviour;
    const { summary, detail } = await failure(client.getSessionResults(ID, signal));
    expect(summary).toBe('The Rekognition endpoint gave an invalid answer');
    expect(detail).toMatch(said);
    expect(detail).not.toContain(IMAGE.slice(0, 20));
    expect(detail).not.toContain(ID);
    expect(service.requests.get(ID)).toBe(3);
  });

  test('may have five images of the largest size, and values that AWS adds later', async () => {
    const image = { Bytes: Buffer.alloc(204_800, 1).toString('base64') };
    behaviours[ID] = results({
      ReferenceImage: image,
      AuditImages: [image, image, image, image],
      Challenge: { Type: 'LaterChallenge', Version: '1000.0.0' },
      Feedback: [{ Code: 'LATER', Message: 'Later.' }],
    });
    const found = await client.getSessionResults(ID, signal);
    expect(found?.auditImages.map(({ bytes }) => bytes?.length)).toEqual([204_800, 204_800, 204_800, 204_800]);
    expect(found).toMatchObject({ challenge: { type: 'LaterChallenge' }, feedback: [{ code: 'LATER' }] });
  });
});

describe('an answer of STS', () => {
  const XML = 'text/xml';
  const wrapped = (inner: string) =>
    answering(`<AssumeRoleResponse><AssumeRoleResult>${inner}</AssumeRoleResult></AssumeRoleResponse>`, 200, XML);
  const assume = async () => {
    const sts = new Sts(new ClientOptions(settings({ sts: service.url }), LOG), () => 'us-east-1', 'test', signal);
    const source = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
    return await sts.assumeRole(source, {
      arn: 'arn:aws:iam::123456789012:role/kiosk',
      durationSeconds: undefined,
      policy: undefined,
      policyArns: [],
      sessionName: undefined,
      externalId: undefined,
      sourceIdentity: undefined,
      tags: {},
      transitiveTagKeys: [],
      origin: { name: 'test' },
    });
  };

  test.for([
    ['that is empty', answering('', 200, XML), 'without an account or credentials'],
    ['that is a page', answering('<html><body>Sign in</body></html>', 200, 'text/html'), 'the endpoint answered '],
    ['that is broken', answering('<AssumeRoleResponse><Assume', 200, XML), 'the endpoint answered '],
    ['that is JSON', answering('{"a":1}'), 'the endpoint answered '],
    ['without credentials', wrapped(''), 'without an account or credentials'],
    [
      'with half of the credentials',
      wrapped('<Credentials><AccessKeyId>A</AccessKeyId></Credentials>'),
      'without an account',
    ],
    [
      'that is nested deeply',
      answering('<a>'.repeat(20_000) + '</a>'.repeat(20_000), 200, XML),
      'the endpoint answered ',
    ],
  ] as const)('%s is retried twice and told', async ([, behaviour, said]) => {
    behaviours.AssumeRole = behaviour;
    await expect(assume()).rejects.toMatchObject({ name: 'InvalidAnswer', message: expect.stringContaining(said) });
    expect(service.requests.get('AssumeRole')).toBe(3);
  });

  test('that stalls ends at the timeout', async () => {
    behaviours.AssumeRole = stalling;
    await expect(assume()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(service.requests.get('AssumeRole')).toBe(3);
  });
});

describe('Terraform', () => {
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    workspace = await initialized('', { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: service.url });
  });
  afterAll(() => workspace.dispose());

  test('reports wrong answers as those of the endpoint, and ends', async () => {
    // Each case is a provider block, which Terraform starts three processes for.
    const cases: Readonly<Record<string, readonly [Behaviour, RegExp]>> = {
      ...Object.fromEntries(Object.entries(INVALID_CREATES).filter(([name]) => ['html', 'deep-error'].includes(name))),
      stalling: [stalling, /did not end in time/],
      dripping: [dripping, /did not end in time/],
      flooding: [flooding(65_536, () => undefined), /longer than 4194304 bytes/],
    };
    behaviours = Object.fromEntries(Object.entries(cases).map(([name, [behaviour]]) => [name, behaviour]));
    behaviours.AssumeRole = stalling;
    const block = `read_timeout = ${5 * READ_TIMEOUT}`;
    const blocks = Object.fromEntries(Object.keys(cases).map((name) => [name, block]));
    const role = `${block}\nassume_role {\nrole_arn = "arn:aws:iam::123456789012:role/kiosk"\n}`;
    const { sts, ...said } = await planSessions(workspace, { ...blocks, sts: role });
    expect(sts).toMatchObject([
      {
        summary: 'The STS endpoint did not answer in time',
        detail: expect.stringContaining('TimeoutError: the answer began and did not end in time'),
      },
    ]);
    expect(service.requests.get('AssumeRole')).toBe(3);
    for (const [name, [, expected]] of Object.entries(cases)) {
      const [diagnostic, ...more] = said[name] ?? [];
      expect(diagnostic?.summary, name).toMatch(
        /^The Rekognition endpoint (gave an invalid answer|did not answer in time)$/,
      );
      expect(diagnostic?.detail, name).toMatch(expected);
      expect(more, name).toEqual([]);
      expect(service.requests.get(name), name).toBe(3);
    }
  });
});
