import { isKnown } from './known';

/** Most tags of a resource. */
export const MAX_TAGS = 50;
/** Most characters of a tag's key. */
export const MAX_TAG_KEY_LENGTH = 128;
/** Most characters of a tag's value. */
export const MAX_TAG_VALUE_LENGTH = 256;

/** Finds what AWS would refuse in tags, from "Tag naming limits and requirements" in Tagging AWS Resources. */
export function tagsProblems(tags: Readonly<Record<string, string>> | undefined): string[] {
  if (tags === undefined || !isKnown(tags)) return [];
  const entries = Object.entries(tags);
  const count =
    entries.length > MAX_TAGS
      ? [`invalid tags: ${entries.length} were given; a resource has at most ${MAX_TAGS}. Remove some`]
      : [];
  return [...count, ...entries.flatMap(([key, value]) => [...keyProblems(key), ...valueProblems(key, value)])];
}

function keyProblems(key: string): string[] {
  if (!isKnown(key)) return [];
  const place = `invalid tags: the key ${JSON.stringify(key)}`;
  if (key === '') return [`${place} is empty; it has 1 to ${MAX_TAG_KEY_LENGTH} characters. Name it`];
  const { length } = [...key];
  if (length > MAX_TAG_KEY_LENGTH) {
    return [`${place} has ${length} characters; it has 1 to ${MAX_TAG_KEY_LENGTH}. Shorten it`];
  }
  if (/^aws:/i.test(key)) return [`${place} starts with "aws:", which AWS keeps to itself. Name it otherwise`];
  return [];
}

function valueProblems(key: string, value: string): string[] {
  const length = isKnown(value) ? [...value].length : 0;
  return length > MAX_TAG_VALUE_LENGTH
    ? [
        `invalid tags: the value of ${JSON.stringify(key)} has ${length} characters; it has at most ${MAX_TAG_VALUE_LENGTH}. Shorten it`,
      ]
    : [];
}
