// @ts-check
// The sample draw, as `domain::manners::Draw` has it and `tests/fixtures/draws.json` holds it.

/** What the text `SURVEY:PERIOD:WHO` comes to, 0 up to 2³². */
export const draw = (/** @type {string} */ text) => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x1000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
