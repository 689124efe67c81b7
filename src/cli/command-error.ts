import type { Command } from 'commander';

/** An error that the user of a command can do something about. The message says why and what to do. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** Makes an action report errors that the user can do something about in one line. */
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
