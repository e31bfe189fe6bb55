// Reads the blocks that maps/container.py writes: in 91 letters, gzip of
// [length of header, 4 bytes little-endian][JSON header][block][block]...

export function canDecode() {
  return typeof DecompressionStream === "function";
}

export async function unpack(elementId) {
  const gunzip = new DecompressionStream("gzip");
  const writer = gunzip.writable.getWriter();
  const given = writer.write(bytesOfText(document.getElementById(elementId).textContent)).then(() => writer.close());
  const [buffer] = await Promise.all([new Response(gunzip.readable).arrayBuffer(), given]);
  return blocksOf(buffer);
}

const PAIR_BASE = 91;
const PAIR_BITS = 13; // of two letters
const LAST_BITS = 6; // of a last letter that stands alone
const STRETCH = { pairs: 8, bytes: 13 };
const NUMBER_OF = numbersOfPairs();

// What two letters stand for, by their codes, the second one's above: those from ! to ~ in their
// order, but for three that HTML or a template might take for their own. None is as good as the first.
function numbersOfPairs() {
  const codes = Array.from({ length: 0x7f - 0x21 }, (_, k) => 0x21 + k).filter((code) => !"<&{".includes(String.fromCharCode(code)));
  const found = new Uint16Array(0x8000);
  codes.forEach((first, low) => {
    found[first] = low;
    codes.forEach((second, high) => (found[first | (second << 8)] = low + PAIR_BASE * high));
  });
  return found;
}

// Two letters are a number of 13 bits, the lower figure first; eight such numbers are 13 bytes.
export function bytesOfText(text) {
  const stretches = Math.ceil(text.length / 2 / STRETCH.pairs);
  const pairs = new Uint16Array(stretches * STRETCH.pairs);
  new TextEncoder().encodeInto(text, new Uint8Array(pairs.buffer));
  const bytes = new Uint8Array(stretches * STRETCH.bytes);
  for (let from = 0, to = 0; from < pairs.length; from += STRETCH.pairs, to += STRETCH.bytes) {
    const a = NUMBER_OF[pairs[from]];
    const b = NUMBER_OF[pairs[from + 1]];
    const c = NUMBER_OF[pairs[from + 2]];
    const d = NUMBER_OF[pairs[from + 3]];
    const e = NUMBER_OF[pairs[from + 4]];
    const f = NUMBER_OF[pairs[from + 5]];
    const g = NUMBER_OF[pairs[from + 6]];
    const h = NUMBER_OF[pairs[from + 7]];
    bytes[to] = a;
    bytes[to + 1] = (a >> 8) | (b << 5);
    bytes[to + 2] = b >> 3;
    bytes[to + 3] = (b >> 11) | (c << 2);
    bytes[to + 4] = (c >> 6) | (d << 7);
    bytes[to + 5] = d >> 1;
    bytes[to + 6] = (d >> 9) | (e << 4);
    bytes[to + 7] = e >> 4;
    bytes[to + 8] = (e >> 12) | (f << 1);
    bytes[to + 9] = (f >> 7) | (g << 6);
    bytes[to + 10] = g >> 2;
    bytes[to + 11] = (g >> 10) | (h << 3);
    bytes[to + 12] = h >> 5;
  }
  return bytes.subarray(0, Math.floor(((text.length >> 1) * PAIR_BITS + (text.length & 1) * LAST_BITS) / 8));
}

// ArrayBuffer -> Map of name to Uint8Array.
export function blocksOf(buffer) {
  const headerLength = new DataView(buffer).getUint32(0, true);
  const header = jsonOf(new Uint8Array(buffer, 4, headerLength));
  const blocks = new Map();
  let start = 4 + headerLength;
  for (const { name, bytes } of header.blocks) {
    blocks.set(name, new Uint8Array(buffer, start, bytes));
    start += bytes;
  }
  return blocks;
}

export function jsonOf(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}
