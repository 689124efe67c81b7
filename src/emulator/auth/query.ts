// Not in the file of the signature, because the types of the package's entry point need no types of Node.

/** The parameters of the query, decoded. */
export function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.split('?').slice(1).join('?'));
}
