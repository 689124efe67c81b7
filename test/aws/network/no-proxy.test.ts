import { describe, expect, test } from 'vitest';
import { isExcepted } from '../../../src/aws/network/no-proxy';

const HOST = 'rekognition.us-east-1.amazonaws.com';

describe('a host is reached without a proxy', () => {
  test.for([
    [HOST, '*'],
    [HOST, HOST],
    [HOST, 'amazonaws.com'],
    [HOST, '.amazonaws.com'],
    [HOST, '*.amazonaws.com'],
    [HOST, 'example.com, AMAZONAWS.com ,'],
    [HOST, 'amazonaws.com:443'],
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3:443'],
    ['[fd00::1]', 'fd00::/8'],
    ['[fd00::1]', '[fd00::1]:443'],
    ['[fd00::1]', 'fd00:0::1'],
    ['localhost', ''],
    ['127.0.0.2', ''],
    ['[::1]', ''],
  ])('%s with %j', ([hostname = '', hosts = '']) => {
    expect(isExcepted({ hostname, port: 443 }, hosts)).toBe(true);
  });
});

describe('a host is reached through the proxy', () => {
  test.for([
    [HOST, ''],
    [HOST, 'example.com'],
    [HOST, 'aws.com'],
    [HOST, 'amazonaws.com:8443'],
    ['amazonaws.com', '.amazonaws.com'],
    ['10.1.2.3', '10.1.2.4'],
    ['10.1.2.3', '11.0.0.0/8'],
    ['10.1.2.3', '10.0.0.0/99'],
    ['10.1.2.3', 'fd00::/8'],
    ['127.example.com', ''],
  ])('%s with %j', ([hostname = '', hosts = '']) => {
    expect(isExcepted({ hostname, port: 443 }, hosts)).toBe(false);
  });
});
