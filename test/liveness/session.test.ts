import { describe, expect, it } from 'vitest';
import { isTerminalStatus, SESSION_STATUSES } from '../../src/liveness/session';

describe('session statuses', () => {
  it('end with success, failure or expiry', () => {
    expect(SESSION_STATUSES.filter(isTerminalStatus)).toEqual(['SUCCEEDED', 'FAILED', 'EXPIRED']);
    expect(SESSION_STATUSES.filter((status) => !isTerminalStatus(status))).toEqual(['CREATED', 'IN_PROGRESS']);
  });
});
