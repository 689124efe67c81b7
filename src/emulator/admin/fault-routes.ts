import { OPERATION_NAMES } from '../call-log';
import { FAULT_KINDS, type Fault, MAX_DELAY_MS } from '../faults/fault';
import type { FaultControl } from '../faults/faults';
import { AdminError } from './admin-error';
import { readBody } from './body';
import type { AdminRequest, Route } from './route';

/** Faults, looked at and changed while the emulator runs. */
export function faultRoutes(faults: FaultControl): readonly Route[] {
  return [
    ['GET', /^faults$/, () => ({ seed: faults.seed, faults: faults.list() })],
    ['POST', /^faults$/, (request) => faults.add(faultOf(request))],
    ['DELETE', /^faults$/, () => faults.clear()],
    ['DELETE', /^faults\/([^/]+)$/, (_, [id = '']) => remove(faults, id)],
  ];
}

function faultOf({ body }: AdminRequest): Fault {
  return readBody(body, {
    kind: { type: 'string', values: FAULT_KINDS, required: true },
    operation: { type: 'string', values: OPERATION_NAMES },
    rate: { type: 'number', min: 0, max: 1 },
    count: { type: 'number', min: 1, whole: true },
    script: { type: 'string' },
    delayMs: { type: 'number', min: 0, max: MAX_DELAY_MS },
    afterWork: { type: 'boolean' },
  }) as unknown as Fault;
}

function remove(faults: FaultControl, id: string): void {
  if (faults.remove(id)) return;
  throw new AdminError(404, `there is no fault ${JSON.stringify(id)}; GET faults tells which there are`);
}
