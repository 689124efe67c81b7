import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A page of the documentation. */
export interface Page {
  /** The cells of every row below the heads of the tables in a section, in Markdown. */
  rows(heading: string): readonly (readonly string[])[];
  /** The code blocks of a language, in the order of the page. */
  code(language: string): readonly string[];
}

/** Reads a page by its name in docs. */
export function readPage(name: string): Page {
  const text = readFileSync(resolve(import.meta.dirname, '../../docs', name), 'utf8');
  return {
    rows(heading) {
      const [, section] = text.split(`\n## ${heading}\n`);
      if (section === undefined) throw new Error(`${name} has no section ${heading}`);
      const [body = ''] = section.split('\n## ');
      return body
        .split(/\n(?=\|---)/)
        .slice(1)
        .flatMap((table) => /^(?:\|.*\n?)*/.exec(table)?.[0].trim().split('\n').slice(1) ?? [])
        .map((row) =>
          row
            .slice(1, -1)
            .split('|')
            .map((cell) => cell.trim()),
        );
    },
    code: (language) =>
      [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, of, block = '']) => (of === language ? [block] : [])),
  };
}

/** What stands in backticks. */
export function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
