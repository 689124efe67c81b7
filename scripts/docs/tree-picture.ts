import { TerraformDataSource, TerraformOutput, TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';

/** A construct that is or contains an element of Terraform. */
export interface TreeNode {
  /** The id of the construct. */
  readonly id: string;
  /** The element of Terraform, such as `aws_kms_key`, `data faceliveness_session_pool`, or `output` and a name. */
  readonly element?: string;
  readonly children: readonly TreeNode[];
}

/** The tree of a construct; undefined when it contains no element of Terraform. */
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

/** Sizes in pixels. The width of a monospaced character is 0.6 of the font size. */
const FONT = 13;
const CHARACTER = FONT * 0.6;
const LINE = 22;
const INDENT = 22;
const MARGIN = 12;
/** Between the ids and the elements of Terraform. */
const GAP = 28;

interface Row {
  readonly depth: number;
  readonly id: string;
  readonly element: string;
  /** The index of the parent's row. */
  readonly parent: number | undefined;
}

/** Draws a tree as an SVG picture for light and dark pages: one line per construct, with its id and its element of Terraform. */
export function drawTree(tree: TreeNode): string {
  const rows: Row[] = [];
  collect(tree, 0, undefined, rows);
  const elementsAt = MARGIN + GAP + Math.max(...rows.map(({ depth, id }) => depth * INDENT + id.length * CHARACTER));
  const width = Math.ceil(elementsAt + MARGIN + Math.max(...rows.map(({ element }) => element.length * CHARACTER)));
  const height = rows.length * LINE + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>The construct tree of ${escapeXml(tree.id)}</title>`,
    '<style>',
    `text{font:${FONT}px ui-monospace,Menlo,Consolas,monospace;fill:#1f2328}.element{fill:#59636e}`,
    'path{stroke:#8c959f;fill:none}',
    '@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.element{fill:#9198a1}path{stroke:#656c76}}',
    '</style>',
    ...rows.flatMap((row, index) => [...connector(row, index), ...texts(row, index, Math.ceil(elementsAt))]),
    '</svg>',
    '',
  ].join('\n');
}

function collect(
  { id, element = '', children }: TreeNode,
  depth: number,
  parent: number | undefined,
  rows: Row[],
): void {
  const own = rows.push({ depth, id, element, parent }) - 1;
  for (const child of children) collect(child, depth + 1, own, rows);
}

/** A line from the parent's id down and then right to the construct's id. */
function connector({ depth, parent }: Row, index: number): string[] {
  if (parent === undefined) return [];
  const x = MARGIN + (depth - 1) * INDENT + CHARACTER / 2;
  return [`<path d="M${x} ${top(parent) + LINE - 4}V${top(index) + LINE / 2}H${MARGIN + depth * INDENT - 4}"/>`];
}

function texts({ depth, id, element }: Row, index: number, elementsAt: number): string[] {
  const y = top(index) + LINE / 2 + FONT / 3;
  const text = (x: number, content: string, style = '') =>
    `<text x="${x}" y="${y.toFixed(1)}"${style}>${escapeXml(content)}</text>`;
  return [
    text(MARGIN + depth * INDENT, id),
    ...(element === '' ? [] : [text(elementsAt, element, ' class="element"')]),
  ];
}

function top(index: number): number {
  return MARGIN + index * LINE;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
