import { AttributePath, DiagnosticError } from '../../plugin';
import type { Origin, Role, WebIdentity } from '../aws/settings';
import { readToken } from '../aws/web-identity';
import { durationSeconds } from './duration';
import { variable } from './environment';
import { expandPath } from './expand-path';
import type { ProviderConfig } from './provider-config';
import { checkText } from './sources';
import { ROLE_ARN, SESSION_NAME } from './text-rules';

/** The roles of the blocks `assume_role`, in their order. A block without a role asks for none. */
export function resolveRoles(config: ProviderConfig): readonly Role[] {
  return config.assume_role.flatMap((block, index) => {
    if (!block.role_arn) return [];
    const name = `assume_role[${index}]`;
    return [
      {
        arn: block.role_arn,
        ...session(block),
        externalId: block.external_id ?? undefined,
        sourceIdentity: block.source_identity ?? undefined,
        tags: block.tags ?? {},
        transitiveTagKeys: block.transitive_tag_keys ?? [],
        origin: { name, path: AttributePath.of('assume_role', index, 'role_arn') },
      },
    ];
  });
}

/** The role of the block `assume_role_with_web_identity`, with what the environment adds to it. */
export function resolveWebIdentity(config: ProviderConfig): WebIdentity | undefined {
  const [block] = config.assume_role_with_web_identity;
  if (block === undefined) return undefined;
  const path = AttributePath.of('assume_role_with_web_identity', 0);
  const role = firstValue(
    block.role_arn,
    'assume_role_with_web_identity[0].role_arn',
    path.attribute('role_arn'),
    'AWS_ROLE_ARN',
  );
  if (role === undefined) {
    throw missing(path, 'role_arn', 'AWS_ROLE_ARN');
  }
  checkText(role, ROLE_ARN);
  const sessionName = firstValue(block.session_name, 'session_name', path, 'AWS_ROLE_SESSION_NAME');
  checkText(sessionName, SESSION_NAME);
  return {
    arn: role.value,
    ...session(block),
    sessionName: sessionName?.value,
    token: tokenOf(block, path),
    origin: role.origin,
  };
}

/** The role that the environment names together with a file of a token. */
export function environmentIdentity(): WebIdentity | undefined {
  const file = variable('AWS_WEB_IDENTITY_TOKEN_FILE');
  if (file === undefined) return undefined;
  const role = variable('AWS_ROLE_ARN');
  return {
    arn: role?.value ?? '',
    durationSeconds: undefined,
    policy: undefined,
    policyArns: [],
    sessionName: variable('AWS_ROLE_SESSION_NAME')?.value,
    token: async () => {
      if (role === undefined) {
        throw new DiagnosticError(
          'Incomplete web identity',
          'AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not; they belong together. Set both, or neither.',
        );
      }
      return await readToken(file.value, { name: file.name });
    },
    origin: { name: 'AWS_ROLE_ARN' },
  };
}

type Block = ProviderConfig['assume_role'][number] | ProviderConfig['assume_role_with_web_identity'][number];

function session(block: Block) {
  return {
    durationSeconds: block.duration === null ? undefined : Math.floor(durationSeconds(block.duration) ?? 0),
    policy: block.policy ?? undefined,
    policyArns: block.policy_arns ?? [],
    sessionName: block.session_name ?? undefined,
  };
}

function tokenOf(
  block: ProviderConfig['assume_role_with_web_identity'][number],
  path: AttributePath,
): () => Promise<string> {
  const { web_identity_token: token } = block;
  if (token !== null) return async () => token;
  const file = firstValue(
    block.web_identity_token_file,
    'web_identity_token_file',
    path.attribute('web_identity_token_file'),
    'AWS_WEB_IDENTITY_TOKEN_FILE',
  );
  if (file === undefined) throw missing(path, 'web_identity_token_file', 'AWS_WEB_IDENTITY_TOKEN_FILE');
  return async () => await readToken(expandPath(file.value), file.origin);
}

function firstValue(
  value: string | null,
  name: string,
  path: AttributePath,
  environment: string,
): { readonly value: string; readonly origin: Origin } | undefined {
  if (value !== null) return { value, origin: { name, path } };
  const found = variable(environment);
  return found && { value: found.value, origin: { name: found.name } };
}

function missing(block: AttributePath, argument: string, environment: string): DiagnosticError {
  const alternative = argument === 'role_arn' ? '' : ', or web_identity_token';
  return new DiagnosticError(
    'Incomplete web identity',
    `${block} has no ${argument}. Set it${alternative}, or ${environment} in the environment.`,
    block,
  );
}
