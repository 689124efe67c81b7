/** A session is not in a state in which that can be done; the message says which, the rule, and what to do. */
export class SessionStateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SessionStateError';
  }
}
