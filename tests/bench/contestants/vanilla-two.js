// @ts-check
// A loader that fetches the card only when it is due: what Zeroten is compared with, since every
// page view pays for the loader alone.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { survey = "", endpoint = "" } = script.dataset;
if (!(Number(localStorage.getItem("bench:next:" + survey)) > Date.now())) {
  setTimeout(async () => {
    const { show } = await import(new URL("card.js", script.src).href);
    show(survey, endpoint);
  }, 0);
}
