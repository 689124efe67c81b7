import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../harness/machine/ports';
import type { Config } from '../../../harness/plugin/provider-client';
import type { TerraformWorkspace } from '../../../harness/terraform/terraform-workspace';
import { initialized } from '../../support/hcl';
import { configuredProvider, messageOf } from '../support';

// The errors for failed calls, one of them with the real Terraform. A local service gives the answer of each test, because the
// emulator cannot fail in all these ways.

const REQUEST_ID = '0a1b2c3d-0000-4000-8000-000000000000';
let answer: { status: number; body: string };
let requests = 0;
let service: Server;
let workspace: TerraformWorkspace;
let url: string;

beforeAll(async () => {
  service = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => {
      response.writeHead(answer.status, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-requestid': REQUEST_ID,
      });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  workspace = await initialized('');
});
afterEach(() => {
  requests = 0;
});
afterAll(() => {
  workspace.dispose();
  service.close();
});

/** Plans a pool of one session and returns the error that Terraform prints, on one line. */
async function failedPlan(endpoint: string): Promise<string> {
  workspace.write({
    'main.tf': `provider "faceliveness" {
  region = "eu-west-1"
  endpoints {
    rekognition = "${endpoint}"
  }
}
data "faceliveness_session_pool" "this" {
  name = "kiosk"
  size = 1
}
`,
  });
  const { code, stderr } = await workspace.plan();
  expect(code).toBe(1);
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  return stderr.replace(/\s+/g, ' ');
}

/** Reads a pool of one session without Terraform, and returns the error. */
async function failedRead(endpoint: string, config: Config = {}): Promise<string> {
  const client = await configuredProvider(endpoint, { region: 'eu-west-1', ...config });
  const said = await messageOf(client.read('faceliveness_session_pool', { name: 'kiosk', size: 1 }));
  expect(said).not.toMatch(/\n\s+at .*:\d+:\d+/);
  return said.replace(/\s+/g, ' ');
}

describe('an error of the service', () => {
  test('AccessDeniedException without a message is explained with the permission, the regions and the request id', async () => {
    answer = { status: 400, body: '{"__type":"AccessDeniedException"}' };
    const said = await failedPlan(url);
    expect(said).toContain('Error: Access to CreateFaceLivenessSession was denied');
    expect(said).toContain('with data.faceliveness_session_pool.this');
    expect(said).toContain('slot 0 of the pool "kiosk"');
    expect(said).toContain('permission rekognition:CreateFaceLivenessSession');
    expect(said).toMatch(/us-east-1, us-west-2, eu-west-1, .*ap-southeast-7/);
    expect(said).toContain('AccessDeniedException (without a message)');
    expect(said).toContain(`Request ID: ${REQUEST_ID}`);
    expect(said).toContain('s3:PutObject');
    expect(said).toContain('terraform destroy -refresh=false');
    expect(requests).toBe(1);
  });

  test('a throttle is explained with the retries', async () => {
    answer = { status: 400, body: '{"__type":"ThrottlingException","message":"Rate exceeded"}' };
    const said = await failedRead(url, { max_retries: 2 });
    expect(said).toContain('was throttled, and retries did not help');
    expect(said).toContain('max_requests_per_second');
    expect(said).toContain('ThrottlingException: Rate exceeded');
    expect(requests).toBe(3);
    expect(said).toContain('Attempts: 3');
    expect(said).toContain(`Request ID: ${REQUEST_ID}`);
  });

  test('a fault of the service is retried and explained', async () => {
    answer = { status: 500, body: '{"__type":"InternalServerError","message":"Oops"}' };
    const said = await failedRead(url, { max_retries: 1 });
    expect(said).toContain('Rekognition failed to answer CreateFaceLivenessSession, and retries did not help');
    expect(requests).toBe(2);
  });

  test.each([
    ['InvalidParameterException', 'refused a parameter'],
    ['IdempotentParameterMismatchException', 'used before with other parameters'],
    ['ServiceQuotaExceededException', 'quota for CreateFaceLivenessSession is used up'],
    ['UnrecognizedClientException', 'does not accept the credentials'],
    ['InvalidSignatureException', 'does not accept the signature'],
    ['ExpiredTokenException', 'credentials have expired'],
    ['SomethingNewException', 'CreateFaceLivenessSession failed: SomethingNewException'],
  ])('%s is explained and not retried', async (type, summary) => {
    answer = { status: 400, body: JSON.stringify({ __type: type, message: 'In the words of the service' }) };
    const said = await failedRead(url);
    expect(said).toContain(summary);
    expect(said).toContain(`${type}: In the words of the service`);
    expect(requests).toBe(1);
  });

  test('an answer of a gateway is explained by systems in between', async () => {
    answer = { status: 502, body: '<html>Bad gateway</html>' };
    const said = await failedRead(url, { max_retries: 1 });
    expect(said).toContain('The Rekognition endpoint gave an invalid answer');
    expect(said).toContain('may have changed the answer, or answered instead: check http_proxy and https_proxy');
    expect(said).toContain('HTTP status: 502');
    expect(said).not.toContain('documentation of Amazon Rekognition');
    expect(requests).toBe(2);
  });
});

describe('an endpoint', () => {
  test('without a server fails', async () => {
    const said = await failedRead(`http://127.0.0.1:${await freePort()}`);
    expect(said).toContain('The Rekognition endpoint cannot be reached');
    expect(said).toContain('ECONNREFUSED');
  });

  test('that accepts connections and does not answer fails after read_timeout', async () => {
    const silent: TcpServer = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = silent.address() as AddressInfo;
      const said = await failedRead(`http://127.0.0.1:${port}`, { read_timeout: 0.3 });
      expect(said).toContain('did not answer in time');
      expect(said).toContain('read_timeout');
    } finally {
      silent.close();
    }
  });
});

describe('no request is sent without', () => {
  const plan = async (provider: string, env: NodeJS.ProcessEnv): Promise<string> => {
    const bare = await initialized(
      `provider "faceliveness" {\n${provider}\n}\ndata "faceliveness_session" "this" {\n  name = "a"\n}\n`,
      { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_ENDPOINT_URL_REKOGNITION: url, ...env },
    );
    try {
      const { code, stderr } = await bare.plan();
      expect(code).toBe(1);
      return stderr.replace(/\s+/g, ' ');
    } finally {
      bare.dispose();
    }
  };

  test('credentials', async () => {
    const said = await plan('region = "eu-west-1"', {});
    expect(said).toContain('Error: No valid credential sources found');
    expect(said).toMatch(/provider\["registry\.(terraform\.io|opentofu\.org)\/cdktf-face-liveness\/faceliveness"\]/);
    expect(requests).toBe(0);
  });

  test('a region', async () => {
    const said = await plan('', { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
    expect(said).toContain('Error: Missing region');
    expect(requests).toBe(0);
  });

  test('a region that has Face Liveness', async () => {
    const said = await plan('', { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-north-1' });
    expect(said).toContain('Error: Invalid AWS Region');
    expect(requests).toBe(0);
  });
});
