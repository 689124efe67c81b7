import { expect, test } from 'vitest';
import * as library from '../../src/constructs';

/** jsii, which translates the library for other languages, does not support functions and constants outside classes. */
test('the library exports only classes and enums', () => {
  const { ChallengeType, OnUnusable, ...classes } = library;
  expect(ChallengeType).toEqual({
    FACE_MOVEMENT_AND_LIGHT: 'FaceMovementAndLightChallenge',
    FACE_MOVEMENT: 'FaceMovementChallenge',
  });
  expect(Object.values(OnUnusable)).toEqual(['ignore', 'report', 'warn', 'error']);
  for (const each of Object.values(classes)) expect(String(each)).toMatch(/^class /);
});
