// @ts-check

/** Sixteen random bytes; from `Math.random` on a page where `crypto` is missing or throws. */
export function random() {
  const bytes = new Uint8Array(16);
  try {
    crypto.getRandomValues(bytes);
  } catch {
    for (const at of bytes.keys()) bytes[at] = Math.random() * 256;
  }
  return bytes;
}
