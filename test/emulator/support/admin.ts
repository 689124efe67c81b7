import { expect } from 'vitest';
import type { Emulator } from '../../../src/emulator';

/** What the admin API answered. */
export interface AdminAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a request has beside its method and path. */
export interface AdminCall {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the admin API; a body that is a text is sent as it is. */
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
