// @ts-check
// Every state, mode, theme, language and direction of the card, from one menu. The card is the real
// one; what it posts is acknowledged here instead of being sent.

(() => {
  const asked = new URLSearchParams(location.search);
  const page = /** @type {any} */ (window);
  const state = asked.get("state") ?? "question";

  const send = window.fetch;
  window.fetch = async (input, init) => {
    if (init?.method !== "POST") return send(input, init);
    const { id, rev } = JSON.parse(String(init.body));
    return Response.json({ id, rev }, { status: 201 });
  };

  /** Which of a scale's answers leads to a state, counted from its ends. */
  const answers = new Map([
    ["detractor", 1],
    ["mistake", 1],
    ["passive", -3],
    ["promoter", -1],
    ["thanks", 1],
    ["review", -1],
  ]);

  /** Takes the card to the state asked for, as a keyboard would. */
  const lead = (/** @type {Event} */ event) => {
    const root = /** @type {Element} */ (event.target).shadowRoot;
    const click = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (root?.querySelector(selector)).click();
    const radios = [...(root?.querySelectorAll('[type="radio"]') ?? [])];
    const pick = (/** @type {number} */ at) => /** @type {HTMLElement} */ (radios.at(at)).click();
    if (state === "selected") pick(1);
    const answer = answers.get(state);
    if (answer === undefined) return;
    pick(answer);
    click(".asking [part=submit]");
    if (!["mistake", "thanks", "review"].includes(state)) return;
    // A respondent takes a moment, in which the focus goes to the follow-up.
    setTimeout(() => {
      if (state === "mistake") click("[part=consent] input");
      click(".following-up [part=submit]");
    }, 100);
  };

  if (state === "preselected" && !asked.has("zeroten")) {
    asked.set("zeroten", asked.get("scale") === "csat" ? "4" : "6");
    history.replaceState(null, "", "?" + asked);
  }

  document.documentElement.dir = asked.get("dir") ?? "ltr";
  document.addEventListener("zeroten:shown", lead);
  document.addEventListener("DOMContentLoaded", () => {
    const menu = /** @type {HTMLFormElement} */ (document.querySelector(".menu"));
    for (const choice of menu.querySelectorAll("select")) {
      if (choice.name === "lang") {
        choice.value = "en";
        for (const option of choice.options) {
          const name = new Intl.DisplayNames([option.value], { type: "language" });
          option.text = `${name.of(option.value)} (${option.value})`;
        }
      }
      const value = asked.get(choice.name);
      if (value !== null) choice.value = value;
    }
    menu.addEventListener("change", () => menu.submit());
    const { state: _, dir, ...chosen } = Object.fromEntries(new FormData(menu));
    page.zeroten ??= (/** @type {any[]} */ ...call) => (page.zeroten.q ??= []).push(call);
    page.zeroten("init", {
      ...chosen,
      survey: "gallery",
      endpoint: "/v1/responses",
      trigger: "manual",
      target: "#here",
      brand: "Fern & Field",
      reasons: { detractor: ["price", "delivery", "service", "other"], promoter: "quality,ease" },
      contact: true,
      review: "https://reviews.example/fern-and-field",
    });
    page.zeroten("show", "gallery");
  });
})();
