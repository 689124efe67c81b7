/** Seconds in each unit. */
const UNITS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ns: 1e-9,
};

const PART = /(\d+\.?\d*|\.\d+)(h|ms|us|µs|μs|ns|m|s)/g;

/**
 * The seconds of a duration in Go's syntax, which hashicorp/aws takes: `1h30m`, `900s`, `1.5h`.
 *
 * @returns undefined for any other text
 */
export function durationSeconds(text: string): number | undefined {
  const parts = [...text.matchAll(PART)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  return parts.reduce((sum, [, amount = '', unit = '']) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
}
