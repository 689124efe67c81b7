/** The name that the generated bindings give to an argument: `bucketPrefix` for `bucket_prefix`. */
export function camelCase(argument: string): string {
  return argument.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
