import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { type Emulator, startEmulator } from '../../../src/emulator';
import { initialized } from '../../support/hcl';

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

function configuration(endpoint: string, id: string, more = ''): string {
  return `provider "faceliveness" {
  endpoints {
    rekognition = "${endpoint}"
  }
}
${more}
data "faceliveness_session_results" "this" {
  session_id = ${id}
}
`;
}

async function results(hcl: string): Promise<Record<string, unknown>> {
  workspace.write({ 'main.tf': hcl });
  const { code, stdout, stderr } = await workspace.apply();
  expect(code, stdout + stderr).toBe(0);
  const found = workspace.resources().find(({ type }) => type === 'faceliveness_session_results');
  return { ...found?.values };
}

async function failure(hcl: string): Promise<string> {
  workspace.write({ 'main.tf': hcl });
  const { code, stderr } = await workspace.plan();
  expect(code).toBe(1);
  return stderr.replace(/\s+/g, ' ');
}

const finishedUrl = () => `http://127.0.0.1:${(finished.address() as AddressInfo).port}`;

describe('data faceliveness_session_results', () => {
  test('has only a status for an open session', async () => {
    const state = await results(
      configuration(
        emulator.url,
        'data.faceliveness_session.this.session_id',
        'data "faceliveness_session" "this" {\n  name = "open"\n}\n',
      ),
    );
    expect(state).toMatchObject({
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
    const inPreview = (id: string, more = '') =>
      configuration(finishedUrl(), id, more).replace('endpoints', 'preview = true\n  endpoints');
    const data = 'data "faceliveness_session" "this" {\n  name = "open"\n}\n';
    for (const hcl of [inPreview('data.faceliveness_session.this.session_id', data), inPreview(`"${randomUUID()}"`)]) {
      expect(await results(hcl)).toMatchObject({ status: 'PREVIEW', confidence: null, feedback: [], audit_images: [] });
    }
  });

  test('needs an id that is not null outside a preview', async () => {
    expect(await failure(configuration(finishedUrl(), 'null'))).toContain('session_id is null; it must have a value');
  });

  test('an error of the service says how to destroy without reading', async () => {
    const said = await failure(configuration('http://127.0.0.1:1', `"${randomUUID()}"`));
    expect(said).toContain('terraform destroy -refresh=false');
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
    const state = await results(configuration(finishedUrl(), `"${id}"`));
    expect(state).toEqual({
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
    });
    const { code, stdout } = await workspace.plan('-detailed-exitcode');
    expect(code, stdout).toBe(0);
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
    expect(await results(configuration(finishedUrl(), `"${id}"`))).toMatchObject({
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
    const session = 'data "faceliveness_session" "this" {\n  name = "finished"\n}\n';
    const hcl = configuration(emulator.url, 'data.faceliveness_session.this.session_id', session);
    await results(hcl);
    const id = workspace.resources().find(({ type }) => type === 'faceliveness_session')?.values.session_id;
    await emulator.completeSession(String(id), { feedback: ['FACE_NOT_VISIBLE'] });
    expect(await results(hcl)).toMatchObject({
      status: 'SUCCEEDED',
      feedback: [{ code: 'FACE_NOT_VISIBLE', message: expect.any(String) }],
    });
  });

  test('says that the endpoint answered something else', async () => {
    answer = { SessionId: randomUUID(), Status: 'SUCCEEDED', Confidence: true };
    const said = await failure(configuration(finishedUrl(), `"${randomUUID()}"`));
    expect(said).toContain('Error: The Rekognition endpoint gave an invalid answer');
    expect(said).toContain('the endpoint answered with Confidence true; a confidence is a number from 0 to 100');
    expect(said).not.toMatch(/bug in the provider/i);
  });

  test('keeps only the length and the digest of bytes', async () => {
    answer = { SessionId: randomUUID(), Status: 'SUCCEEDED', ReferenceImage: { Bytes: IMAGE.toString('base64') } };
    const state = await results(configuration(finishedUrl(), `"${randomUUID()}"`));
    expect(state.reference_image).toEqual({
      s3_object: null,
      bounding_box: null,
      bytes_length: IMAGE.length,
      bytes_sha256: createHash('sha256').update(IMAGE).digest('hex'),
    });
    expect(JSON.stringify(workspace.resources())).not.toContain(IMAGE.toString('base64').slice(0, 12));
  });

  test.each([
    ['"1234"', /^Invalid session_id$/, /36 characters, a UUID/],
    [`"${randomUUID().toUpperCase()}"`, /^Invalid session_id$/, /in lower case/],
  ])('refuses the id %s at validate time, without repeating it', async (id, summary, detail) => {
    workspace.write({ 'main.tf': configuration(emulator.url, id) });
    const { diagnostics } = await workspace.validate();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.summary).toMatch(summary);
    expect(diagnostics[0]?.detail).toMatch(detail);
    expect(diagnostics[0]?.detail).not.toContain(id.slice(1, -1));
  });

  test('explains an id that does not exist in the region', async () => {
    const said = await failure(configuration(emulator.url, `"${randomUUID()}"`));
    expect(said).toContain('Error: Session not found');
    expect(said).toMatch(/no session with this id in us-east-1.*expired.*another region or account/);
  });
});
