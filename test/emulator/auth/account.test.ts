import { describe, expect, it } from 'vitest';
import { accountOf } from '../../../src/emulator/auth/account';

describe('accountOf', () => {
  it.each([
    // A published example of the encoding, and the key of the AWS documentation's examples.
    ['ASIAQNZGKIQY56JQ7WML', '029608264753'],
    ['AKIAIOSFODNN7EXAMPLE', '581039954779'],
    ['AKIAAAAAAAAAAAAAAAAA', '000000000000'],
    // Created by moto for this account.
    ['ASIARZPUZDIKAWNQJBDP', '123456789012'],
  ])('reads the account of %s', (accessKeyId, account) => {
    expect(accountOf(accessKeyId)).toBe(account);
  });

  it('is the same for all keys of an account', () => {
    expect(accountOf('AKIAQNZGKIQYQAAAAAAA')).toBe(accountOf('ASIAQNZGKIQY56JQ7WML'));
  });

  it.each([
    'test',
    'AKIA',
    'AKIAIOSFODNN7EXAMPL',
    'AKIAIOSFODNN7EXAMPLEX',
    'akiaiosfodnn7example',
    'AKIAIOSFODNN0EXAMPLE',
  ])('treats %s as an account of its own', (accessKeyId) => {
    expect(accountOf(accessKeyId)).toBe(accessKeyId);
  });
});
