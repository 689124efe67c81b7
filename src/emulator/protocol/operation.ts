import type { Caller } from '../auth/authorizer';

/** An operation of the service: checks the body of a request, carries it out, and returns the answer's body. */
export type Operation = (caller: Caller, body: unknown) => object;
