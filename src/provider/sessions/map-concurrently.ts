/**
 * Maps items concurrently and keeps their order. The first failure stops the other calls and is thrown. The first item
 * is mapped alone, so that an error that all items have, such as a wrong endpoint, takes one call only.
 *
 * @param limit the greatest number of calls at once
 * @param signal stops all calls when aborted
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  signal: AbortSignal,
  map: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) {
      either.throwIfAborted();
      results[index] = await map(item, either);
    }
  };
  const first = queue.next();
  if (!first.done) results[0] = await map(first.value[1], signal);
  const workers = Array.from({ length: Math.min(limit, items.length) }, () =>
    worker().catch((error: unknown) => {
      // Later failures only say that they were aborted.
      if (!failed.signal.aborted) failed.abort(error);
    }),
  );
  await Promise.all(workers);
  if (failed.signal.aborted) throw failed.signal.reason;
  return results;
}
