import { isKnown } from './known';

/** Fewest characters of a bucket's name. */
export const MIN_BUCKET_NAME_LENGTH = 3;
/** Most characters of a bucket's name. */
export const MAX_BUCKET_NAME_LENGTH = 63;

/** What no bucket's name starts with. */
export const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
/** What no bucket's name ends with. */
export const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * Finds what S3 would reject in the name of a bucket that is to be created, from "General purpose bucket naming rules"
 * in its user guide. A name that isn't known yet is left to S3.
 */
export function newBucketNameErrors(bucketName: string | undefined): string[] {
  const problems = bucketName !== undefined && isKnown(bucketName) ? problemsOf(bucketName) : [];
  return bucketName === undefined || problems.length === 0
    ? []
    : [
        `invalid bucketName: ${shown(bucketName)} ${enumerate(problems)}; the name of a bucket is ` +
          `${MIN_BUCKET_NAME_LENGTH} to ${MAX_BUCKET_NAME_LENGTH} lower-case letters, digits, dots and hyphens, of which ` +
          'the first and the last are a letter or a digit. Change it, or leave it out to have one made up',
      ];
}

function problemsOf(name: string): string[] {
  if (name === '') return ['is empty'];
  return [
    ...lengthProblems([...name].length),
    ...characterProblems(name),
    ...['.', '-'].filter((mark) => name.startsWith(mark)).map((mark) => `starts with "${mark}"`),
    ...['.', '-'].filter((mark) => name.endsWith(mark)).map((mark) => `ends with "${mark}"`),
    ...(name.includes('..') ? ['has two dots side by side'] : []),
    ...(/^\d+\.\d+\.\d+\.\d+$/.test(name) ? ['looks like an IP address'] : []),
    ...RESERVED_PREFIXES.filter((prefix) => name.startsWith(prefix)).map((prefix) => reserved('starts', prefix)),
    ...RESERVED_SUFFIXES.filter((suffix) => name.endsWith(suffix)).map((suffix) => reserved('ends', suffix)),
  ];
}

function lengthProblems(length: number): string[] {
  if (length >= MIN_BUCKET_NAME_LENGTH && length <= MAX_BUCKET_NAME_LENGTH) return [];
  return [`has ${length} ${length === 1 ? 'character' : 'characters'}`];
}

function characterProblems(name: string): string[] {
  const wrong = new Set([...name].filter((character) => !/^[a-z0-9.-]$/.test(character)));
  return wrong.size === 0 ? [] : [`contains ${enumerate([...wrong].map((character) => JSON.stringify(character)))}`];
}

function reserved(verb: string, part: string): string {
  return `${verb} with "${part}", which S3 keeps to itself`;
}

function shown(name: string): string {
  const characters = [...name];
  return JSON.stringify(
    characters.length > MAX_BUCKET_NAME_LENGTH ? `${characters.slice(0, MAX_BUCKET_NAME_LENGTH).join('')}…` : name,
  );
}

function enumerate(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
