// @ts-check
// What a shop does: tell Zeroten that something was bought.

/** @type {any} */
const page = window;
page.zeroten =
  page.zeroten ||
  function () {
    (page.zeroten.q = page.zeroten.q || []).push(arguments);
  };

const status = document.querySelector("[role=status]");

for (const button of document.querySelectorAll("button[data-product]")) {
  button.addEventListener("click", () => {
    const { product, price } = /** @type {HTMLElement} */ (button).dataset;
    if (status) status.textContent = `Thank you for buying the ${product}.`;
    page.zeroten("track", "purchase_completed", { product, total: Number(price) });
  });
}

document.querySelector("#again")?.addEventListener("click", () => {
  for (const key of Object.keys(localStorage)) {
    if (/^zeroten:(next|dismissals|ignored)/.test(key)) localStorage.removeItem(key);
  }
  location.reload();
});
