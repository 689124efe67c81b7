import { describe, expect, it } from 'vitest';
import { authorization, emulators, requestHeaders, send } from '../support/emulator';

const start = emulators();

async function refusal(headers: Record<string, string>): Promise<unknown> {
  const emulator = await start();
  const { status, text } = await send(emulator, { headers });
  expect(status).toBe(400);
  expect(emulator.sessions()).toEqual([]);
  expect(emulator.calls.CreateFaceLivenessSession.failed).toBe(1);
  return JSON.parse(text);
}

describe('a request', () => {
  it('has to be signed', async () => {
    const { Authorization: _, ...headers } = requestHeaders();
    expect(await refusal(headers)).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
  });

  it('needs the parameters of a signature', async () => {
    expect(await refusal({ ...requestHeaders(), Authorization: 'Bearer abc' })).toEqual({
      __type: 'IncompleteSignatureException',
      message: "'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'.",
    });
  });

  it.each([
    ['Credential', /Credential=[^,]+, /],
    ['SignedHeaders', /SignedHeaders=[^,]+, /],
    ['Signature', /, Signature=.*/],
    ['Signature', /(?<=Signature=).*/],
  ])('needs %s in its signature', async (parameter, part) => {
    const incomplete = authorization().replace(part, '');
    expect(await refusal({ ...requestHeaders(), Authorization: incomplete })).toEqual({
      __type: 'IncompleteSignatureException',
      message: `Authorization header requires '${parameter}' parameter. Authorization=${incomplete}`,
    });
  });

  it('is answered with all missing parts of its signature', async () => {
    const { 'X-Amz-Date': _, ...headers } = requestHeaders();
    expect(await refusal({ ...headers, Authorization: 'AWS4-HMAC-SHA256' })).toEqual({
      __type: 'IncompleteSignatureException',
      message:
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
        "Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a " +
        "'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
    });
  });

  it.each([
    'test',
    'test/20260101/us-east-1/rekognition',
    'a/b/c/d/e/f',
    '/20260101/us-east-1/rekognition/aws4_request',
  ])('needs five elements in its credential, not %j', async (credential) => {
    expect(await refusal({ ...requestHeaders(), Authorization: authorization(credential) })).toEqual({
      __type: 'IncompleteSignatureException',
      message:
        'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, ' +
        `got '${credential}'`,
    });
  });

  it.each([
    ['test/20260101/us-east-1/s3/aws4_request', "Credential should be scoped to correct service: 'rekognition'. "],
    [
      'test/20260101/us-east-1/rekognition/aws5_request',
      "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. ",
    ],
  ])('needs a valid scope, not %s', async (credential, message) => {
    expect(await refusal({ ...requestHeaders(), Authorization: authorization(credential) })).toEqual({
      __type: 'InvalidSignatureException',
      message,
    });
  });

  it('can have a signature without blanks between the parameters, and a Date header', async () => {
    const { 'X-Amz-Date': _, ...headers } = requestHeaders();
    const Authorization = authorization().replaceAll(', ', ',');
    const { status } = await send(await start(), {
      headers: { ...headers, Authorization, Date: 'Thu, 01 Jan 2026 00:00:00 GMT' },
    });
    expect(status).toBe(200);
  });
});
