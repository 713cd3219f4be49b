// @ts-check
// The words of a language, and its ways with numbers and dates, which every browser knows.

/**
 * Texts by their number; one that counts has a wording for each category of numbers.
 * @typedef {{lang: string, texts: (string | Record<string, string>)[], tools?: Record<string, any>}}
 *   Words
 */

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const DATES = {
  day: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  "short day": { day: "numeric", month: "short" },
  "short month": { month: "short" },
};

/**
 * What the browser made once for these words.
 * @param {Words} words
 * @param {string} name
 * @param {(tag: string) => any} make
 */
const tool = (words, name, make) => {
  // The digits of the card. English without a country puts the day first, as most of them do.
  const tag = (words.lang === "en" ? "en-GB" : words.lang) + "-u-nu-latn";
  words.tools ??= {};
  return (words.tools[name] ??= make(tag));
};

/**
 * The language, where these are the `count` texts this was built with.
 * @param {Words} words
 * @param {number} count
 */
export const known = (words, count) => {
  if (words.texts.length !== count) throw "the language's file is of another version";
  // The first of each takes a browser some milliseconds, which are spent before there is anything to
  // draw.
  for (const form in DATES) setTimeout(date, 0, words, form, 0);
  setTimeout(number, 0, words, "0");
  return words.lang;
};

/**
 * The text of this number, in its wording for `n`.
 * @param {Words} words
 * @param {number} at
 * @param {number} n
 */
const template = (words, at, n) => {
  const text = words.texts[at];
  if (typeof text === "string") return text;
  const plural = tool(words, "plural", (tag) => new Intl.PluralRules(tag));
  return text[plural.select(n)] ?? text.other;
};

/**
 * A number, `-1234.5`, as the language writes it, with as many decimals as it has; `+1` keeps its
 * sign.
 * @param {Words} words
 * @param {string} text
 */
const number = (words, text) => {
  const digits = (text.split(".")[1] ?? "").length;
  const signDisplay = text[0] === "+" ? "exceptZero" : "auto";
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay };
  const written = tool(
    words,
    signDisplay + digits,
    (tag) => new Intl.NumberFormat(tag, /** @type {any} */ (options)),
  ).format(text);
  // From right to left a sign is marked as before its number, which holds only where nothing else
  // stands beside it: kept apart it does everywhere.
  return written.replace(/^\u200e(.+)/, "\u2066$1\u2069");
};

/**
 * How long: so many of a unit.
 * @param {Words} words
 * @param {string} unit
 * @param {number} n
 */
const span = (words, unit, n) =>
  tool(
    words,
    // A date has a form of the same name.
    "span " + unit,
    (tag) => new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }),
  ).format(n);

/**
 * A day, in days since 1970, in one of the forms above.
 * @param {Words} words
 * @param {string} form
 * @param {number} days
 */
const date = (words, form, days) =>
  tool(
    words,
    form,
    (tag) => new Intl.DateTimeFormat(tag, { ...DATES[form], timeZone: "UTC" }),
  ).format(days * 864e5);

/**
 * Lines as a list within a sentence.
 * @param {Words} words
 * @param {string} lines
 */
const list = (words, lines) =>
  tool(words, "list", (tag) => new Intl.ListFormat(tag)).format(lines.split("\n"));

/** @type {((words: Words, of: string, n: number) => string)[]} */
const WAYS = [number, span, date, list];

/**
 * Says `of` and `n` in one of these ways, or after them the text of a number: one function, since the
 * glue of each weighs more than what it does.
 * @param {Words} words
 * @param {number} way
 * @param {string} of
 * @param {number} n
 */
export const say = (words, way, of, n) =>
  WAYS[way]?.(words, of, n) ?? template(words, way - WAYS.length, n);
