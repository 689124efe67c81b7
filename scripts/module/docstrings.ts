import ts from 'typescript';

/** What a docstring says of a member of an interface or a class. */
export interface Docstring {
  /** Its text, on one line. */
  readonly text: string;
  /** What it says after `@default`, without the hyphen that stands before words. */
  readonly default: string | undefined;
}

/**
 * Reads the docstrings of all members of an interface or a class, inherited ones included.
 *
 * @param file the file that declares it
 */
export function docstringsOf(file: string, name: string): ReadonlyMap<string, Docstring> {
  const program = ts.createProgram([file], { strict: true, skipLibCheck: true, types: [] });
  const checker = program.getTypeChecker();
  const declaration = program
    .getSourceFile(file)
    ?.statements.find(
      (statement) =>
        (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name,
    );
  if (declaration === undefined) throw new Error(`${file} declares no ${name}`);
  const members = checker.getTypeAtLocation(declaration).getProperties();
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
