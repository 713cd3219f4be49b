// @ts-check
// The survey as one would write it by hand for one site: the least the job can cost. Score, comment
// and thanks in a shadow root; the score is posted when it is given, the comment when it is sent.

const styles = `
:host{all:initial!important;display:block!important}
section{position:fixed;right:16px;bottom:16px;z-index:2147483647;box-sizing:border-box;width:calc(100vw - 32px);max-width:34rem;padding:20px;border:1px solid #ccd0d8;border-radius:14px;background:#fff;color:#1b1f27;font:16px/1.45 system-ui,sans-serif;box-shadow:0 12px 32px #0d12212e}
[hidden]{display:none!important}
p{margin:0 36px 16px 0;font-weight:600}
fieldset{display:grid;grid-template-columns:repeat(11,1fr);gap:5px;margin:0;padding:0;border:0}
button{min-height:44px;border:1px solid #868d9c;border-radius:9px;background:#fff;color:inherit;font:inherit;font-weight:600}
button:hover,button:focus-visible{border-color:#3450c4;background:#eef1fc}
div{display:flex;justify-content:space-between;margin-top:6px;color:#5a6272;font-size:13px}
textarea{box-sizing:border-box;width:100%;margin-bottom:12px;font:inherit}
[part=dismiss]{position:absolute;top:8px;right:8px;width:36px;min-height:36px;border:0}
`;

/**
 * @param {string} survey
 * @param {string} endpoint
 */
export function show(survey, endpoint) {
  const host = document.createElement("bench-survey");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];

  /**
   * @param {string} tag
   * @param {Record<string, any>} properties
   * @param {(Node | string)[]} children
   */
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const id = crypto.randomUUID();
  let score = -1;
  const post = (/** @type {number} */ rev, /** @type {string} */ comment = "") => {
    const body = JSON.stringify({ v: 1, id, rev, survey, score, comment });
    fetch(endpoint, { method: "POST", keepalive: true, body }).catch(() => {});
  };
  const remember = () => localStorage.setItem("bench:next:" + survey, "" + (Date.now() + 7776e6));

  const scores = [...Array(11).keys()].map((n) =>
    make("button", {
      part: "score",
      textContent: n,
      onclick() {
        score = n;
        remember();
        post(1);
        asking.hidden = true;
        why.hidden = false;
        comment.focus();
      },
    }),
  );
  const asking = make(
    "div",
    { style: "display:block" },
    make(
      "p",
      { part: "question", id: "q" },
      "How likely are you to recommend us to a friend or colleague?",
    ),
    make("fieldset", { ariaLabel: "0 to 10" }, ...scores),
    make("div", {}, make("span", {}, "Not at all likely"), make("span", {}, "Extremely likely")),
  );
  const comment = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { rows: 3, maxLength: 4000, ariaLabel: "Comment" })
  );
  const thanks = make("p", { hidden: true, role: "status" }, "Thank you!");
  const why = make(
    "form",
    {
      hidden: true,
      onsubmit(/** @type {Event} */ event) {
        event.preventDefault();
        post(2, comment.value);
        why.hidden = true;
        thanks.hidden = false;
      },
    },
    make("p", {}, "What is the main reason for your score?"),
    comment,
    make("button", {}, "Send"),
  );
  const dismiss = make("button", {
    part: "dismiss",
    ariaLabel: "Close",
    textContent: "×",
    onclick() {
      remember();
      host.remove();
    },
  });
  root.append(make("section", { ariaLabel: "Survey" }, asking, why, thanks, dismiss));
  document.body.append(host);
}
