// @ts-check
// What the summary asks of the page where JavaScript says it in fewer bytes than Rust.

/** How many bytes are asked for at once. */
const ROOM = 1 << 20;

/**
 * Starts reading a reply or a file: each call gives the next piece, which stays as it is until the
 * next call, and nothing at the end.
 * @param {Response | Blob} from
 * @returns {() => Promise<Uint8Array | undefined>}
 */
export const open = (from) => {
  const stream = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (
    from instanceof Response ? from.body : from.stream()
  );
  try {
    const reader = stream.getReader({ mode: "byob" });
    // Two rooms by turns: one is filled while the other is read, and none is left to be collected.
    const fill = (/** @type {ArrayBuffer} */ room) => {
      const filled = reader.read(new Uint8Array(room));
      // Whoever asks for the piece is told; nobody may.
      filled.catch(() => {});
      return filled;
    };
    let spare = new ArrayBuffer(ROOM);
    let ahead = fill(new ArrayBuffer(ROOM));
    return async () => {
      const { value, done } = await ahead;
      if (done) return undefined;
      ahead = fill(spare);
      spare = value.buffer;
      return value;
    };
  } catch {
    // This browser's stream brings its own rooms.
    const reader = stream.getReader();
    return async () => (await reader.read()).value;
  }
};

/**
 * The next piece; nothing at the end.
 * @param {() => Promise<Uint8Array | undefined>} reader
 */
export const next = (reader) => reader();

/** Lets the page do what waits: paint, scroll, take a click. */
export const rest = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(undefined);
    };
    port2.postMessage(0);
  });

/** Waits until the page is about to be painted. */
export const frame = () => new Promise(requestAnimationFrame);

/** Notes on the page's timeline, for whoever measures it, that the numbers are there. */
export const mark = () => performance.mark("zeroten:computed");

/**
 * The stop words of a language, from beside this file.
 * @param {string} lang
 */
export const words = async (lang) => {
  // @ts-ignore: this becomes part of a module, which tells where it is.
  const reply = await fetch(new URL(`stopwords/${lang}.txt`, import.meta.url));
  return reply.ok ? reply.text() : undefined;
};

/**
 * Daily counts as lines: the day, the scale, rows excluded, how often shown, answers of 0 to 10.
 * @param {Response} reply
 * @returns {Promise<string>}
 */
export const tallies = async (reply) =>
  (await reply.json())
    .map((/** @type {any} */ day) =>
      [day.date, day.scale, day.excluded, day.shown ?? "-", ...day.counts].join(" "),
    )
    .join("\n");

/**
 * Hands a file to whoever looks at the page.
 * @param {string} name
 * @param {Blob} content
 */
const hand = (name, content) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/**
 * The pieces of a file, and one more. Each is put away at once: all of them together could take a
 * browser a while.
 * @param {Blob[] | undefined} pieces
 * @param {string} text
 */
export const add = (pieces, text) => [...(pieces ?? []), new Blob([text])];

/**
 * Hands out the pieces of a file.
 * @param {string} name
 * @param {string} type
 * @param {BlobPart[]} pieces
 */
export const save = (name, type, pieces) => hand(name, new Blob(pieces, { type }));

const LOOKS = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "direction",
];

/**
 * A chart as a file of its own: every look that the page's style sheet gives it is written into it.
 * @param {SVGSVGElement} svg
 */
const drawing = (svg) => {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const copies = [copy, ...copy.querySelectorAll("*")];
  [svg, ...svg.querySelectorAll("*")].forEach((from, at) => {
    const style = getComputedStyle(from);
    copies[at].removeAttribute("class");
    for (const look of LOOKS) {
      // Mixed colours come as `color(srgb 0.1 0.2 0.3)`, which few programs but browsers read.
      const value = style
        .getPropertyValue(look)
        .replace(
          /color\(srgb ([^ )]+) ([^ )]+) ([^ )]+)(?: \/ ([^)]+))?\)/g,
          (_, r, g, b, a = 1) =>
            `rgba(${[r, g, b].map((part) => Math.round(part * 255)).join()},${a})`,
        );
      copies[at].setAttribute(look, value);
    }
  });
  const paper = document.createElementNS(copy.namespaceURI, "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  // What it is here and now: in forced colours it has a name that only this screen knows.
  const look = document.createElement("i");
  look.style.color = "var(--background)";
  svg.parentElement?.append(look);
  paper.setAttribute("fill", getComputedStyle(look).color);
  look.remove();
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
};

/**
 * Hands out a chart of `place` as an SVG or a PNG, the latter with two dots to a pixel so that it
 * stays sharp on paper. Fails where the page's policy lets no image be made of data.
 * @param {HTMLElement} place
 * @param {string} name
 * @param {string} format
 */
export const chart = async (place, name, format) => {
  /** @type {SVGSVGElement | null} */
  const svg = place.querySelector(`[data-chart=${name}] svg`);
  if (!svg) return;
  const text = drawing(svg);
  name += "." + format;
  if (format === "svg") return save(name, "image/svg+xml", [text]);
  const image = new Image();
  image.src = "data:image/svg+xml," + encodeURIComponent(text);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = svg.width.baseVal.value * 2;
  canvas.height = svg.height.baseVal.value * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const content = await new Promise((done) => canvas.toBlob(done));
  hand(name, content);
};
