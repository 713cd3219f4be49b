// @ts-check
// Stands in for the browser's `WebAssembly` in wasm-bindgen's glue: the module is a function here.
import { instantiate } from "#code";

export const WebAssembly = {
  Module: class {},
  Instance: class {
    /**
     * @param {unknown} module
     * @param {Record<string, unknown>} imports
     */
    constructor(module, imports) {
      this.exports = instantiate(imports);
    }
  },
};
