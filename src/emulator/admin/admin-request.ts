import { InvalidInputError, type Members, requireMembers } from '../invalid-input';

/**
 * Reads a body as an object of known members. None at all is an empty one.
 *
 * @throws InvalidInputError that names what is wrong with it
 */
export function readBody(body: Uint8Array, members: Members): Readonly<Record<string, unknown>> {
  return requireMembers(parseBody(body), members, 'the body');
}

/** Reads a body as JSON. None at all is an empty object. @throws InvalidInputError */
export function parseBody(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new InvalidInputError('the body is not JSON; send an object');
  }
}
