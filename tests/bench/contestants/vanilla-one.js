// @ts-check
// Everything in the one script the page includes: the limit of what is possible.
import { show } from "./card.js";

const { survey = "", endpoint = "" } = document.currentScript?.dataset ?? {};
if (!(Number(localStorage.getItem("bench:next:" + survey)) > Date.now())) {
  setTimeout(show, 0, survey, endpoint);
}
