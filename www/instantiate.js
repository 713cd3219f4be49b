// @ts-check
// Put into the glue by the build, in place of wasm-bindgen's own way, which also takes what is
// never given here: addresses, bytes and modules.

/**
 * Instantiates the wasm of `reply`, compiling while it arrives where the browser can and the server
 * names its type.
 * @param {Response} reply
 * @param {WebAssembly.Imports} imports
 */
export async function instantiate(reply, imports) {
  const type = "application/wasm";
  if (reply.headers.get("content-type") !== type) {
    console.warn(`zeroten: ${reply.url} starts sooner when served as ${type}`);
  } else if ("instantiateStreaming" in WebAssembly) {
    return WebAssembly.instantiateStreaming(reply, imports);
  }
  return WebAssembly.instantiate(await reply.arrayBuffer(), imports);
}
