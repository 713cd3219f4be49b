// @ts-check
// The ready-made situations, beside the file this is bundled into.

/**
 * Lays the definition over the situation it names; says so where there is none of that name.
 * @param {import("../widget.js").Definition} definition
 * @returns {Promise<boolean>} whether there is one
 */
export async function adopt(definition) {
  const { situation } = definition;
  try {
    if (!/^[a-z-]+$/.test(situation)) throw "no such name";
    const address = new URL(`./situations/${situation}.json`, import.meta.url);
    const { policy, texts, ...rest } = await (await fetch(address)).json();
    Object.assign(definition, {
      ...rest,
      ...definition,
      policy: { ...policy, ...definition.policy },
      texts: { ...texts, ...definition.texts },
    });
    return true;
  } catch (problem) {
    console.warn(`zeroten: no situation ${situation} is known: ${problem}`);
    return false;
  }
}
