import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_ID } from '../../../src/liveness/session';
import { shapeErrors } from '../../../src/liveness/shape';
import { awsCli } from '../../support/aws-cli';
import { faceLiveness } from '../../support/face-liveness';
import { type RecordingService, startRecordingService } from '../../support/recording-service';

const CREATE = 'create-face-liveness-session';
const RESULTS = 'get-face-liveness-session-results';

describe('face-liveness skeleton', () => {
  test('prints the input of CreateFaceLivenessSession', () => {
    const { status, stdout, stderr } = faceLiveness(['skeleton']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(Object.keys(JSON.parse(stdout))).toEqual(['KmsKeyId', 'Settings', 'ClientRequestToken']);
    expect(faceLiveness(['skeleton', CREATE]).stdout).toBe(stdout);
  });

  test('prints a sample response', () => {
    const { status, stdout } = faceLiveness(['skeleton', '--output']);
    expect(status).toBe(0);
    const { SessionId, ...others } = JSON.parse(stdout);
    expect(shapeErrors(SESSION_ID, SessionId)).toEqual([]);
    expect(others).toEqual({});
  });

  test('refuses an unknown operation', () => {
    const { status, stdout, stderr } = faceLiveness(['skeleton', 'start-face-liveness-session']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`Allowed choices are ${CREATE}, ${RESULTS}.`);
  });
});

describe('the AWS CLI', () => {
  let service: RecordingService;

  beforeAll(async () => {
    service = await startRecordingService();
  });
  afterAll(() => service.close());

  test.each([CREATE, RESULTS])('prints the same input for %s', async (operation) => {
    const { stdout } = await awsCli('rekognition', operation, '--generate-cli-skeleton');
    // The AWS CLI picks a challenge at random.
    const picked = stdout.replace(/"FaceMovement\w*"/, '"FaceMovementAndLightChallenge"');
    expect(faceLiveness(['skeleton', operation]).stdout).toBe(picked);
  });

  test.each([
    [CREATE, []],
    [RESULTS, ['--session-id', '01234567-89ab-4cde-8f01-23456789abcd']],
  ])('prints no sample response of %s, and parses ours', async (operation, options) => {
    const sample = await awsCli('rekognition', operation, ...options, '--generate-cli-skeleton', 'output');
    expect(sample.code).not.toBe(0);

    const { stdout } = faceLiveness(['skeleton', operation, '--output']);
    service.answer = JSON.parse(stdout);
    // The AWS CLI drops members that its model of the service does not have, so an unchanged response is valid.
    const answered = await awsCli('rekognition', operation, ...options, '--endpoint-url', service.url);
    expect(answered, answered.stderr).toMatchObject({ code: 0, stdout });
  });
});
