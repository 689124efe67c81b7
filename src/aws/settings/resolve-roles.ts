import { AttributePath, DiagnosticError } from '../../plugin';
import { durationSeconds } from '../arguments/duration';
import type { AwsConfig } from '../arguments/schema';
import { ROLE_ARN, SESSION_NAME } from '../arguments/text-rules';
import { readText } from '../files/read-text';
import { expandPath } from './expand-path';
import type { Origin, Role, Sourced, WebIdentity } from './settings';
import { assertText, fromVariable, variable } from './sources';

type RoleBlock = AwsConfig['assume_role'][number];
type WebIdentityBlock = AwsConfig['assume_role_with_web_identity'][number];

/**
 * The roles of the blocks `assume_role`, in their order. A single block without `role_arn` has no effect.
 *
 * @throws DiagnosticError for one of several blocks without `role_arn`, which can be unknown until now
 */
export function resolveRoles(config: AwsConfig): readonly Role[] {
  return config.assume_role.flatMap((block, index) => {
    const name = `assume_role[${index}]`;
    if (!block.role_arn) {
      if (config.assume_role.length === 1) return [];
      throw new DiagnosticError(
        'Missing role',
        `${name}.role_arn has no value, and of several blocks each must name a role. Set it, or remove the block.`,
        AttributePath.of('assume_role', index),
      );
    }
    return [
      {
        arn: block.role_arn,
        ...session(block),
        externalId: block.external_id ?? undefined,
        sourceIdentity: block.source_identity ?? undefined,
        tags: block.tags ?? {},
        transitiveTagKeys: (block.transitive_tag_keys ?? []).filter(Boolean),
        origin: { name, path: AttributePath.of('assume_role', index, 'role_arn') },
      },
    ];
  });
}

/**
 * The role of the block `assume_role_with_web_identity`, completed from the environment; undefined without the block.
 *
 * @throws DiagnosticError for an incomplete web identity
 */
export function resolveWebIdentity(config: AwsConfig): WebIdentity | undefined {
  const [block] = config.assume_role_with_web_identity;
  if (block === undefined) return undefined;
  const path = AttributePath.of('assume_role_with_web_identity', 0);
  const role = argumentOrVariable(
    block.role_arn,
    'assume_role_with_web_identity[0].role_arn',
    path.attribute('role_arn'),
    'AWS_ROLE_ARN',
  );
  if (role === undefined) throw incomplete(path, 'role_arn', 'AWS_ROLE_ARN');
  assertText(role, ROLE_ARN);
  // The environment's name belongs to the environment's role.
  const ofEnvironment = role.origin.path ? undefined : fromVariable(variable('AWS_ROLE_SESSION_NAME'));
  assertText(ofEnvironment, SESSION_NAME);
  return {
    arn: role.value,
    ...session(block),
    sessionName: block.session_name ?? ofEnvironment?.value,
    token: tokenReader(block, path),
    origin: role.origin,
  };
}

/**
 * The role that the environment names together with the file of a token; undefined without such a file.
 *
 * @throws DiagnosticError for a file without a role
 */
export function environmentIdentity(): WebIdentity | undefined {
  const file = variable('AWS_WEB_IDENTITY_TOKEN_FILE');
  if (file === undefined) return undefined;
  const role = variable('AWS_ROLE_ARN');
  if (role === undefined) {
    throw new DiagnosticError(
      'Incomplete web identity',
      'AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not; they belong together. Set both, or neither.',
    );
  }
  return {
    arn: role.value,
    durationSeconds: undefined,
    policy: undefined,
    policyArns: [],
    sessionName: variable('AWS_ROLE_SESSION_NAME')?.value,
    token: async () => await readToken(file.value, { name: file.name }),
    origin: { name: 'AWS_ROLE_ARN' },
  };
}

function session(block: RoleBlock | WebIdentityBlock) {
  return {
    durationSeconds: block.duration === null ? undefined : Math.floor(durationSeconds(block.duration) ?? 0),
    policy: block.policy ?? undefined,
    policyArns: (block.policy_arns ?? []).filter(Boolean),
    sessionName: block.session_name ?? undefined,
  };
}

function tokenReader(block: WebIdentityBlock, path: AttributePath): () => Promise<string> {
  const { web_identity_token: token } = block;
  if (token !== null) return async () => token;
  const file = argumentOrVariable(
    block.web_identity_token_file,
    'web_identity_token_file',
    path.attribute('web_identity_token_file'),
    'AWS_WEB_IDENTITY_TOKEN_FILE',
  );
  if (file === undefined) throw incomplete(path, 'web_identity_token_file', 'AWS_WEB_IDENTITY_TOKEN_FILE');
  return async () => await readToken(expandPath(file.value), file.origin);
}

function argumentOrVariable(
  value: string | null,
  argument: string,
  path: AttributePath,
  variableName: string,
): Sourced<string> | undefined {
  if (value !== null) return { value, origin: { name: argument, path } };
  const found = variable(variableName);
  return found && { value: found.value, origin: { name: found.name } };
}

function incomplete(block: AttributePath, argument: string, variableName: string): DiagnosticError {
  const alternative = argument === 'role_arn' ? '' : ', or web_identity_token';
  return new DiagnosticError(
    'Incomplete web identity',
    `${block} has no ${argument}. Set it${alternative}, or ${variableName} in the environment.`,
    block,
  );
}

/** Reads a token from its file, whose owner can replace it at any time. */
export async function readToken(file: string, origin: Origin): Promise<string> {
  let token: string;
  try {
    token = (await readText(file)).trim();
  } catch (error) {
    throw new DiagnosticError(
      'Web identity token cannot be read',
      `The file ${JSON.stringify(file)} (from ${origin.name}) cannot be read: ${(error as Error).message}. Check the ` +
        'path and its permissions, or name another file.',
      origin.path,
    );
  }
  if (token !== '') return token;
  throw new DiagnosticError(
    'Web identity token cannot be read',
    `The file ${JSON.stringify(file)} (from ${origin.name}) is empty. It must hold a token of the identity provider.`,
    origin.path,
  );
}
