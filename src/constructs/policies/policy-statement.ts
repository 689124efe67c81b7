import { type IResolveContext, Lazy } from 'cdktf';
import { quotedTemplate } from '../hcl/quoted-template';
import { escapePolicyVariables } from './policy-variables';

/** Whether a statement allows or denies. */
export enum PolicyEffect {
  /** Allows the actions. */
  ALLOW = 'Allow',
  /** Denies the actions, even if another statement allows them. */
  DENY = 'Deny',
}

/**
 * A statement of an IAM policy, with the elements of the JSON policy language. Texts can contain references. IAM's policy
 * variables are written as in IAM: `${aws:username}`.
 *
 * @example
 * const statement: LivenessPolicyStatement = {
 *   effect: PolicyEffect.DENY,
 *   principals: { '*': ['*'] },
 *   actions: ['s3:*'],
 *   resources: ['*'],
 *   conditions: { NumericLessThan: { 's3:TlsVersion': ['1.3'] } },
 * };
 */
export interface LivenessPolicyStatement {
  /**
   * The id of the statement: letters from A to Z and digits, unique in the policy.
   *
   * @default - none
   */
  readonly sid?: string;

  /**
   * Whether the statement allows or denies.
   *
   * @default PolicyEffect.ALLOW
   */
  readonly effect?: PolicyEffect;

  /**
   * Who the statement is about, by the type of the principals: `AWS`, `Service`, `Federated` or `CanonicalUser`. Everybody
   * is `{ '*': ['*'] }`.
   *
   * @default - none: the statement is of a policy that belongs to a principal, or has notPrincipals
   */
  readonly principals?: { readonly [type: string]: string[] };

  /**
   * Who the statement is not about, by the type of the principals.
   *
   * @default - none
   */
  readonly notPrincipals?: { readonly [type: string]: string[] };

  /**
   * The actions, such as `s3:GetObject`.
   *
   * @default - none: the statement has notActions
   */
  readonly actions?: string[];

  /**
   * The statement is about all actions but these.
   *
   * @default - none
   */
  readonly notActions?: string[];

  /**
   * The ARNs of the resources. In a key policy, `*` is the key.
   *
   * @default - none: the statement has notResources
   */
  readonly resources?: string[];

  /**
   * The statement is about all resources but these.
   *
   * @default - none
   */
  readonly notResources?: string[];

  /**
   * The values of condition keys, by operator and key: `{ StringEquals: { 'aws:SourceAccount': ['111122223333'] } }`.
   *
   * @default - none
   */
  readonly conditions?: { readonly [operator: string]: { readonly [key: string]: string[] } };
}

/**
 * A policy document, as an expression that encodes it as JSON. It needs no data source, which Terraform would read late
 * in a module with `depends_on`, so that every policy would appear as changed.
 */
export function policyDocument(statements: readonly LivenessPolicyStatement[]): string {
  return Lazy.stringValue({
    produce: (context) => {
      const { suppressBraces } = context;
      const document = resolveTexts(context, { Version: '2012-10-17', Statement: statements.map(toPolicyLanguage) });
      const call = `jsonencode(${toExpression(document)})`;
      return suppressBraces ? call : `\${${call}}`;
    },
  });
}

function toPolicyLanguage(statement: LivenessPolicyStatement): object {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? PolicyEffect.ALLOW,
    Principal: principalsOf(statement.principals),
    NotPrincipal: principalsOf(statement.notPrincipals),
    Action: statement.actions,
    NotAction: statement.notActions,
    Resource: statement.resources,
    NotResource: statement.notResources,
    Condition: statement.conditions,
  };
}

/** Everybody is not a type of principals in the policy language. */
function principalsOf(principals: LivenessPolicyStatement['principals']): unknown {
  return principals !== undefined && Object.keys(principals).join() === '*' ? '*' : principals;
}

/** Resolves tokens to templates, `${…}` included, also inside a function call, where cdktf leaves these signs out. */
function resolveTexts(context: IResolveContext, value: unknown): unknown {
  const { suppressBraces, ignoreEscapes } = context;
  Object.assign(context, { suppressBraces: false, ignoreEscapes: false });
  const resolved: unknown = context.resolve(value);
  Object.assign(context, { suppressBraces, ignoreEscapes });
  return resolved;
}

/** A value of texts, lists and objects in Terraform's language, whose objects can have colons as in JSON. The texts are templates. */
function toExpression(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toExpression).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return `"${quotedTemplate(escapePolicyVariables(String(value)))}"`;
  return `{${Object.entries(value)
    .map(([name, member]) => `${toExpression(name)}: ${toExpression(member)}`)
    .join(', ')}}`;
}
