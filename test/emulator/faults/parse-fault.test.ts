import { expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/faults/fault';
import { parseFault } from '../../../src/emulator/faults/parse-fault';

test.for<[string, Fault]>([
  ['throttle', { kind: 'throttle' }],
  ['throttle:rate=0.1', { kind: 'throttle', rate: 0.1 }],
  [
    'internal-error:count=3,operation=CreateFaceLivenessSession',
    { kind: 'internal-error', count: 3, operation: 'CreateFaceLivenessSession' },
  ],
  ['slow:delay=2000', { kind: 'slow', delayMs: 2000 }],
  ['reset:script=0110*,after-work', { kind: 'reset', script: '0110*', afterWork: true }],
])('%s is read', ([text, fault]) => {
  expect(parseFault(text)).toEqual(fault);
});

test.for([
  ['', 'kind is ""; it is one of throttle'],
  ['flood', 'kind is "flood"'],
  [
    'slow:2000',
    '"2000" is not known; behind a fault\'s kind there is operation, rate, count, script, delay, after-work',
  ],
  ['slow:constructor=1', '"constructor" is not known'],
  ['slow:delay=long', 'delay is "long"; it is a number'],
  ['throttle:rate=', 'rate is ""; it is a number'],
  ['throttle:rate=2', 'rate is 2; it is a number from 0 to 1'],
  ['throttle:rate=0.5,count=2', 'there are rate and count'],
  ['throttle:rate=0.1,rate=0.9', 'rate is given twice; a fault has one of each'],
  ['reset:after-work,after-work', 'after-work is given twice'],
  ['reset:after-work=yes', 'after-work is "yes"; it is said without a value'],
] as const)('%s is refused', ([text, message]) => {
  expect(() => parseFault(text)).toThrow(message);
});
