// @ts-check
// The widget as JavaScript, ready to use once it is imported.
import { initSync } from "#glue";
export { decide, draw, deliver } from "#glue";

initSync({ module: {} });
