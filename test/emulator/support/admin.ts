import { expect } from 'vitest';
import type { Emulator } from '../../../src/emulator';

/** An answer of the admin API. */
export interface AdminAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The optional parts of a request. */
export interface AdminCall {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the admin API. A string as the body is sent verbatim. */
export async function admin(
  emulator: Emulator,
  method: string,
  path: string,
  { body, headers }: AdminCall = {},
): Promise<AdminAnswer> {
  const response = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    headers: { ...(method === 'POST' || method === 'PUT' ? { 'Content-Type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  expect(response.headers.get('content-type')).toBe('application/json');
  return { status: response.status, body: (await response.json()) as AdminAnswer['body'] };
}
