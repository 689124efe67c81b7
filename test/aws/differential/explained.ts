import { readFileSync } from 'node:fs';

const PAGE = new URL('../../../docs/credentials.md', import.meta.url);

/** A row of a table of differences: the texts that all stand in the error of the provider that refuses. */
type Row = readonly string[];

/**
 * The differences that the docs name. The second column of their tables has texts that the error contains, each between
 * backticks.
 */
export class ExplainedDifferences {
  private constructor(
    private readonly stricter: readonly Row[],
    private readonly moreLenient: readonly Row[],
  ) {}

  static read(page = readFileSync(PAGE, 'utf8')): ExplainedDifferences {
    return new ExplainedDifferences(
      rowsUnder(page, 'Stricter than hashicorp/aws'),
      rowsUnder(page, 'More lenient than hashicorp/aws'),
    );
  }

  /** Whether our provider may refuse what hashicorp/aws accepts, with this error. */
  allowsRefusal(error: string): boolean {
    return this.stricter.some((row) => row.every((text) => error.includes(text)));
  }

  /** Whether our provider may accept what hashicorp/aws refuses with this error. */
  allowsAcceptance(error: string): boolean {
    return this.moreLenient.some((row) => row.every((text) => error.includes(text)));
  }
}

function rowsUnder(page: string, heading: string): readonly Row[] {
  const [, ...lines] =
    page
      .split(/^#+ /m)
      .find((section) => section.startsWith(`${heading}\n`))
      ?.split('\n') ?? [];
  const [, , ...rows] = lines.filter((line) => line.startsWith('|'));
  return rows.map((row) => {
    const cells = row.split(/(?<!\\)\|/).slice(1, -1);
    const texts = [...(cells[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => String(text));
    if (texts.length === 0) throw new Error(`under ${heading}, a row names no text of its error: ${row}`);
    return texts;
  });
}
