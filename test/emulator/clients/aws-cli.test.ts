import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../../../src/emulator';
import { emulators } from '../support/emulator';

const start = emulators();

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the AWS CLI without the user's configuration, with a single attempt. */
function aws(emulator: Emulator, operation: string, request: object, region = 'us-east-1'): Promise<Outcome> {
  const parameters = ['--endpoint-url', emulator.url, '--region', region, '--cli-input-json', JSON.stringify(request)];
  const env = {
    PATH: process.env.PATH,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  };
  return new Promise((resolve) => {
    const child = execFile('aws', ['rekognition', operation, ...parameters], { env }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, stdout, stderr: stderr.trim() });
    });
  });
}

describe('the AWS CLI', () => {
  it('creates a session and gets its results', async () => {
    const emulator = await start();
    const request = {
      KmsKeyId: 'alias/liveness',
      ClientRequestToken: 'cli',
      Settings: { OutputConfig: { S3Bucket: 'images' }, AuditImagesLimit: 2 },
    };
    const created = await aws(emulator, 'create-face-liveness-session', request);
    const [session] = emulator.sessions();
    expect(created).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(created.stdout)).toEqual({ SessionId: session?.sessionId });
    expect(session?.request).toEqual(request);

    const results = await aws(emulator, 'get-face-liveness-session-results', { SessionId: session?.sessionId });
    expect(JSON.parse(results.stdout)).toEqual({ SessionId: session?.sessionId, Status: 'CREATED' });
  });

  it('gets the errors of parameters that it does not validate itself', async () => {
    const emulator = await start();
    const request = { ClientRequestToken: 'bad token!', Settings: { AuditImagesLimit: 9 } };
    const { status, stderr } = await aws(emulator, 'create-face-liveness-session', request);
    expect(status).not.toBe(0);
    expect(stderr).toContain(
      'An error occurred (ValidationException) when calling the CreateFaceLivenessSession operation: ' +
        "2 validation errors detected: Value '9' at 'settings.auditImagesLimit' failed to satisfy constraint",
    );
    expect(stderr).toContain("Value 'bad token!' at 'clientRequestToken' failed to satisfy constraint");
  });
});
