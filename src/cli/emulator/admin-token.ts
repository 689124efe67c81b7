import { type Command, Option } from 'commander';
import { OPTION_SHAPES } from '../../emulator/emulator-options';
import { shapeErrors } from '../../liveness/shape';

export const ADMIN_TOKEN_VARIABLE = 'FACELIVENESS_EMULATOR_ADMIN_TOKEN';

/** The option of `face-liveness emulator`, which is also the default of its subcommands. */
export function adminTokenOption(): Option {
  return new Option('--admin-token <token>', 'the token that the admin API and its page require (default: none)').env(
    ADMIN_TOKEN_VARIABLE,
  );
}

/**
 * Returns the admin token of an option or the environment. Ends the command if the token is invalid; an empty one would leave
 * the admin API open by mistake. Commander's own message would repeat the token, which is a secret.
 */
export function requireAdminToken(command: Command, token: string | undefined): string | undefined {
  const { adminToken: shape } = OPTION_SHAPES;
  if (token === undefined || shapeErrors(shape, token).length === 0) return token;
  return command.error(
    `error: the admin token, from --admin-token or ${ADMIN_TOKEN_VARIABLE}, is ${token === '' ? 'empty' : 'invalid'}; it ` +
      `is ${shape.rule}. Change it, or leave both out for an emulator without an admin token.`,
  );
}
