// How dense the dots of a saved PNG are, which says how large it is in print.

/** Return a PNG that says how many dots to the inch it has (PNG 3rd edition, pHYs). */
async function dense(blob, density) {
  const bytes = new Uint8Array(await blob.arrayBuffer()), header = 8 + 25;
  const metre = Math.round(density / 0.0254);
  const chunk = new Uint8Array(21), view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode("pHYs"), 4);
  view.setUint32(8, metre);
  view.setUint32(12, metre);
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  return new Blob([bytes.subarray(0, header), chunk, bytes.subarray(header)], { type: "image/png" });
}

/** Return the check that ends a chunk of a PNG (CRC-32). */
function checksum(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
