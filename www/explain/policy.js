// @ts-check
// Values of the policy that are of another kind than the loader and the card compare.

/** Those that are true or false; every other one is a number. */
const FLAGS = ["once_per_session", "spread", "consent", "storage_free"];

/**
 * @param {Record<string, any>} policy
 * @returns {{rule: string, verdict: number, value: unknown, bound: string}[]}
 */
export function misread(policy) {
  return Object.keys(policy).flatMap((name) => {
    const value = policy[name];
    const bound = FLAGS.includes(name) ? "boolean" : "number";
    if (value === undefined || typeof value === bound) return [];
    // The loader draws with these two, and compares nothing with what is no number; of the rest
    // the card takes the defaults.
    const stops = (name === "sample" || name === "period_days") && !(value > 0);
    return { rule: `policy.${name}`, verdict: stops ? 3 : 1, value, bound };
  });
}
