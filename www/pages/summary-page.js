// @ts-check
// The owner's page: which survey the address asks for, and where its answers are.
import "./summary.js";

const asked = new URLSearchParams(location.search).get("survey") ?? "";
// An id goes into the path of an address, so only what an id may hold gets there.
const survey = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(asked) ? asked : "post-purchase";

const name = document.querySelector("#survey");
if (name) name.textContent = survey;
document
  .querySelector("zeroten-summary")
  ?.setAttribute("src", `/v1/surveys/${survey}/responses?format=csv`);
