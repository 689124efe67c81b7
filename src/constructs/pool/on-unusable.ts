/** What a pool does about sessions that can't be used any more: expired, finished, or gone. */
export enum OnUnusable {
  /** Nothing: it does not even look. */
  IGNORE = 'ignore',
  /** Looks, and tells by `usableCount` and by the status of each session. */
  REPORT = 'report',
  /** Looks, tells, and gives a warning. */
  WARN = 'warn',
  /** Looks, and fails. */
  ERROR = 'error',
  /** Looks, and has new sessions in the place of these. */
  ROTATE = 'rotate',
}
