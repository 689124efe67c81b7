import { expect, test } from 'vitest';
import { CREATE_SESSION_REQUEST } from '../../src/liveness/create-session-request';
import { GET_SESSION_RESULTS_REQUEST } from '../../src/liveness/get-session-results';
import { skeleton } from '../../src/liveness/skeleton';

test('the skeleton of a request has every member, in the order of the service model', () => {
  // The form that the AWS CLI prints; test/cli compares it with the real output.
  expect(JSON.stringify(skeleton(CREATE_SESSION_REQUEST))).toBe(
    '{"KmsKeyId":"","Settings":{"OutputConfig":{"S3Bucket":"","S3KeyPrefix":""},"AuditImagesLimit":0,' +
      '"ChallengePreferences":[{"Type":"FaceMovementAndLightChallenge","Versions":{"Minimum":"","Maximum":""}}]},' +
      '"ClientRequestToken":""}',
  );
  expect(skeleton(GET_SESSION_RESULTS_REQUEST)).toEqual({ SessionId: '' });
});
