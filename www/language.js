// @ts-check
// Which of the languages there are is spoken, by the card and by the summary.

/** Languages with a file of their own, a more particular one before the more general. */
const LANGUAGES =
  "ar bg cs da de el en es et fi fr he hi hr hu is it ja ko lt lv nb nl nn pl pt-BR pt ro sk sv tr uk zh-Hans zh-Hant".split(
    " ",
  );

/**
 * The first language with a file of its own among the one wanted, the page's and the visitor's.
 * What is wanted may be more particular (`de-AT`), older (`iw`), less particular (`no`, `zh`) or
 * told by its region (`zh-TW`).
 * @param {unknown} wanted
 * @param {(problem: string) => void} warn told where what is wanted has no file
 */
export function language(wanted, warn) {
  for (const tag of [wanted, document.documentElement.lang, ...navigator.languages]) {
    const name = `${tag}-`.toLowerCase().replaceAll("_", "-");
    const known = name
      .replace(/^no-/, "nb-")
      .replace(/^iw-/, "he-")
      .replace(/^zh-(?!han)/, /-(tw|hk|mo)-/.test(name) ? "zh-hant-" : "zh-hans-");
    const found = LANGUAGES.find((language) => known.startsWith(language.toLowerCase() + "-"));
    if (found) return found;
    if (tag && tag === wanted) warn(`there are no words in the language ${tag}`);
  }
  return "en";
}
