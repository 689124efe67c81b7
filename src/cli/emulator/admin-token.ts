import { type Command, Option } from 'commander';
import { ADMIN_TOKEN } from '../../emulator/emulator-options';

export const ADMIN_TOKEN_VARIABLE = 'FACELIVENESS_EMULATOR_ADMIN_TOKEN';

/** The option of `face-liveness emulator`, which its subcommands fall back to. */
export function adminTokenOption(): Option {
  return new Option('--admin-token <token>', 'what the admin API and its page have to be told (default: nothing)').env(
    ADMIN_TOKEN_VARIABLE,
  );
}

/**
 * The admin token that was given, in an option or the environment; ends the command when it can be none. An empty one
 * would leave an emulator open that was meant to be closed. A token is a secret, so a message does not repeat it, as
 * commander's would.
 */
export function requireAdminToken(command: Command, token: string | undefined): string | undefined {
  if (token === undefined || ADMIN_TOKEN.fits(token)) return token;
  return command.error(
    `error: the admin token, from --admin-token or ${ADMIN_TOKEN_VARIABLE}, is ${token === '' ? 'empty' : 'no such'}; it ` +
      `is ${ADMIN_TOKEN.rule}. Change it, or leave both out for an emulator without one.`,
  );
}
