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
const codeCache = () => join(directory, 'code-cache', `${process.version}-${process.arch}`);

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
  // V8 tells a source from another by its length: had it looked at the text, it would have found a 2.
  write('counter.js', readFileSync(join(directory, 'counter.js'), 'utf8').replace('+= 1', '+= 2'));
  expect(new CachedModules(directory).load('main.js')).toEqual({ times: 3 });
});

test.for([
  ['is broken', (cache: Buffer) => cache.fill(0xff, 20)],
  ['is cut off', (cache: Buffer) => cache.subarray(0, 30)],
  ['is of another V8', (cache: Buffer) => cache.fill(1, 4, 8)],
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
  mkdirSync(join(codeCache(), 'main.js'), { recursive: true });
  expect(new CachedModules(directory).load('main.js')).toEqual({ times: 3 });
});
