/** An admin request that can't be carried out; the message says what was received, the rule, and what to do. */
export class AdminError extends Error {
  constructor(
    /** The HTTP status. */
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 415 | 502,
    message: string,
  ) {
    super(message);
    this.name = 'AdminError';
  }
}
