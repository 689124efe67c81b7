import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { standardMirrors, usualMirrors } from '../../harness/terraform/aws-provider';
import { committedFiles, literally, matchingLines, PROJECT } from './committed-files';

interface Trait {
  readonly name: string;
  readonly pattern: RegExp;
  /** A line that gives the machine away. */
  readonly example: string;
}

/** A directory and all below it, but not as the end or the beginning of other names. */
function directory(name: string, path: string): Trait {
  const pattern = new RegExp(`(?<![\\w.-])${literally(path)}(?![\\w-])`);
  return { name, pattern, example: `cd ${path}/some/where` };
}

/** Directories that every machine has; what stands in them tells nothing. */
const COMMON = ['/', '/home', '/mnt', '/opt', '/private/tmp', '/srv', '/tmp', '/Users', '/var/tmp'];

/** What stands beside a directory. */
function neighboursOf(name: string, path: string): Trait {
  const parent = join(dirname(path), '/');
  return { name, pattern: new RegExp(`(?<![\\w.-])${literally(parent)}\\w`), example: `cat ${parent}notes/today` };
}

function npmRegistry(): Trait {
  const url = execFileSync('npm', ['config', 'get', 'registry'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return {
    name: "the npm registry's host",
    pattern: new RegExp(literally(new URL(url).host)),
    example: `"resolved": "${url}x"`,
  };
}

/** What tells on which machine this checkout is. */
const traits = [
  directory('the home directory', homedir()),
  directory('the checkout', PROJECT),
  ...(COMMON.includes(dirname(PROJECT)) ? [] : [neighboursOf("the checkout's neighbours", PROJECT)]),
  ...standardMirrors()
    .filter((mirror) => !usualMirrors().includes(mirror))
    .map((mirror) => directory('a mirror with a name of its own', mirror)),
  npmRegistry(),
];

describe.for(traits)('$name', ({ pattern, example }) => {
  test('is in no committed file', () => {
    expect(matchingLines(pattern, committedFiles())).toEqual([]);
  });

  test('is found in an example', () => {
    expect(matchingLines(pattern, [{ path: 'sample', text: `first\n${example}\nlast` }])).toEqual([
      `sample:2: ${example}`,
    ]);
  });
});
