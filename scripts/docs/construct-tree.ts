import { TerraformDataSource, TerraformOutput, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A construct with what is inside it, as far as it becomes something in Terraform. */
export interface TreeNode {
  /** The id of the construct. */
  readonly id: string;
  /** What it is in Terraform, such as `aws_kms_key`, `data faceliveness_session_pool`, or an output's name. */
  readonly element?: string;
  readonly children: readonly TreeNode[];
}

/** The tree of a construct; undefined where nothing of it becomes anything in Terraform. */
export function treeOf(construct: IConstruct): TreeNode | undefined {
  const children = construct.node.children.flatMap((child) => treeOf(child) ?? []);
  const element = elementOf(construct);
  if (element === undefined && children.length === 0) return undefined;
  return { id: construct.node.id, element, children };
}

function elementOf(construct: IConstruct): string | undefined {
  if (construct instanceof TerraformResource) return construct.terraformResourceType;
  if (construct instanceof TerraformDataSource) return `data ${construct.terraformResourceType}`;
  if (construct instanceof TerraformOutput) return `output ${construct.friendlyUniqueId}`;
  return undefined;
}
