import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { drawPictures } from '../../scripts/docs/pictures';
import { drawTree } from '../../scripts/docs/tree-picture';

const DIRECTORY = resolve('docs/pictures');
const pages = readdirSync(resolve('docs'), { encoding: 'utf8' }).filter((name) => name.endsWith('.md'));

test('the pictures are current', () => {
  const committed = Object.fromEntries(
    readdirSync(DIRECTORY).map((file) => [file, readFileSync(join(DIRECTORY, file), 'utf8')]),
  );
  expect(drawPictures()).toEqual(committed);
});

test('each picture is on a page', () => {
  const shown = pages.flatMap((page) => [
    ...readFileSync(resolve('docs', page), 'utf8').matchAll(/\]\(pictures\/([^)]+)\)/g),
  ]);
  expect(shown.map(([, file]) => file).sort()).toEqual(readdirSync(DIRECTORY).sort());
});

test('the picture of a tree shows every construct and its type, with escaped names', () => {
  const picture = drawTree({
    id: 'a<b',
    children: [
      { id: 'Key', element: 'aws_kms_key', children: [] },
      { id: 'Other', children: [] },
    ],
  });
  expect([...picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)).toEqual([
    'a&#60;b',
    'Key',
    'aws_kms_key',
    'Other',
  ]);
  expect(picture.match(/<path /g)).toHaveLength(2);
});
