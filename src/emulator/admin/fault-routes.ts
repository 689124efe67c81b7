import type { Fault } from '../faults/fault';
import type { FaultControl } from '../faults/faults';
import { AdminError } from './admin-error';
import { parseBody } from './admin-request';
import type { Route } from './route';

/** Faults, looked at and changed while the emulator runs. */
export function faultRoutes(faults: FaultControl): readonly Route[] {
  return [
    ['GET', /^faults$/, () => ({ seed: faults.seed, faults: faults.list() })],
    ['POST', /^faults$/, ({ body }) => faults.add(parseBody(body) as Fault)],
    ['DELETE', /^faults$/, () => faults.clear()],
    ['DELETE', /^faults\/([^/]+)$/, (_, [id = '']) => remove(faults, id)],
  ];
}

function remove(faults: FaultControl, id: string): void {
  if (faults.remove(id)) return;
  throw new AdminError(404, `there is no fault ${JSON.stringify(id)}; GET faults tells which there are`);
}
