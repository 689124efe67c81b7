const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The time in a text like `2030-01-31T12:00:00Z` (RFC 3339), the only form that the AWS SDK for Go reads; otherwise undefined. */
export function timeIn(text: string): Date | undefined {
  const time = new Date(text);
  return RFC_3339.test(text) && !Number.isNaN(time.getTime()) ? time : undefined;
}
