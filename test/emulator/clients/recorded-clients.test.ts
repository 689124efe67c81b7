import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { startEmulator } from '../../../src/emulator';
import { type Exchange, Relay } from '../../support/relay';
import { signerOf } from '../../support/signature';
import { CALLS_OF_ALL, CALLS_OF_CLI, MORE_CALLS, SIGNERS } from './calls';
import { awsCli, boto3, provider, sdkForJavaScript } from './clients';

// Real clients make the same calls, each to an emulator of its own that verifies their signatures. Their requests are equal
// except for the parts that identify the client, and the answers except for ids and dates.

const CALLS = [...CALLS_OF_ALL, ...MORE_CALLS];

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Answers by request. */
type Answers = Readonly<Record<string, readonly object[]>>;

/** Makes calls with a client, and records requests and answers. */
async function record<T>(use: (url: string) => Promise<T>): Promise<{ outcomes: T; answers: Answers; count: number }> {
  const emulator = await startEmulator({ credentials: [SIGNERS.permanent, SIGNERS.temporary] });
  const relay = await Relay.start(emulator.url);
  try {
    const outcomes = await use(relay.url);
    const ids = new Set(emulator.sessions().map(({ sessionId }) => sessionId));
    return { outcomes, answers: answersByRequest(relay.exchanges, ids), count: relay.exchanges.length };
  } finally {
    await relay.close();
    await emulator.close();
  }
}

/** Removes the ids of sessions from requests, and all ids from answers, because they differ each time. */
function answersByRequest(exchanges: readonly Exchange[], sessionIds: ReadonlySet<string>): Answers {
  const answers: Record<string, object[]> = {};
  for (const { request, answer } of exchanges) {
    const { accessKeyId, region } = signerOf(request) ?? {};
    const { 'x-amz-target': target, 'content-type': type, 'x-amz-security-token': token } = request.headers;
    const body = canonicalize(JSON.parse(request.body.replace(UUID, (id) => (sessionIds.has(id) ? 'a session' : id))));
    const key = `${target} ${type} ${accessKeyId} ${token} ${region} ${body}`;
    const { date: _, connection: __, 'keep-alive': ___, 'x-amzn-requestid': id, ...headers } = answer.headers;
    answers[key] ??= [];
    answers[key].push({
      ...answer,
      headers: { ...headers, 'x-amzn-requestid': String(id).replace(UUID, 'id') },
      body: answer.body.replace(UUID, 'id'),
    });
  }
  return answers;
}

let reference: Awaited<ReturnType<typeof record<string[]>>>;
beforeAll(async () => {
  reference = await record((url) => sdkForJavaScript(url, CALLS));
});

describe('the AWS SDK for JavaScript', () => {
  it('gets the errors of its calls', () => {
    expect(Object.fromEntries(CALLS.map(({ name }, index) => [name, reference.outcomes[index]]))).toEqual({
      'a token': '',
      everything: '',
      'a limit of no images': '',
      'a bucket and an empty prefix': '',
      'the same again': '',
      'the same token with something else': 'IdempotentParameterMismatchException',
      'another region': '',
      'a region without Face Liveness': 'AccessDeniedException',
      'temporary credentials': '',
      'a wrong secret': 'InvalidSignatureException',
      'an unknown access key': 'UnrecognizedClientException',
      'a wrong session token': 'UnrecognizedClientException',
      'the results of a session': '',
      'the results of no session': 'SessionNotFoundException',
      "the results of another's session": 'SessionNotFoundException',
      nothing: '',
      'an empty list': '',
      'an empty key': 'ValidationException',
      'a key with a blank': 'ValidationException',
      'a long token': 'ValidationException',
      'a bad token, and more': 'ValidationException',
      'a negative limit': 'ValidationException',
      'a limit that is a text': 'SerializationException',
      'no bucket': 'ValidationException',
      'a short bucket': 'ValidationException',
      'a prefix with a blank': 'ValidationException',
      'a long prefix': 'ValidationException',
      'an unknown challenge': 'ValidationException',
      'half a version': 'ValidationException',
      'a range the wrong way round': '',
      'the results of nothing': 'ValidationException',
      'the results of what is no id': 'ValidationException',
      'the results in another region': 'SessionNotFoundException',
    });
  });

  it('sends a different request with each call except one', () => {
    expect(reference.count).toBe(CALLS.length);
    expect(Object.keys(reference.answers)).toHaveLength(CALLS.length - 1);
  });
});

describe.each([
  ['the AWS CLI', awsCli, CALLS_OF_CLI],
  ['boto3', boto3, CALLS],
])('%s', (_, client, calls) => {
  it('sends the same requests, gets the same answers, and reports the same errors', async () => {
    const { answers, outcomes, count } = await record((url) => client(url, calls));
    expect(count).toBe(calls.length);
    for (const [request, same] of Object.entries(answers)) {
      expect(reference.answers[request]).toEqual(expect.arrayContaining([...same]));
    }
    expect(outcomes).toEqual(calls.map((call) => reference.outcomes[CALLS.indexOf(call)]));
  });
});

describe('our provider', () => {
  it('sends the same requests and gets the same answers', async () => {
    const { answers, count } = await record((url) => provider(url, CALLS_OF_ALL));
    expect(count).toBe(CALLS_OF_ALL.length);
    for (const [request, same] of Object.entries(answers)) {
      expect(reference.answers[request]).toEqual(expect.arrayContaining([...same]));
    }
  });
});
