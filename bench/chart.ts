import { type Comparison, meetsTarget, multiple, ratios } from './comparison';

const ROW_HEIGHT = 26;
const LABELS_WIDTH = 400;
const BARS_WIDTH = 420;
const VALUES_WIDTH = 130;
const TOP = 34;

/** The right end of the scale, as a multiple of the target. */
const SCALE_END = 2;

/** An SVG chart with a bar per comparison: the median ratio relative to the target, and a line from minimum to maximum. */
export function chart(comparisons: readonly Comparison[]): string {
  const width = LABELS_WIDTH + BARS_WIDTH + VALUES_WIDTH;
  const height = TOP + comparisons.length * ROW_HEIGHT + 10;
  const target = x(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="Ratios as parts of their targets">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${target}" y="20" text-anchor="middle" fill="#444444">target</text>
${comparisons.map(bar).join('\n')}
<line x1="${target}" y1="${TOP - 8}" x2="${target}" y2="${height - 8}" stroke="#444444" stroke-dasharray="3 3"/>
</svg>
`;
}

function bar(comparison: Comparison, index: number, all: readonly Comparison[]): string {
  const { atMost } = comparison;
  const { median, min, max } = ratios(comparison);
  const y = TOP + index * ROW_HEIGHT;
  const middle = y + 9;
  const colour = meetsTarget(comparison) ? '#2f7d5b' : '#b4552d';
  return [
    `<text x="${LABELS_WIDTH - 8}" y="${y + 13}" text-anchor="end" fill="#222222">${escaped(label(comparison, all))}</text>`,
    `<rect x="${LABELS_WIDTH}" y="${y}" width="${x(median / atMost) - LABELS_WIDTH}" height="18" fill="${colour}"/>`,
    `<line x1="${x(min / atMost)}" y1="${middle}" x2="${x(max / atMost)}" y2="${middle}" stroke="#111111" stroke-width="2"/>`,
    `<text x="${LABELS_WIDTH + BARS_WIDTH + 8}" y="${y + 13}" fill="#222222">${multiple(median)} of ${multiple(atMost)}</text>`,
  ].join('\n');
}

/** The name of a comparison; with its baseline, when several comparisons have the name. */
function label({ name, baseline }: Comparison, all: readonly Comparison[]): string {
  const text = all.filter((other) => other.name === name).length > 1 ? `${name}, against ${baseline}` : name;
  return text.replaceAll('`', '');
}

function x(part: number): number {
  return Math.round(LABELS_WIDTH + (Math.min(part, SCALE_END) / SCALE_END) * BARS_WIDTH);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
