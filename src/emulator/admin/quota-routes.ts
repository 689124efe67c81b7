import { forEachOperation } from '../call-log';
import type { QuotaRates, Quotas } from '../quotas';
import { type Member, readBody } from './body';
import type { AdminRequest, Route } from './route';

const SMALLEST_RATE = 0.001;

/** Quotas, looked at and changed while the emulator runs. */
export function quotaRoutes(quotas: Quotas): readonly Route[] {
  return [
    ['GET', /^quotas$/, () => quotas.current],
    ['PUT', /^quotas$/, (request) => change(quotas, request)],
  ];
}

function change(quotas: Quotas, { body }: AdminRequest): QuotaRates {
  const rate: Member = { type: 'number', min: SMALLEST_RATE, nullable: true };
  quotas.set(
    readBody(
      body,
      forEachOperation(() => rate),
    ) as Partial<QuotaRates>,
  );
  return quotas.current;
}
