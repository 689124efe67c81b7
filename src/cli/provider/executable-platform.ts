import type { ProviderFile } from './provider-files';

/** Names of architectures in Terraform's words, by executable format and the machine number in the header. */
const MACHINES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  ELF: { 3: '386', 40: 'arm', 62: 'amd64', 183: 'arm64' },
  'Mach-O': { 16777223: 'amd64', 16777228: 'arm64' },
  PE: { 332: '386', 452: 'arm', 34404: 'amd64', 43620: 'arm64' },
};

/** Executable formats of operating systems. All others have ELF. */
const FORMATS: Readonly<Record<string, string>> = { darwin: 'Mach-O', windows: 'PE' };

/** The number of bytes that contain the format and the machine of an executable. */
const HEAD_BYTES = 4096;

/** The executable of a package in which the started file is a script. */
const BESIDE_SCRIPT = 'face-liveness';

/**
 * Returns a clause that says why a package is not for a platform; undefined when it is.
 *
 * @param started the file that clients start: the executable, or on Linux the script that starts the executable beside it
 * @param files the files of the package
 */
export async function platformError(
  platform: string,
  started: string,
  files: readonly ProviderFile[],
): Promise<string | undefined> {
  const start = await headOf(started, files);
  if (start === undefined) return `is not for ${platform}: it has no ${started}`;
  const executable = start.toString('latin1', 0, 2) === '#!' ? await headOf(BESIDE_SCRIPT, files) : start;
  const [os = '', architecture = ''] = platform.split('_');
  const expected = `${FORMATS[os] ?? 'ELF'} ${architecture}`;
  const actual = formatOf(executable ?? Buffer.of());
  return actual === expected ? undefined : `is not for ${platform}: its executable is ${actual}, not ${expected}`;
}

/** The first `HEAD_BYTES` of a file; undefined when the package does not have it. */
async function headOf(path: string, files: readonly ProviderFile[]): Promise<Buffer | undefined> {
  const file = files.find((each) => each.path === path);
  if (file === undefined) return undefined;
  let head = Buffer.of();
  for await (const chunk of file.content()) {
    head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    if (head.length === HEAD_BYTES) break;
  }
  return head;
}

/**
 * The format and the machine of an executable, such as `ELF arm64`.
 *
 * @param head its first `HEAD_BYTES`
 */
function formatOf(head: Buffer): string {
  const { format, machine } = header(head) ?? {};
  if (format === undefined || machine === undefined) return 'not an executable';
  return `${format} ${MACHINES[format]?.[machine] ?? `machine ${machine}`}`;
}

function header(head: Buffer): { readonly format: string; readonly machine: number } | undefined {
  if (head.length >= 20 && head.toString('latin1', 0, 4) === '\x7fELF') {
    return { format: 'ELF', machine: head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18) };
  }
  if (head.length >= 8 && head.readUInt32LE(0) === 0xfeedfacf)
    return { format: 'Mach-O', machine: head.readUInt32LE(4) };
  if (head.length >= 64 && head.toString('latin1', 0, 2) === 'MZ') {
    const start = head.readUInt32LE(60);
    if (start + 6 <= head.length && head.toString('latin1', start, start + 4) === 'PE\0\0') {
      return { format: 'PE', machine: head.readUInt16LE(start + 4) };
    }
  }
  return undefined;
}
