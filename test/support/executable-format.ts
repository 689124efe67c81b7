import { createHash } from 'node:crypto';

/** What a file is that an operating system starts. */
export interface ExecutableFormat {
  readonly format: 'ELF' | 'Mach-O' | 'PE';
  readonly architecture: string;
}

const ELF_MACHINES: Readonly<Record<number, string>> = { 62: 'amd64', 183: 'arm64' };
const MACH_O_TYPES: Readonly<Record<number, string>> = { 16777223: 'amd64', 16777228: 'arm64' };
const PE_MACHINES: Readonly<Record<number, string>> = { 34404: 'amd64', 43620: 'arm64' };

/** Reads a 64-bit executable's header. */
export function formatOf(file: Buffer): ExecutableFormat {
  if (file.toString('latin1', 0, 5) === '\x7fELF\x02') {
    return { format: 'ELF', architecture: nameOf(ELF_MACHINES, file.readUInt16LE(18)) };
  }
  if (file.readUInt32LE(0) === 0xfeedfacf) {
    return { format: 'Mach-O', architecture: nameOf(MACH_O_TYPES, file.readUInt32LE(4)) };
  }
  const header = file.toString('latin1', 0, 2) === 'MZ' ? file.readUInt32LE(0x3c) : 0;
  if (header > 0 && file.toString('latin1', header, header + 4) === 'PE\0\0') {
    return { format: 'PE', architecture: nameOf(PE_MACHINES, file.readUInt16LE(header + 4)) };
  }
  throw new Error('the file is none of ELF, Mach-O and PE');
}

/** The signature in a file for macOS, as far as it says something of the file's bytes. */
export interface CodeSignature {
  /** Whether it is by no key: macOS wants such a signature of all code for arm64. */
  readonly adHoc: boolean;
  readonly identifier: string;
  /** The number of bytes that are signed: those before the signature. */
  readonly signedBytes: number;
  /** The number of the file's pages. */
  readonly pages: number;
  /** The numbers of the pages that are not the ones that were signed. */
  readonly changedPages: readonly number[];
}

const LC_CODE_SIGNATURE = 0x1d;
const EMBEDDED_SIGNATURE = 0xfade0cc0;
const CODE_DIRECTORY = 0xfade0c02;
const AD_HOC = 0x2;
const SHA256 = 2;

/** Reads the signature of a Mach-O file, and checks the hash of every page. */
export function codeSignatureOf(file: Buffer): CodeSignature {
  const { offset, size } = signatureCommand(file);
  const signature = file.subarray(offset, offset + size);
  if (signature.readUInt32BE(0) !== EMBEDDED_SIGNATURE) throw new Error('the signature is not an embedded one');
  const directory = codeDirectory(signature);
  const [hashesAt, identifierAt] = [directory.readUInt32BE(16), directory.readUInt32BE(20)];
  const [pages, signedBytes] = [directory.readUInt32BE(28), directory.readUInt32BE(32)];
  const [hashBytes, hashType, pageBytes] = [directory[36] ?? 0, directory[37], 2 ** (directory[39] ?? 0)];
  if (hashType !== SHA256) throw new Error(`pages have hashes of type ${hashType}, not SHA-256`);
  if (signedBytes !== offset) throw new Error(`${signedBytes} bytes are signed, and the signature is at ${offset}`);
  if (pages !== Math.ceil(signedBytes / pageBytes)) throw new Error(`there are hashes of ${pages} pages`);
  const changedPages = Array.from({ length: pages }, (_, page) => page).filter((page) => {
    const bytes = file.subarray(page * pageBytes, Math.min((page + 1) * pageBytes, signedBytes));
    const at = hashesAt + page * hashBytes;
    return !createHash('sha256')
      .update(bytes)
      .digest()
      .subarray(0, hashBytes)
      .equals(directory.subarray(at, at + hashBytes));
  });
  return {
    adHoc: (directory.readUInt32BE(12) & AD_HOC) !== 0,
    identifier: directory.toString('latin1', identifierAt, directory.indexOf(0, identifierAt)),
    signedBytes,
    pages,
    changedPages,
  };
}

/** Where the signature is, as the command of the file's header says. */
function signatureCommand(file: Buffer): { readonly offset: number; readonly size: number } {
  let at = 32;
  for (let remaining = file.readUInt32LE(16); remaining > 0; remaining -= 1) {
    if (file.readUInt32LE(at) === LC_CODE_SIGNATURE) {
      return { offset: file.readUInt32LE(at + 8), size: file.readUInt32LE(at + 12) };
    }
    at += file.readUInt32LE(at + 4);
  }
  throw new Error('the file has no signature');
}

function codeDirectory(signature: Buffer): Buffer {
  for (let index = 0; index < signature.readUInt32BE(8); index += 1) {
    const at = signature.readUInt32BE(12 + index * 8 + 4);
    if (signature.readUInt32BE(at) === CODE_DIRECTORY)
      return signature.subarray(at, at + signature.readUInt32BE(at + 4));
  }
  throw new Error('the signature has no code directory');
}

function nameOf(names: Readonly<Record<number, string>>, value: number): string {
  return names[value] ?? `machine ${value}`;
}
