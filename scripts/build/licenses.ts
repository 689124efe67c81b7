import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Licence texts, with the name of the software that they apply to. */
export interface LicenseNotice {
  readonly title: string;
  readonly text: string;
}

/** An npm package whose code is in a bundle. */
export interface BundledPackage extends LicenseNotice {
  readonly name: string;
  readonly version: string;
  /** An SPDX licence expression. */
  readonly license: string;
  /** The directory, by its key in package-lock.json. */
  readonly directory: string;
}

/**
 * The packages whose code is in a bundle, with their licences.
 *
 * @param root the directory that paths in the metafile are relative to
 * @throws Error for a package without a licence, whose code must not be distributed
 */
export function packagesIn(metafile: Metafile, root: string): BundledPackage[] {
  const directories = Object.keys(metafile.inputs).flatMap((input) => {
    const [directory] = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
    return directory === undefined ? [] : [directory];
  });
  return [...new Set(directories)].sort().map((directory) => packageIn(directory, root));
}

/** Joins licences to one text without repeating identical ones. */
export function licensesText(notices: readonly LicenseNotice[]): string {
  const titlesByText = new Map<string, string[]>();
  for (const { title, text } of notices) titlesByText.set(text, [...(titlesByText.get(text) ?? []), title]);
  const line = '='.repeat(80);
  const parts = [...titlesByText].map(([text, titles]) => `${line}\n${titles.join('\n')}\n${line}\n\n${text}\n`);
  return parts.join('\n');
}

function packageIn(directory: string, root: string): BundledPackage {
  const path = join(root, directory);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  if (!license) throw new Error(`${name} ${version} names no licence`);
  const files = readdirSync(path).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const text = files.map((file) => readFileSync(join(path, file), 'utf8').trim()).join('\n\n');
  return { name, version, license, directory, title: `${name} ${version} (${license})`, text };
}
