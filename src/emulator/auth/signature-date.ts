import { frameworkError } from '../protocol/answer';

/** Tolerated difference between a signature's date and now. Observed: 5 minutes for AWS JSON services, 15 for others. */
const TOLERANCE_MINUTES = 5;

/** Longest lifetime of a presigned request: a week, as AWS documents it for Signature Version 4. */
const MAX_EXPIRES_SECONDS = 604_800;

/**
 * Reads the date of a signature, and refuses one that is too far from now: by the system's clock, as the clients use it, and
 * not by the emulator's clock, which can be moved.
 *
 * @param date in ISO 8601's basic format, or in the format of the Date header
 * @param expires the lifetime of a presigned request in seconds. Default: the tolerance
 * @throws AwsError IncompleteSignatureException for a text that is not a date or a lifetime, otherwise
 *   InvalidSignatureException
 */
export function currentDate(date: string, expires?: string): Date {
  const time = parse(date);
  if (Number.isNaN(time)) {
    throw frameworkError(
      'IncompleteSignatureException',
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const now = Date.now();
  const tolerance = TOLERANCE_MINUTES * 60_000;
  const lifetime = expires === undefined ? tolerance : lifetimeOf(expires);
  if (time < now - lifetime) {
    throw frameworkError(
      'InvalidSignatureException',
      `Signature expired: ${basicFormat(time)} is now earlier than ${basicFormat(now - lifetime)} ` +
        `(${basicFormat(now)} - ${expires === undefined ? `${TOLERANCE_MINUTES} min.` : `${expires} sec.`})`,
    );
  }
  if (time > now + tolerance) {
    throw frameworkError(
      'InvalidSignatureException',
      `Signature not yet current: ${basicFormat(time)} is still later than ${basicFormat(now + tolerance)} ` +
        `(${basicFormat(now)} + ${TOLERANCE_MINUTES} min.)`,
    );
  }
  return new Date(time);
}

/** @returns milliseconds */
function lifetimeOf(expires: string): number {
  const seconds = /^\d+$/.test(expires) ? Number(expires) : Number.NaN;
  if (seconds >= 1 && seconds <= MAX_EXPIRES_SECONDS) return seconds * 1000;
  throw frameworkError(
    'IncompleteSignatureException',
    `X-Amz-Expires must be a number of seconds from 1 to ${MAX_EXPIRES_SECONDS}. Got '${expires}'`,
  );
}

function parse(date: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (year !== undefined) {
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  }
  return /^[A-Z][a-z]{2}, .* GMT$/.test(date) ? Date.parse(date) : Number.NaN;
}

/** Writes a time in the format of signatures, ISO 8601's basic format to the second: `20260131T235959Z`. */
export function basicFormat(time: Date | number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
