import { resolve } from 'node:path';
import ts from 'typescript';

/** The docstring of a member of an interface or a class. */
export interface Docstring {
  /** The text, on one line. */
  readonly text: string;
  /** The text after `@default`, without the hyphen before prose. */
  readonly default: string | undefined;
}

const INDEX = resolve(import.meta.dirname, '../../src/constructs/index.ts');

/**
 * Reads the docstrings of all members of an interface or a class of the construct library, inherited members included.
 *
 * @param name the name that the library exports
 */
export function docstringsOf(name: string): ReadonlyMap<string, Docstring> {
  const program = ts.createProgram([INDEX], { strict: true, skipLibCheck: true, types: [] });
  const checker = program.getTypeChecker();
  const library = program.getSourceFile(INDEX);
  const module = library && checker.getSymbolAtLocation(library);
  const exported = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
  if (exported === undefined) throw new Error(`the library exports no ${name}`);
  const members = checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(exported)).getProperties();
  return new Map(members.map((member) => [member.name, docstringOf(member, checker)]));
}

function docstringOf(member: ts.Symbol, checker: ts.TypeChecker): Docstring {
  const tag = member.getJsDocTags(checker).find(({ name }) => name === 'default');
  return {
    text: oneLine(ts.displayPartsToString(member.getDocumentationComment(checker))),
    default: tag && oneLine(ts.displayPartsToString(tag.text)).replace(/^- /, ''),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
