// @ts-check
// The limit to beat: loops written by hand for exactly these files.

/**
 * @typedef {{n: number, balance: number, histogram: number[], months: Record<string, number[]>,
 *   plans: Record<string, number[]>}} Numbers
 */

/** @returns {Numbers} */
export const nothing = () => ({
  n: 0,
  balance: 0,
  histogram: Array.from({ length: 11 }, () => 0),
  months: {},
  plans: {},
});

/** @param {Record<string, number[]>} groups @param {string} key @param {number} score */
function tally(groups, key, score) {
  const group = (groups[key] ??= [0, 0]);
  group[0] += 1;
  group[1] += Number(score > 8) - Number(score < 7);
}

/** @param {Numbers} into @param {number} score @param {string} month @param {string} plan */
export function count(into, score, month, plan) {
  into.n += 1;
  into.balance += Number(score > 8) - Number(score < 7);
  into.histogram[score] += 1;
  tally(into.months, month, score);
  tally(into.plans, plan, score);
}

/** `score,comment,answered_at,plan,country`, comments quoted. @param {Blob} file */
export async function bytes(file) {
  const text = new Uint8Array(await file.arrayBuffer());
  const numbers = nothing();
  // Months as a number, plans by their first letter: no text is made of any cell.
  /** @type {Map<number, number[]>} */
  const months = new Map();
  /** @type {Map<number, number[]>} */
  const plans = new Map();
  let at = text.indexOf(10) + 1;
  while (at < text.length) {
    let score = text[at] - 48;
    at += 1;
    if (text[at] !== 44) {
      score = score * 10 + text[at] - 48;
      at += 1;
    }
    at += 1;
    if (text[at] === 34) {
      at += 1;
      while (text[at] !== 34 || text[at + 1] === 34) at += text[at] === 34 ? 2 : 1;
      at += 1;
    }
    at += 1;
    const month = (text[at + 2] * 64 + text[at + 3]) * 4096 + text[at + 5] * 64 + text[at + 6];
    while (text[at] !== 44) at += 1;
    const plan = text[at + 1];
    while (text[at] !== 10) at += 1;
    at += 1;
    const balance = Number(score > 8) - Number(score < 7);
    numbers.n += 1;
    numbers.balance += balance;
    numbers.histogram[score] += 1;
    for (const [groups, key] of /** @type {const} */ ([
      [months, month],
      [plans, plan],
    ])) {
      const group = groups.get(key);
      if (group) {
        group[0] += 1;
        group[1] += balance;
      } else groups.set(key, [1, balance]);
    }
  }
  for (const [key, group] of months) numbers.months[key] = group;
  for (const [key, group] of plans) numbers.plans[key] = group;
  return numbers;
}

/** One object a line. @param {Blob} file */
export async function json(file) {
  const numbers = nothing();
  for (const line of (await file.text()).split("\n")) {
    if (!line) continue;
    const row = JSON.parse(line);
    count(numbers, row.score, row.answered_at.slice(0, 7), row.properties.plan);
  }
  return numbers;
}
