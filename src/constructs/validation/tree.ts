import type { IConstruct } from 'constructs';

/** Whether a construct is still in its app: `tryRemoveChild` removes constructs. */
export function isInTree(construct: IConstruct): boolean {
  const { id, scope } = construct.node;
  return scope === undefined || (scope.node.tryFindChild(id) === construct && isInTree(scope));
}
