import { readFile } from 'node:fs/promises';
import { DiagnosticError } from '../../plugin';
import type { Origin } from './settings';

/** Reads a token of an identity provider from a file; whoever wrote it may put a new one there at any time. */
export async function readToken(file: string, origin: Origin): Promise<string> {
  let token: string;
  try {
    token = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new DiagnosticError(
      'Web identity token can not be read',
      `The file ${JSON.stringify(file)} (from ${origin.name}) can not be read: ${(error as Error).message}. Check that ` +
        'it exists and may be read, or name another one.',
      origin.path,
    );
  }
  if (token !== '') return token;
  throw new DiagnosticError(
    'Web identity token can not be read',
    `The file ${JSON.stringify(file)} (from ${origin.name}) is empty. It must hold a token of the identity provider.`,
    origin.path,
  );
}
