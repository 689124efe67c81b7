import { type LivenessPolicyStatement, PolicyEffect } from '../../policies/policy-statement';
import { escapePolicyVariables } from '../../policies/policy-variables';
import { type PropTypes, typeErrors, wellTyped } from '../types';
import { enumErrors, isKnown, isPlainObject, shown, templateErrors } from '../values';

const TYPES: PropTypes<LivenessPolicyStatement> = {
  sid: 'string',
  principals: 'map of lists of strings',
  notPrincipals: 'map of lists of strings',
  actions: 'list of strings',
  notActions: 'list of strings',
  resources: 'list of strings',
  notResources: 'list of strings',
};

const LISTS = ['actions', 'notActions', 'resources', 'notResources'] as const;

/** The elements of which a statement of a resource's policy has exactly one. */
const ALTERNATIVES: ReadonlyArray<readonly [keyof LivenessPolicyStatement, keyof LivenessPolicyStatement]> = [
  ['principals', 'notPrincipals'],
  ['actions', 'notActions'],
  ['resources', 'notResources'],
];

/** The types of principals: "AWS JSON policy elements: Principal" in the user guide of IAM. */
const PRINCIPAL_TYPES: readonly string[] = ['AWS', 'Service', 'Federated', 'CanonicalUser', '*'];

/** The ids of the statements that policies of buckets and keys can have already. */
const RESERVED_SIDS: readonly string[] = ['DenyWithoutTls', 'AllowRekognition', 'AllowAccount', 'AllowAdministrators'];

/** The errors in statements that are added to the policy of a bucket or key: AWS would refuse the whole policy. */
export function statementErrors(prop: string, statements: readonly LivenessPolicyStatement[] | undefined): string[] {
  if (statements === undefined || !isKnown(statements)) return [];
  const errors = statements.flatMap((statement, index) =>
    errorsOf(statement).map((error) => error.replace('invalid ', `invalid ${prop}[${index}].`)),
  );
  const sids = statements.map(({ sid }) => sid).filter((sid) => sid !== undefined);
  const repeated = sids.filter((sid, index) => sids.indexOf(sid) !== index || RESERVED_SIDS.includes(sid));
  return [
    ...errors,
    ...repeated.map(
      (sid) =>
        `invalid ${prop}: the sid ${JSON.stringify(sid)} is that of another statement of the policy. Use another one`,
    ),
  ];
}

function errorsOf(statement: LivenessPolicyStatement): string[] {
  const { effect, sid } = statement;
  const given = wellTyped(statement, TYPES);
  const errors = [...typeErrors(statement, TYPES), ...enumErrors('effect', effect, PolicyEffect)];
  if (typeof sid === 'string' && isKnown(sid) && !/^[A-Za-z0-9]*$/.test(sid)) {
    errors.push(
      `invalid sid: ${JSON.stringify(sid)} has other characters than letters from A to Z and digits. Change it`,
    );
  }
  errors.push(
    ...(['principals', 'notPrincipals'] as const).flatMap((name) => principalErrors(name, given[name])),
    ...conditionErrors(statement.conditions),
    ...Object.entries(given).flatMap(([name, value]) => templateErrors(name, withoutVariables(value))),
  );
  for (const [one, other] of ALTERNATIVES) {
    if ((statement[one] === undefined) !== (statement[other] === undefined)) continue;
    errors.push(
      `invalid ${one}: a statement has either ${one} or ${other}, and this one has ` +
        `${given[one] === undefined ? 'none' : 'both'}. Give one of them`,
    );
  }
  for (const name of LISTS) {
    if (given[name]?.length === 0) errors.push(`invalid ${name}: [] is empty. Give at least one value`);
  }
  return errors;
}

function principalErrors(name: string, principals: LivenessPolicyStatement['principals']): string[] {
  if (principals === undefined || !isKnown(principals)) return [];
  return Object.entries(principals).flatMap(([type, values]) => {
    if (!PRINCIPAL_TYPES.includes(type)) {
      return [
        `invalid ${name}: ${JSON.stringify(type)} is not a type of principals; these are ${PRINCIPAL_TYPES.join(', ')}. Use ` +
          'one of these',
      ];
    }
    return values.length === 0 ? [`invalid ${name}: ${type} is empty. Give at least one value`] : [];
  });
}

/** Operators with keys with lists of values. Each level can be a token. */
function conditionErrors(conditions: unknown): string[] {
  const isToken = (value: unknown) => !isKnown(value);
  const isList = (value: unknown) =>
    isToken(value) || (Array.isArray(value) && value.every((each) => isToken(each) || typeof each === 'string'));
  const isMap = (value: unknown, isMember: (member: unknown) => boolean) =>
    isToken(value) || (isPlainObject(value) && Object.values(value).every(isMember));
  if (conditions === undefined || isMap(conditions, (keys) => isMap(keys, isList))) return [];
  return [
    `invalid conditions: ${shown(conditions)} is not of the form { operator: { key: [value] } }, with lists of strings as ` +
      "values, such as { StringEquals: { 'aws:SourceAccount': ['111122223333'] } }. Give that, or leave it out",
  ];
}

/** A value without IAM's policy variables, which are no expressions of Terraform's. */
function withoutVariables(value: unknown): unknown {
  if (typeof value === 'string') return escapePolicyVariables(value);
  if (Array.isArray(value) && isKnown(value)) return value.map(withoutVariables);
  if (!isPlainObject(value) || !isKnown(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutVariables(member)]));
}
