// @ts-check
// What a property of an event must be.

/** @type {Record<string, (found: any, bound: any) => boolean>} */
const comparisons = {
  equals: (found, bound) => found === bound,
  not: (found, bound) => found !== bound,
  over: (found, bound) => found > bound,
  under: (found, bound) => found < bound,
  at_least: (found, bound) => found >= bound,
  at_most: (found, bound) => found <= bound,
  contains: (found, bound) => String(found ?? "").includes(bound),
  in: (found, bound) => Array.isArray(bound) && bound.includes(found),
};

/** Every comparison of `rule` holds for what was `found`; one that is unknown does not. */
function matches(/** @type {any} */ found, /** @type {any} */ rule) {
  const { property, ...rest } = rule;
  const names = Object.keys(rest);
  return names.length > 0 && names.every((name) => comparisons[name]?.(found, rest[name]));
}

/** Whether an event's properties are what each of `rules` says. */
export const fit = (/** @type {any[]} */ rules, /** @type {any} */ properties) =>
  rules.every((rule) => matches(properties?.[rule.property], rule));
