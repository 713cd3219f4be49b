// @ts-check
// The same card on a small framework, in one file.
// @ts-ignore The package is there once the bench has installed it.
import { h, render } from "preact";
// @ts-ignore
import { useState } from "preact/hooks";
// @ts-ignore
import htm from "htm";

const html = /** @type {any} */ (htm).bind(h);
const { survey = "", endpoint = "" } = document.currentScript?.dataset ?? {};

const card = { position: "fixed", right: "16px", bottom: "16px", zIndex: 2147483647 };
const look = {
  ...card,
  boxSizing: "border-box",
  width: "calc(100vw - 32px)",
  maxWidth: "34rem",
  padding: "20px",
  border: "1px solid #ccd0d8",
  borderRadius: "14px",
  background: "#fff",
  color: "#1b1f27",
  font: "16px/1.45 system-ui,sans-serif",
  boxShadow: "0 12px 32px #0d12212e",
};
const scale = { display: "grid", gridTemplateColumns: "repeat(11,1fr)", gap: "5px" };
const key = {
  minHeight: "44px",
  border: "1px solid #868d9c",
  borderRadius: "9px",
  background: "#fff",
};
const corner = { position: "absolute", top: "8px", right: "8px", width: "36px", minHeight: "36px" };
const ends = { display: "flex", justifyContent: "space-between", fontSize: "13px" };
const id = crypto.randomUUID();

function post(/** @type {number} */ rev, /** @type {number} */ score, comment = "") {
  const body = JSON.stringify({ v: 1, id, rev, survey, score, comment });
  fetch(endpoint, { method: "POST", keepalive: true, body }).catch(() => {});
}

const remember = () => localStorage.setItem("bench:next:" + survey, "" + (Date.now() + 7776e6));

function Card() {
  const [score, setScore] = useState(-1);
  const [step, setStep] = useState("asking");
  const [comment, setComment] = useState("");
  const pick = (/** @type {number} */ n) => {
    setScore(n);
    setStep("why");
    remember();
    post(1, n);
  };
  const close = () => {
    remember();
    setStep("gone");
  };
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    post(2, score, comment);
    setStep("thanks");
  };
  if (step === "gone") return null;
  return html`<section aria-label="Survey" style=${look}>
    ${
      step === "asking" &&
      html`<p part="question">How likely are you to recommend us to a friend or colleague?</p>
        <div role="group" aria-label="0 to 10" style=${scale}>
          ${[...Array(11).keys()].map(
            (n) => html`<button part="score" style=${key} onClick=${() => pick(n)}>${n}</button>`,
          )}
        </div>
        <div style=${ends}><span>Not at all likely</span><span>Extremely likely</span></div>`
    }
    ${
      step === "why" &&
      html`<form onSubmit=${send}>
        <p>What is the main reason for your score?</p>
        <textarea
          rows="3"
          maxlength="4000"
          value=${comment}
          onInput=${(/** @type {any} */ event) => setComment(event.target.value)}
        ></textarea>
        <button>Send</button>
      </form>`
    }
    ${step === "thanks" && html`<p role="status">Thank you!</p>`}
    <button aria-label="Close" style=${corner} onClick=${close}>×</button>
  </section>`;
}

if (!(Number(localStorage.getItem("bench:next:" + survey)) > Date.now())) {
  setTimeout(() => {
    const host = document.body.appendChild(document.createElement("bench-survey"));
    const root = host.attachShadow({ mode: "open" });
    render(html`<${Card} />`, root);
  }, 0);
}
