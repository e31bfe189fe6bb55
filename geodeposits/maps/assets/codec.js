// Reads the blocks that maps/container.py writes: in 91 letters, gzip of
// [length of header, 4 bytes little-endian][JSON header][block][block]...

export function canDecode() {
  return typeof DecompressionStream === "function";
}

export async function unpack(elementId) {
  const packed = bytesOfText(document.getElementById(elementId).textContent);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return blocksOf(await new Response(stream).arrayBuffer());
}

const PAIR_BASE = 91;
const PAIR_BITS = 13; // of two letters
const LAST_BITS = 6; // of a last letter that stands alone
const FIGURE_OF = figuresOfLetters();

// What each letter stands for: those from ! to ~ in their order, but for three that HTML or a
// template might take for their own.
function figuresOfLetters() {
  const found = new Uint8Array(256);
  let figure = 0;
  for (let code = 0x21; code < 0x7f; code += 1) if (!"<&{".includes(String.fromCharCode(code))) found[code] = figure++;
  return found;
}

// Two letters are a number of 13 bits, the lower figure first.
export function bytesOfText(text) {
  const letters = new Uint8Array(text.length + 1); // the last one's partner may be missing
  new TextEncoder().encodeInto(text, letters);
  const bytes = new Uint8Array(Math.floor(((text.length >> 1) * PAIR_BITS + (text.length & 1) * LAST_BITS) / 8));
  let [bits, held, next] = [0, 0, 0];
  for (let k = 0; k < text.length; k += 2) {
    bits |= (FIGURE_OF[letters[k]] + PAIR_BASE * FIGURE_OF[letters[k + 1]]) << held;
    for (held += PAIR_BITS; held >= 8 && next < bytes.length; held -= 8) {
      bytes[next++] = bits;
      bits >>>= 8;
    }
  }
  return bytes;
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
