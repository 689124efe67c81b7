import { TerraformDataSource, type TerraformElement, TerraformResource } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { argumentOf } from './app-wide/targets';
import { isInTree } from './tree';

type Block = TerraformResource | TerraformDataSource;

/** The resources and data sources that the library made. */
const OWN = new WeakSet<IConstruct>();

/** Whether the library made an element. */
export function isOwn(element: TerraformElement): boolean {
  return OWN.has(element);
}

/**
 * Reports changes of the resources and data sources in a new construct with which the references to them fail, or that have
 * no effect. Call it when all of them are made.
 */
export function validateElements(construct: Construct): void {
  const blocks = construct.node.findAll().filter((node): node is Block => isBlock(node) && !OWN.has(node));
  for (const block of blocks) OWN.add(block);
  construct.node.addValidation({ validate: () => blocks.flatMap(errorsOf) });
}

function isBlock(node: IConstruct): node is Block {
  return TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
}

function errorsOf(block: Block): string[] {
  const { path } = block.node;
  if (!isInTree(block)) {
    return [
      `missing ${path}: it was removed, and others refer to it or rely on it. Leave it, or remove the whole construct`,
    ];
  }
  return [...multiplicityErrors(block), ...logicalIdErrors(block)];
}

const TERRAFORM_NAMES = { count: 'count', forEach: 'for_each' } as const;

function multiplicityErrors(block: Block): string[] {
  return (['count', 'forEach'] as const)
    .filter((argument) => block[argument] !== undefined || argumentOf(block, TERRAFORM_NAMES[argument]) !== undefined)
    .map(
      (argument) =>
        `invalid ${argument} of ${block.node.path}: others refer to it as one, and it would be several or none. Declare a ` +
        'construct for each',
    );
}

/** cdktf ignores an id that is set after the first reference. */
function logicalIdErrors(block: Block): string[] {
  const { _logicalIdOverride: wanted } = block as unknown as { readonly _logicalIdOverride?: string };
  if (wanted === undefined || wanted === block.friendlyUniqueId) return [];
  return [
    `invalid overrideLogicalId of ${block.node.path}: ${JSON.stringify(wanted)} was given, and others refer to it as ` +
      `${JSON.stringify(block.friendlyUniqueId)} already, so it has no effect. Use moveFromId for what is in the state under ` +
      'another address',
  ];
}
