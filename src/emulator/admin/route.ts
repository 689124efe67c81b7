import type { IncomingHttpHeaders } from 'node:http';

/** A request to the admin API as it came over HTTP. */
export interface AdminRequest {
  readonly method: string;
  /** The path and the query behind the prefix. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** A method, the paths it is for, and what carries a request out and returns the answer's body. */
export type Route = readonly [
  method: string,
  path: RegExp,
  /** `parameters` are the parts of the path that its expression captures. */
  perform: (request: AdminRequest, parameters: readonly string[]) => unknown,
];
