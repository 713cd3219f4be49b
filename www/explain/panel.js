// @ts-check
// The same on the page, for whoever sets a survey up.

/** The panel there is, or will be once there is a body. @type {HTMLElement | undefined} */
let present;

/**
 * Shows what `explain` gives in a corner, and keeps it true until it is closed.
 * @param {() => Promise<import("../explain.js").Ruling[]>} explain
 */
export async function panel(explain) {
  if (present && (present.isConnected || !document.body)) return;
  const host = (present = document.createElement("zeroten-debug"));
  const root = host.attachShadow({ mode: "open" });
  const box = document.createElement("div");
  const list = document.createElement("ol");
  const close = document.createElement("button");
  close.textContent = "Close";
  // Properties, because a page's policy may forbid style attributes.
  Object.assign(box.style, {
    position: "fixed",
    insetBlockStart: "0",
    insetInlineStart: "0",
    zIndex: "2147483647",
    maxHeight: "60vh",
    maxWidth: "40em",
    overflow: "auto",
    padding: "8px",
    font: "13px/1.5 system-ui, sans-serif",
    color: "#111",
    background: "#fff",
    border: "1px solid #111",
  });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Why the survey shows or does not");
  box.append(close, list);
  root.append(box);
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const refresh = async () => {
    const lines = (await explain()).map(({ verdict, says, first }) => {
      const line = document.createElement("li");
      line.textContent = `${first ? "▶ " : ""}${verdict} – ${says}`;
      if (first) line.style.fontWeight = "bold";
      return line;
    });
    list.replaceChildren(...lines);
    timer = setTimeout(() => host.isConnected && refresh(), 2000);
  };
  close.addEventListener("click", () => {
    clearTimeout(timer);
    host.remove();
  });
  if (!document.body) {
    await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed));
  }
  document.body.append(host);
  return refresh();
}
