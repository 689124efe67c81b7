import { frameworkError } from '../protocol/answer';

/** How far the date of a signature may be from now: AWS JSON services have been seen with 5 minutes, others with 15. */
const TOLERANCE_MINUTES = 5;

/**
 * Reads the date of a signature, and refuses one that is too far from now.
 *
 * It goes by the system's clock, as the clients do, and not by the emulator's, which can be moved.
 *
 * @param date in ISO 8601's basic format, or as the Date header has it
 * @throws AwsError IncompleteSignatureException for what is no date, and otherwise InvalidSignatureException
 */
export function currentDate(date: string): Date {
  const time = parse(date);
  if (Number.isNaN(time)) {
    throw frameworkError(
      'IncompleteSignatureException',
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const now = Date.now();
  const tolerance = TOLERANCE_MINUTES * 60_000;
  if (time < now - tolerance) {
    throw frameworkError(
      'InvalidSignatureException',
      `Signature expired: ${basicFormat(time)} is now earlier than ${basicFormat(now - tolerance)} ` +
        `(${basicFormat(now)} - ${TOLERANCE_MINUTES} min.)`,
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

function parse(date: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (year !== undefined) {
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  }
  return /^[A-Z][a-z]{2}, .* GMT$/.test(date) ? Date.parse(date) : Number.NaN;
}

/** A time in ISO 8601's basic format to the second, as signatures have it: `20260131T235959Z`. */
export function basicFormat(time: Date | number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
