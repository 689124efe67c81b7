import { expect, test } from 'vitest';
import * as library from '../../src/constructs';

/** jsii, which translates the library for other languages, does not support functions and constants outside classes. */
test('the library exports only classes and enums', () => {
  const { ChallengeType, OnUnusable, PolicyEffect, bindings, ...classes } = library;
  expect(ChallengeType).toEqual({
    FACE_MOVEMENT_AND_LIGHT: 'FaceMovementAndLightChallenge',
    FACE_MOVEMENT: 'FaceMovementChallenge',
  });
  expect(Object.values(OnUnusable)).toEqual(['ignore', 'report', 'warn', 'error', 'replace']);
  expect(Object.values(PolicyEffect)).toEqual(['Allow', 'Deny']);
  for (const each of Object.values(classes)) expect(String(each)).toMatch(/^class /);
});

test('the bindings of all elements of the provider are in one namespace, and not beside the constructs', () => {
  const { bindings, ...constructs } = library;
  expect(Object.keys(bindings)).toEqual(
    expect.arrayContaining([
      'BucketGuard',
      'DataFacelivenessSession',
      'DataFacelivenessSessionPool',
      'DataFacelivenessSessionResults',
      'FacelivenessProvider',
      'SessionPool',
    ]),
  );
  expect(Object.keys(constructs).filter((name) => name in bindings)).toEqual([]);
});
