import { TerraformStack, Token } from 'cdktf';
import type { IConstruct } from 'constructs';

const CHECKED = new WeakSet<IConstruct>();

/**
 * Checks the id of a new construct, and the ids of what it is in up to its stack. A construct inside a checked one does not
 * repeat the errors.
 *
 * @throws Error for an id with which cdktf fails before any validation
 */
export function checkIds(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  const scopes = construct.node.scopes.slice(stack.node.scopes.length);
  const isInside = scopes.some((scope) => CHECKED.has(scope));
  CHECKED.add(construct);
  if (isInside) return;
  assertNotReserved(construct, scopes, stack);
  construct.node.addValidation({
    validate: () => [
      ...scopes.flatMap((scope) => tokenErrors(scope)),
      ...nameErrors(stack.getLogicalId(construct.node)),
    ],
  });
}

function assertNotReserved(construct: IConstruct, scopes: readonly IConstruct[], stack: IConstruct): void {
  const [outermost] = scopes;
  if (outermost?.node.id === 'backend') {
    throw new Error(
      `invalid id: "backend" of ${outermost.node.path} is the id of the backend of the stack ${stack.node.path}, which cdktf ` +
        'adds. Use another id',
    );
  }
  if (scopes.every(({ node }) => node.id === 'Default')) {
    throw new Error(
      `invalid id: "Default" of ${construct.node.path} is left out of names in Terraform, so no name is left. Use another id`,
    );
  }
}

function nameErrors(logicalId: string): string[] {
  return /^[A-Za-z_]/.test(logicalId)
    ? []
    : [
        `invalid id: names in Terraform would start with ${JSON.stringify(logicalId)}, and a name there starts with a letter ` +
          'from A to Z or an underscore. Change the id to start with one',
      ];
}

/** The value of a token is known later than an id, which would contain the number of the token. */
function tokenErrors({ node }: IConstruct): string[] {
  // In a text, a token of a number is a number itself.
  const numbers = node.id.match(/-?\d+(\.\d+)?e\+\d+/g) ?? [];
  if (![node.id, ...numbers.map(Number)].some((part) => Token.isUnresolved(part))) return [];
  return [
    `invalid id: that of ${node.scope?.node.path}/… is a value that only Terraform knows, but ids are part of names in ` +
      'Terraform, and written before. Use a literal',
  ];
}
