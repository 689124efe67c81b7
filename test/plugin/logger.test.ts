import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { Logger, logLevelFromEnvironment } from '../../src/plugin/logger';

function written(level: ConstructorParameters<typeof Logger>[1], write: (logger: Logger) => void): unknown[] {
  const lines: string[] = [];
  const now = () => new Date('2026-01-02T03:04:05.678Z');
  write(new Logger('provider.test', level, (line) => lines.push(line), undefined, now));
  return lines.map((line) => JSON.parse(line));
}

describe('a log line', () => {
  test("has hclog's members and the given fields", () => {
    const lines = written('info', (logger) =>
      logger.warn('slow', { attempt: 2, last: false, region: 'eu', no: undefined }),
    );
    expect(lines).toEqual([
      {
        '@level': 'warn',
        '@message': 'slow',
        '@module': 'provider.test',
        '@timestamp': '2026-01-02T03:04:05.678000Z',
        attempt: 2,
        last: false,
        region: 'eu',
      },
    ]);
  });

  test('keeps its own members where fields have their names', () => {
    const lines: string[] = [];
    const logger = new Logger('m', 'trace', (line) => lines.push(line), new AsyncLocalStorage());
    logger.within({ tf_rpc: 'ReadDataSource', '@module': 'another' }, () =>
      logger.info('message', {
        '@level': 'error',
        '@message': 'other',
        '@module': 'other',
        '@timestamp': 'never',
        tf_rpc: 'other',
        region: 'eu',
      }),
    );
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      '@level': 'info',
      '@message': 'message',
      '@module': 'm',
      '@timestamp': expect.stringMatching(/^\d{4}-/),
      tf_rpc: 'ReadDataSource',
      region: 'eu',
    });
  });

  test('is a single line, also if its message and fields have line breaks', () => {
    const lines: string[] = [];
    new Logger('m', 'trace', (line) => lines.push(line)).info('a\nb\u2028c', { field: 'd\r\ne' });
    expect(lines[0]).not.toMatch(/[\r\n]/);
  });

  test.for([
    ['trace', ['trace', 'debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['error', ['error']],
    [undefined, []],
  ] as const)('is written at the levels from %s', ([level, expected]) => {
    const lines = written(level, (logger) => {
      for (const each of ['trace', 'debug', 'info', 'warn', 'error'] as const) logger[each]('message');
    });
    expect(lines.map((line) => (line as Record<string, unknown>)['@level'])).toEqual(expected);
  });
});

describe('the log level', () => {
  test.for<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ TF_LOG: '' }, undefined],
    [{ TF_LOG: 'INFO' }, 'info'],
    [{ TF_LOG: 'off' }, undefined],
    [{ TF_LOG: 'json' }, 'trace'],
    [{ TF_LOG: 'loud' }, 'trace'],
    [{ TF_LOG: 'error', TF_LOG_PROVIDER: 'debug' }, 'debug'],
    [{ TF_LOG: 'error', TF_LOG_PROVIDER: 'OFF' }, undefined],
    [{ TF_LOG: 'error', TF_LOG_PROVIDER: '' }, 'error'],
    [{ TF_LOG_PROVIDER: 'error', TF_LOG_PROVIDER_MY_CLOUD: 'warn' }, 'warn'],
    [{ TF_LOG_PROVIDER: 'error', TF_LOG_PROVIDER_OTHER: 'warn' }, 'error'],
  ])('of %j is %s', ([environment, level]) => {
    expect(logLevelFromEnvironment('my-cloud', environment)).toBe(level);
  });
});
