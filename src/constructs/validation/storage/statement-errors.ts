import { type LivenessPolicyStatement, PolicyEffect } from '../../policies/policy-statement';
import { type PropTypes, typeErrors, wellTyped } from '../types';
import { isKnown } from '../values';

const TYPES: PropTypes<LivenessPolicyStatement> = {
  sid: 'string',
  principals: 'map of lists of strings',
  notPrincipals: 'map of lists of strings',
  actions: 'list of strings',
  notActions: 'list of strings',
  resources: 'list of strings',
  notResources: 'list of strings',
};

/** The elements of which a statement of a resource's policy has exactly one. */
const ALTERNATIVES: ReadonlyArray<readonly [keyof LivenessPolicyStatement, keyof LivenessPolicyStatement]> = [
  ['principals', 'notPrincipals'],
  ['actions', 'notActions'],
  ['resources', 'notResources'],
];

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
  const errors = typeErrors(statement, TYPES);
  if (effect !== undefined && !Object.values(PolicyEffect).includes(effect)) {
    errors.push(`invalid effect: ${JSON.stringify(effect)} was received; use PolicyEffect.ALLOW or PolicyEffect.DENY`);
  }
  if (typeof sid === 'string' && isKnown(sid) && !/^[A-Za-z0-9]*$/.test(sid)) {
    errors.push(
      `invalid sid: ${JSON.stringify(sid)} has other characters than letters from A to Z and digits. Change it`,
    );
  }
  for (const [one, other] of ALTERNATIVES) {
    if ((statement[one] === undefined) !== (statement[other] === undefined)) continue;
    errors.push(
      `invalid ${one}: a statement has either ${one} or ${other}, and this one has ` +
        `${given[one] === undefined ? 'none' : 'both'}. Give one of them`,
    );
  }
  return errors;
}
