/** Machines in the headers of executables, by the format, in Go's words for them. */
const MACHINES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  ELF: { 3: '386', 40: 'arm', 62: 'amd64', 183: 'arm64' },
  'Mach-O': { 16777223: 'amd64', 16777228: 'arm64' },
  PE: { 332: '386', 452: 'arm', 34404: 'amd64', 43620: 'arm64' },
};

/** The formats of operating systems. All others have ELF. */
const FORMATS: Readonly<Record<string, string>> = { darwin: 'Mach-O', windows: 'PE' };

/** How much of a file tells its format and its machine. */
export const HEAD_BYTES = 4096;

/** The executable of a package where a script starts it. */
const BESIDE_SCRIPT = 'face-liveness';

/** Where the executable of a package can be. */
export function isExecutablePath(path: string, started: string): boolean {
  return path === started || path === BESIDE_SCRIPT;
}

/**
 * Says why a package is not one for a platform; undefined where it is.
 *
 * @param started the file that clients start: the executable, or on Linux the script that starts the executable beside it
 * @param heads the first `HEAD_BYTES` of files of the package, by their paths
 */
export function platformError(
  platform: string,
  started: string,
  heads: ReadonlyMap<string, Buffer>,
): string | undefined {
  const start = heads.get(started);
  if (start === undefined) return `is not for ${platform}: it has no ${started}`;
  const executable = start.toString('latin1', 0, 2) === '#!' ? heads.get(BESIDE_SCRIPT) : start;
  const [os = '', architecture = ''] = platform.split('_');
  const actual = formatOf(executable ?? Buffer.of());
  const expected = expectedFormat(os, architecture);
  return actual === expected ? undefined : `is not for ${platform}: its executable is ${actual}, not ${expected}`;
}

/** What an executable for a platform starts with, such as `ELF arm64`. */
function expectedFormat(os: string, architecture: string): string {
  return `${FORMATS[os] ?? 'ELF'} ${architecture}`;
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
