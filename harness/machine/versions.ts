/**
 * Orders two versions, as `sort` wants it: negative when `a` comes first. A pre-release comes before its release;
 * pre-releases of the same version are not told apart.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (left[part] !== right[part]) return left[part] - right[part];
  }
  return Number(b.includes('-')) - Number(a.includes('-'));
}

function numbers(version: string): { major: number; minor: number; patch: number } {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined) throw new Error(`not a version: ${version}`);
  return { major: Number(major), minor: Number(minor), patch: Number(patch) };
}
