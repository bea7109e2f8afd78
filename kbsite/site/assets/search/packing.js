// Files of an index to what is in them, many at once; the twin of kbsite/search/packing.py.

const SIZE = 3;
/** What every file leaves out at its end, and what ends all of them. */
const END = Uint8Array.of(0, 0, 255, 255);
const LAST = Uint8Array.of(3, 0);

/**
 * What is in some files. They are unpacked as one stream, since each stream takes a browser more time than a small file does.
 * @param {Uint8Array[]} files
 * @param {(Uint8Array | undefined)[]} [dictionaries] what each is packed as if it followed
 * @returns {Promise<Uint8Array[]>}
 */
export async function unpacked(files, dictionaries = []) {
  const parts = files.flatMap((file, at) => [...stored(dictionaries[at]), file.subarray(SIZE), END]);
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  writer.write(inOnePiece([...parts, LAST])).catch(() => {});
  writer.close().catch(() => {});
  const whole = new Uint8Array(await new Response(stream.readable).arrayBuffer());
  let at = 0;
  const found = files.map((file, number) => {
    const begin = at + (dictionaries[number]?.length ?? 0);
    at = begin + file[0] + (file[1] << 8) + (file[2] << 16);
    return whole.subarray(begin, at);
  });
  if (at !== whole.length) throw new Error("not whole");
  return found;
}

/**
 * Bytes in one piece: a browser takes longer for many small ones, and longest where it keeps them as a Blob.
 * @param {Uint8Array[]} parts
 */
function inOnePiece(parts) {
  const found = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    found.set(part, at);
    at += part.length;
  }
  return found;
}

/**
 * A block of deflate with bytes as they are (RFC 1951, 3.2.4), since browsers take no dictionary.
 * @param {Uint8Array} [bytes]
 */
function stored(bytes) {
  if (!bytes) return [];
  const size = [bytes.length & 255, bytes.length >> 8];
  return [Uint8Array.of(0, ...size, ...size.map((byte) => byte ^ 255)), bytes];
}
