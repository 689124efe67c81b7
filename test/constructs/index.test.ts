import { expect, test } from 'vitest';
import * as library from '../../src/constructs';

/** jsii, which carries the library to other languages, knows neither functions nor constants outside of classes. */
test('the library consists of classes and enums', () => {
  const { ChallengeType, OnUnusable, ...classes } = library;
  expect(ChallengeType).toEqual({
    FACE_MOVEMENT_AND_LIGHT: 'FaceMovementAndLightChallenge',
    FACE_MOVEMENT: 'FaceMovementChallenge',
  });
  expect(Object.values(OnUnusable)).toEqual(['ignore', 'report', 'warn', 'error', 'rotate']);
  for (const each of Object.values(classes)) expect(String(each)).toMatch(/^class /);
});
