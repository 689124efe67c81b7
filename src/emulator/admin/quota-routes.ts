import type { QuotaRates, Quotas } from '../faults/quotas';
import { parseBody } from './admin-request';
import type { Route } from './route';

/** Quotas, looked at and changed while the emulator runs. */
export function quotaRoutes(quotas: Quotas): readonly Route[] {
  return [
    ['GET', /^quotas$/, () => quotas.current],
    [
      'PUT',
      /^quotas$/,
      ({ body }) => {
        quotas.set(parseBody(body) as Partial<QuotaRates>);
        return quotas.current;
      },
    ],
  ];
}
