// Reads the blocks that maps/container.py writes: base64 of gzip of
// [length of header, 4 bytes little-endian][JSON header][block][block]...

export function canDecode() {
  return typeof DecompressionStream === "function";
}

export async function unpack(elementId) {
  const packed = bytesOfBase64(document.getElementById(elementId).textContent);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return blocksOf(await new Response(stream).arrayBuffer());
}

export function bytesOfBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
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
