/** Something that decides about a value, such as `expect.any(String)` of Jest and Vitest. */
export interface Matcher {
  asymmetricMatch(value: unknown): boolean;
}

/**
 * An expected value: a value of JSON, which must be equal; a regular expression for a string; a function that returns whether
 * a value is as expected; or a matcher of a test framework. Members of lists and objects can be any of these.
 */
export type Expected =
  | string
  | number
  | boolean
  | null
  | RegExp
  | ((value: unknown) => boolean)
  | Matcher
  | readonly Expected[]
  | { readonly [name: string]: Expected };

/** Longest text of a value in a message. */
const MAX_SHOWN = 300;

/**
 * The differences between a received and an expected value, each with its path.
 * @param sensitive whether the received value must not be shown.
 */
export function differences(expected: Expected, received: unknown, path: string, sensitive = false): string[] {
  const shown = sensitive ? '(sensitive value)' : show(received);
  const wrong = (rule: string) => [`${path} is ${shown}; expected ${rule}`];
  if (isMatcher(expected)) return expected.asymmetricMatch(received) ? [] : wrong(`${expected}`);
  if (expected instanceof RegExp) {
    return typeof received === 'string' && received.search(expected) >= 0
      ? []
      : wrong(`a text that matches ${expected}`);
  }
  if (typeof expected === 'function') return expected(received) ? [] : wrong(`a value that meets ${expected}`);
  if (Array.isArray(expected)) {
    if (!Array.isArray(received)) return wrong('a list');
    if (received.length !== expected.length) return wrong(`a list of ${expected.length}`);
    return expected.flatMap((each, index) => differences(each, received[index], `${path}[${index}]`, sensitive));
  }
  if (isRecord(expected)) {
    if (!isRecord(received)) return wrong(show(expected));
    const names = [...new Set([...Object.keys(expected), ...Object.keys(received)])];
    return names.flatMap((name) => {
      const [member, at] = [expected[name], `${path}.${name}`];
      if (member === undefined) return [`${at} is ${sensitive ? shown : show(received[name])}; it is not expected`];
      if (!(name in received)) return [`${at} does not exist`];
      return differences(member as Expected, received[name], at, sensitive);
    });
  }
  return expected === received ? [] : wrong(show(expected));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMatcher(value: unknown): value is Matcher {
  return isRecord(value) && typeof value.asymmetricMatch === 'function';
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
