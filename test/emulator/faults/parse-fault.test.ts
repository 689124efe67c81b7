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
  ['', 'kind: "" is not a kind of fault; a kind of fault is one of throttle'],
  ['flood', 'kind: "flood" is not a kind of fault'],
  ['slow:2000', 'unknown parameter "2000"; known parameters: operation, rate, count, script, delay, after-work'],
  ['slow:constructor=1', 'unknown parameter "constructor"'],
  ['slow:delay=long', 'delay: "long" is not a number'],
  ['throttle:rate=', 'rate: "" is not a number'],
  ['throttle:rate=2', 'rate: 2 is too large; the rate of a fault is a number from 0 to 1'],
  ['throttle:rate=0.5,count=2', 'rate and count are set'],
  ['throttle:rate=0.1,rate=0.9', 'rate is given twice; each parameter of a fault can be given once'],
  ['reset:after-work,after-work', 'after-work is given twice'],
  ['reset:after-work=yes', 'after-work: "yes" is a value; it takes none'],
] as const)('%s is refused', ([text, message]) => {
  expect(() => parseFault(text)).toThrow(message);
});
