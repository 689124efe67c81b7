import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../../harness/plugin/provider-client';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized } from '../../support/hcl';
import { applySteps, configuredProvider, messageOf, read as readDataSource, type Values } from '../support';

// Answers for finished sessions come from a local server, which can give any answer that the service model allows.

const IMAGE = Buffer.from('not really a JPEG');
const BOX = { Width: 0.25, Height: 0.5, Left: 0.125, Top: 0.1 };

let emulator: Emulator;
let finished: Server;
let answer: object;
let workspace: TerraformWorkspace;

beforeAll(async () => {
  emulator = await startEmulator();
  finished = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => finished.listen(0, '127.0.0.1', resolve));
  workspace = await initialized('', { AWS_REGION: 'us-east-1' });
});
afterAll(async () => {
  workspace.dispose();
  finished.close();
  await emulator.close();
});

const configuration = (id: string) => `data "faceliveness_session_results" "this" {\n  session_id = "${id}"\n}\n`;

/** Reads the results of a session without Terraform. */
async function read(endpoint: string, id: string | null, config: Config = {}): Promise<Values> {
  const client = await configuredProvider(endpoint, config, { ignoreWarnings: config.preview === true });
  return await readDataSource(client, 'faceliveness_session_results', { session_id: id });
}

/** Creates a session without Terraform, and returns its id. */
async function created(endpoint: string, name: string, config: Config = {}): Promise<string | null> {
  const client = await configuredProvider(endpoint, config, { ignoreWarnings: config.preview === true });
  const { session_id: id } = await readDataSource(client, 'faceliveness_session', { name });
  return id as string | null;
}

const finishedUrl = () => `http://127.0.0.1:${(finished.address() as AddressInfo).port}`;

describe('data faceliveness_session_results', () => {
  test('has only a status for an open session', async () => {
    expect(await read(emulator.url, await created(emulator.url, 'open'))).toMatchObject({
      status: 'CREATED',
      region: 'us-east-1',
      confidence: null,
      challenge: null,
      feedback: [],
      sdk_type: null,
      reference_image: null,
      audit_images: [],
    });
  });

  test('is empty in a preview, for an id of the preview and for one that is known', async () => {
    const preview = { preview: true };
    for (const id of [await created(finishedUrl(), 'open', preview), randomUUID()]) {
      expect(await read(finishedUrl(), id, preview)).toMatchObject({
        status: 'PREVIEW',
        confidence: null,
        feedback: [],
        audit_images: [],
      });
    }
  });

  test('needs an id that is not null outside a preview', async () => {
    await expect(read(finishedUrl(), null)).rejects.toThrow('session_id is null; it must have a value');
  });

  test('an error of the service says how to destroy without reading', async () => {
    await applySteps('http://127.0.0.1:1', 'us-east-1', [
      { config: configuration(randomUUID()), error: /terraform destroy -refresh=false/ },
    ]);
  });

  test('shows S3 objects and bounding boxes', async () => {
    const id = randomUUID();
    answer = {
      SessionId: id,
      Status: 'SUCCEEDED',
      Confidence: 99.4,
      Challenge: { Type: 'FaceMovementChallenge', Version: '1.0.0' },
      ReferenceImage: {
        S3Object: { Bucket: 'images', Name: `p/${id}/reference.jpg`, Version: 'v1' },
        BoundingBox: BOX,
      },
      AuditImages: [{ S3Object: { Bucket: 'images', Name: `p/${id}/audit-0.jpg` } }],
      Feedback: [],
      Metadata: { SDKType: 'AmplifyJavaScript' },
    };
    const state = {
      'data.faceliveness_session_results.this': {
        session_id: id,
        region: 'us-east-1',
        status: 'SUCCEEDED',
        confidence: 99.4,
        challenge: { type: 'FaceMovementChallenge', version: '1.0.0' },
        feedback: [],
        sdk_type: 'AmplifyJavaScript',
        reference_image: {
          s3_object: { bucket: 'images', name: `p/${id}/reference.jpg`, version: 'v1' },
          bounding_box: { width: 0.25, height: 0.5, left: 0.125, top: 0.1 },
          bytes_length: null,
          bytes_sha256: null,
        },
        audit_images: [
          {
            s3_object: { bucket: 'images', name: `p/${id}/audit-0.jpg`, version: null },
            bounding_box: null,
            bytes_length: null,
            bytes_sha256: null,
          },
        ],
      },
    };
    await applySteps(finishedUrl(), 'us-east-1', [{ config: configuration(id), state }]);
  });

  test('has the feedback of a check that succeeded without a reference image', async () => {
    const id = randomUUID();
    answer = {
      SessionId: id,
      Status: 'SUCCEEDED',
      Confidence: 12.5,
      Feedback: [
        { Code: 'LOW_LIGHTING_DETECTED', Message: 'Too dark.' },
        { Code: 'SOMETHING_NEW', Message: '' },
      ],
    };
    expect(await read(finishedUrl(), id)).toMatchObject({
      status: 'SUCCEEDED',
      confidence: 12.5,
      challenge: null,
      feedback: [
        { code: 'LOW_LIGHTING_DETECTED', message: 'Too dark.' },
        { code: 'SOMETHING_NEW', message: '' },
      ],
      sdk_type: null,
      reference_image: null,
      audit_images: [],
    });
  });

  test('has the feedback that the emulator is told to give', async () => {
    const id = await created(emulator.url, 'finished');
    await emulator.completeSession(String(id), { feedback: ['FACE_NOT_VISIBLE'] });
    expect(await read(emulator.url, id)).toMatchObject({
      status: 'SUCCEEDED',
      feedback: [{ code: 'FACE_NOT_VISIBLE', message: expect.any(String) }],
    });
  });

  test('says that the endpoint answered something else', async () => {
    answer = { SessionId: randomUUID(), Status: 'SUCCEEDED', Confidence: true };
    const said = await messageOf(read(finishedUrl(), randomUUID()));
    expect(said).toContain('The Rekognition endpoint gave an invalid answer');
    expect(said).toContain('the endpoint answered with Confidence true; a confidence is a number from 0 to 100');
    expect(said).not.toMatch(/bug in the provider/i);
  });

  test('keeps only the length and the digest of bytes', async () => {
    answer = { SessionId: randomUUID(), Status: 'SUCCEEDED', ReferenceImage: { Bytes: IMAGE.toString('base64') } };
    const state = await read(finishedUrl(), randomUUID());
    expect(state.reference_image).toEqual({
      s3_object: null,
      bounding_box: null,
      bytes_length: IMAGE.length,
      bytes_sha256: createHash('sha256').update(IMAGE).digest('hex'),
    });
    expect(JSON.stringify(state)).not.toContain(IMAGE.toString('base64').slice(0, 12));
  });

  test.each([
    ['1234', /36 characters, a UUID/],
    [randomUUID().toUpperCase(), /in lower case/],
  ])('refuses the id %s at validate time, without repeating it', async (id, detail) => {
    workspace.write({ 'main.tf': configuration(id) });
    const { diagnostics } = await workspace.validate();
    expect(diagnostics).toMatchObject([{ summary: 'Invalid session_id', detail: expect.stringMatching(detail) }]);
    expect(diagnostics[0]?.detail).not.toContain(id);
  });

  test('explains an id that does not exist in the region', async () => {
    const said = await messageOf(read(emulator.url, randomUUID()));
    expect(said).toContain('Session not found');
    expect(said).toMatch(/no session with this id in us-east-1.*expired.*another region or account/);
  });
});
