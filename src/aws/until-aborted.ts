/**
 * Waits for calls until the signal is aborted. A call of the SDK can wait for others that do not see its signal, such as those
 * that renew credentials.
 *
 * @throws the reason of the signal if it is aborted first
 */
export async function untilAborted<T>(calls: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([calls, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
