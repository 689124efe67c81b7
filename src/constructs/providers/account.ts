import { isLiteral } from '../validation/values';

type Members = Readonly<Record<string, unknown>>;

/**
 * The account of the caller that a provider is, as far as literals tell: that of the last role which it assumes, otherwise
 * the only one that it allows.
 *
 * @param configuration the provider's arguments by their Terraform names
 */
export function accountOfCaller(configuration: Members): string | undefined {
  const { assume_role, assume_role_with_web_identity, allowed_account_ids: allowed } = configuration;
  const role = [assume_role_with_web_identity, assume_role].flat().filter(isBlock).at(-1);
  const arn = role?.role_arn;
  if (isLiteral(arn)) return /^arn:[\w-]+:iam::(\d{12}):/.exec(arn)?.[1];
  const [account, ...others] = Array.isArray(allowed) ? allowed : [];
  return isLiteral(account) && others.length === 0 ? account : undefined;
}

function isBlock(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
