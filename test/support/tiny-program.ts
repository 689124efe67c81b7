const HEADERS_BYTES = 64 + 56;

/** The machine code that writes the text behind it to stderr and exits with status 127, and its machine's number in ELF. */
const CODE: Readonly<Record<string, { readonly machine: number; readonly code: (length: number) => Buffer }>> = {
  x64: {
    machine: 62,
    code: (length) =>
      Buffer.concat([
        // mov eax, 1 (write); mov edi, 2; lea rsi, [rip + 21]; mov edx, length; syscall
        Buffer.from('b801000000bf02000000488d3515000000ba', 'hex'),
        uint32(length),
        Buffer.from('0f05', 'hex'),
        // mov eax, 60 (exit); mov edi, 127; syscall; two bytes of padding
        Buffer.from('b83c000000bf7f0000000f059090', 'hex'),
      ]),
  },
  arm64: {
    machine: 183,
    code: (length) =>
      Buffer.concat(
        [
          0xd2800808, // mov x8, 64 (write)
          0xd2800040, // mov x0, 2
          0x100000c1, // adr x1, 24 bytes on
          0xd2800002 | (length << 5), // mov x2, length
          0xd4000001, // svc 0
          0xd2800ba8, // mov x8, 93 (exit)
          0xd2800fe0, // mov x0, 127
          0xd4000001, // svc 0
        ].map((instruction) => uint32(instruction)),
      ),
  },
};

/**
 * A program for this machine's processor, in ELF, that writes a text to stderr and exits with status 127. It needs nothing,
 * and can be the loader of other programs.
 */
export function programThatPrints(text: string): Buffer {
  const { machine, code } = CODE[process.arch] ?? CODE.x64 ?? { machine: 0, code: () => Buffer.alloc(0) };
  const said = Buffer.from(text);
  const body = Buffer.concat([code(said.length), said]);
  const header = Buffer.alloc(HEADERS_BYTES);
  header.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  header.writeUInt16LE(3, 16); // a position-independent file
  header.writeUInt16LE(machine, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(HEADERS_BYTES), 24); // where it starts
  header.writeBigUInt64LE(64n, 32); // where the program header is
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(1, 56);
  const size = BigInt(HEADERS_BYTES + body.length);
  header.writeUInt32LE(1, 64); // to be loaded
  header.writeUInt32LE(5, 68); // to be read and executed
  header.writeBigUInt64LE(size, 64 + 32);
  header.writeBigUInt64LE(size, 64 + 40);
  header.writeBigUInt64LE(4096n, 64 + 48);
  return Buffer.concat([header, body]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}
