import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { CachedModules } from '../../../src/plugin/process/cached-modules';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cached-modules-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  write('main.js', "exports.times = require('./counter.js').next() + require('./counter.js').next();");
  write('counter.js', "let count = 0; exports.next = () => (count += 1); exports.join = require('node:path').join;");
});

const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
const codeCache = () => {
  const [build = ''] = readdirSync(join(directory, 'code-cache'));
  return join(directory, 'code-cache', build);
};

test('modules are run once, and have what they require of theirs and of Node', () => {
  const modules = new CachedModules(directory);
  expect(modules.load('main.js')).toEqual({ times: 3 });
  expect(modules.load('main.js')).toBe(modules.load('main.js'));
  expect(modules.load('counter.js')).toMatchObject({ join });
});

test('modules that need each other see what is there of the other', () => {
  write('a.js', "exports.early = 1; exports.b = require('./b.js').seen;");
  write('b.js', "exports.seen = require('./a.js').early;");
  expect(new CachedModules(directory).load('a.js')).toEqual({ early: 1, b: 1 });
});

test('modules may have text in all languages', () => {
  write('main.js', "exports.seconds = /µs|μs/.source + '秒';");
  expect(new CachedModules(directory).load('main.js')).toEqual({ seconds: 'µs|μs秒' });
});

test('an error says where it is', () => {
  write('main.js', '\n\nthrow new Error("no");');
  expect(() => new CachedModules(directory).load('main.js')).toThrow(
    expect.objectContaining({ stack: expect.stringContaining('main.js:3:') }),
  );
});

test('nothing is written but when it is asked for', () => {
  const modules = new CachedModules(directory);
  modules.load('main.js');
  expect(readdirSync(directory).sort()).toEqual(['counter.js', 'main.js']);
  modules.writeCodeCaches();
  expect(readdirSync(codeCache()).sort()).toEqual(['counter.js', 'main.js']);
});

test('what is in the code cache is not compiled again', () => {
  const modules = new CachedModules(directory);
  modules.load('main.js');
  modules.writeCodeCaches();
  // V8 tells a source from another by its length. Had it compiled this one, it would have found a 2.
  const source = readFileSync(join(directory, 'counter.js'), 'utf8').replace('+= 1', '+= 2');
  write('counter.js', source);
  const cache = join(codeCache(), 'counter.js');
  const code = readFileSync(cache).subarray(32);
  writeFileSync(cache, Buffer.concat([createHash('sha256').update(source).update(code).digest(), code]));
  expect(new CachedModules(directory).load('main.js')).toEqual({ times: 3 });
});

test('code for another source of the same length is not run', () => {
  const modules = new CachedModules(directory);
  modules.load('main.js');
  modules.writeCodeCaches();
  write('counter.js', readFileSync(join(directory, 'counter.js'), 'utf8').replace('+= 1', '+= 2'));
  expect(new CachedModules(directory).load('main.js')).toEqual({ times: 6 });
});

test.for([
  ['has other code', (cache: Buffer) => cache.fill(0, 32 + 64)],
  // V8 crashes on it, or never ends.
  [
    'has one other byte',
    (cache: Buffer) => cache.fill((cache[cache.length >> 1] ?? 0) ^ 1, cache.length >> 1, (cache.length >> 1) + 1),
  ],
  ['has another digest', (cache: Buffer) => cache.fill(0, 0, 32)],
  ['is cut off', (cache: Buffer) => cache.subarray(0, cache.length - 8)],
  ['is a digest alone', (cache: Buffer) => cache.subarray(0, 32)],
  ['is cut off within its digest', (cache: Buffer) => cache.subarray(0, 7)],
  ['is empty', () => Buffer.alloc(0)],
] as const)('a code cache that %s is passed over', ([, damage]) => {
  const modules = new CachedModules(directory);
  modules.load('main.js');
  modules.writeCodeCaches();
  for (const file of readdirSync(codeCache())) {
    const path = join(codeCache(), file);
    writeFileSync(path, damage(readFileSync(path)));
  }
  expect(new CachedModules(directory).load('main.js')).toEqual({ times: 3 });
});

test('a code cache that can not be read is none', () => {
  const modules = new CachedModules(directory);
  modules.load('main.js');
  modules.writeCodeCaches();
  rmSync(join(codeCache(), 'main.js'));
  mkdirSync(join(codeCache(), 'main.js'));
  expect(new CachedModules(directory).load('main.js')).toEqual({ times: 3 });
});
