/** The query's parameters, decoded. */
export function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.split('?').slice(1).join('?'));
}
