import { test } from 'vitest';
import { OnePoolProject } from '../../bench/one-pool/project';

test('the stack by hand is identical to the stack with the library', () => {
  const project = new OnePoolProject();
  try {
    project.compile();
  } finally {
    project.dispose();
  }
});
