import type { Command } from 'commander';

/** An error that the user can fix. The message states the cause and the fix. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** Wraps an action of a command: a `CommandError` is printed as one line, and the exit status is 1. */
export function reporting<Args extends readonly unknown[]>(
  action: (...args: Args) => Promise<void>,
): (...args: [...Args, Command]) => Promise<void> {
  return async (...all) => {
    const command = all.at(-1) as Command;
    try {
      await action(...(all.slice(0, -1) as unknown as Args));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      command.error(`error: ${error.message}`);
    }
  };
}
