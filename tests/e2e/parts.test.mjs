// What a survey may have beside the question: scales, reasons, contact, reviews, links, "not now".

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./endpoint.mjs";
import { guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/**
 * A page whose survey has more to it than attributes can say.
 * @param {Record<string, any>} definition
 * @param {Parameters<typeof open>[2] & {query?: string}} [how]
 */
async function asked(definition, how = {}) {
  const { address } = given.collector;
  const whole = { survey: "parts", endpoint: `${address}/v1/responses`, ...definition };
  const opened = await open(
    given,
    `<script>
      window.zeroten = window.zeroten || function () { (zeroten.q = zeroten.q || []).push(arguments) };
      zeroten("init", ${JSON.stringify(whole)});
    </script><script async src="${address}/zeroten.js"></script>`,
    how,
  );
  await opened.card.shown();
  return opened;
}

/** The one response stored, once `when` is true of it. */
async function stored(/** @type {(response: any) => boolean} */ when) {
  for (let tries = 0; tries < 100; tries += 1) {
    const [response] = await given.collector.responses("parts");
    if (response && when(response)) return response;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(JSON.stringify(await given.collector.responses("parts")));
}

for (const [scale, numbers, question, low, high] of /** @type {const} */ ([
  ["csat", "12345", "How satisfied are you with us?", "Very dissatisfied", "Very satisfied"],
  [
    "ces",
    "1234567",
    "It was easy for me to handle my issue.",
    "Strongly disagree",
    "Strongly agree",
  ],
])) {
  test(`${scale} is asked on its own scale and stored as such`, async () => {
    const { page, card } = await asked({ scale });
    assert.equal(await card.question.innerText(), question);
    assert.equal((await card.part("score").allInnerTexts()).join(""), numbers);
    assert.equal(await card.part("low-label").innerText(), low);
    assert.equal(await card.part("high-label").innerText(), high);
    const last = card.radio(numbers.length - 1);
    assert.equal(await last.getAttribute("aria-label"), `${numbers.length} – ${high}`);
    await card.pick(numbers.length - 1);
    assert.match(await card.part("follow-up").innerText(), /What do you like best/);
    const response = await stored((response) => response.score === numbers.length);
    assert.equal(response.scale, scale);
    assert.deepEqual(page.problems, []);
  });
}

test("a business asks for colleagues and business partners, by its brand", async () => {
  const { page, card } = await asked({ audience: "business", brand: "Fern & Field" });
  assert.equal(
    await card.question.innerText(),
    "How likely are you to recommend Fern & Field to a colleague or business partner?",
  );
  assert.deepEqual(page.problems, []);
});

test("reasons are ticked, several, and travel by their own names in every language", async () => {
  const { page, card } = await asked({ lang: "nb", reasons: ["price", "delivery", "Emballasjen"] });
  const told = page.evaluate(
    () =>
      new Promise((resolve) =>
        addEventListener("zeroten:completed", (event) =>
          resolve(/** @type {CustomEvent} */ (event).detail),
        ),
      ),
  );
  await card.pick(3);
  const reasons = card.part("reason");
  assert.deepEqual(await reasons.allInnerTexts(), ["Pris", "Levering", "Emballasjen"]);
  await reasons.nth(0).click();
  await reasons.nth(2).click();
  await card.host.getByRole("button", { name: "Send", exact: true }).click();
  const response = await stored(({ rev }) => rev === 2);
  assert.deepEqual(response.reasons, ["price", "Emballasjen"]);
  const { id, rev, survey, scale, score, reasons: heard } = /** @type {any} */ (await told);
  assert.deepEqual(
    [id, rev, survey, scale, score, heard],
    [response.id, 2, "parts", "nps", 3, ["price", "Emballasjen"]],
  );
  assert.equal(response.comment, undefined);
  assert.deepEqual(page.problems, []);
});

test("each segment has its own reasons, and what another was shown is not sent", async () => {
  const { page, card } = await asked({ reasons: { detractor: "price,other", promoter: ["ease"] } });
  await card.pick(2);
  const seen = card.part("reason").filter({ visible: true });
  assert.deepEqual(await seen.allInnerTexts(), ["Price", "Something else"]);
  await seen.first().click();
  await card.part("back").click();
  await card.pick(8);
  assert.deepEqual(await seen.allInnerTexts(), []);
  await card.part("back").click();
  await card.pick(10);
  assert.deepEqual(await seen.allInnerTexts(), ["Ease of use"]);
  await seen.first().click();
  await card.send("Quick");
  const response = await stored(({ comment }) => comment === "Quick");
  assert.deepEqual([response.score, response.reasons], [10, ["ease"]]);
  assert.deepEqual(page.problems, []);
});

test('"something else" opens the comment, and what is in it stays', async () => {
  const { page, card } = await asked({ reasons: ["price", "other"] });
  await card.pick(4);
  await card.part("reason").first().waitFor();
  assert.equal(await card.comment.isVisible(), false);
  const other = card.part("reason").nth(1);
  await other.click();
  await card.comment.fill("The box");
  await other.click();
  assert.equal(await card.comment.isVisible(), true, "what was written does not vanish");
  await other.click();
  await card.send("The box was wet");
  const response = await stored(({ rev }) => rev === 2);
  assert.deepEqual(response.reasons, ["other"]);
  assert.equal(response.comment, "The box was wet");
  assert.deepEqual(page.problems, []);
});

test("a detractor may be written to, with an address and explicit consent", async () => {
  const { page, card } = await asked({ contact: true });
  const email = card.part("email");
  const consent = card.host.getByRole("checkbox");
  const send = card.host.getByRole("button", { name: "Send", exact: true });
  await card.pick(9);
  assert.equal(await email.isVisible(), false, "promoters are not asked");
  await card.part("back").click();
  await card.pick(1);
  assert.equal(await consent.isChecked(), false, "consent is given, not presumed");

  await email.fill("kari@example.no");
  await send.click();
  assert.match(await card.part("error").innerText(), /^Tick the box/);
  // The focus moves once the mistake is painted.
  await until(() => consent.evaluate((box) => box.matches(":focus")), "the focus on the box");
  await email.fill("kari");
  await consent.check();
  await send.click();
  assert.match(await card.part("error").innerText(), /^Enter an email address/);
  assert.equal(await email.getAttribute("aria-invalid"), "true");
  await until(() => email.evaluate((field) => field.matches(":focus")), "the focus on the field");
  assert.equal((await stored(({ score }) => score === 1)).rev, 2, "nothing was sent meanwhile");

  await email.fill(" kari@example.no ");
  await send.click();
  await card.thanks.waitFor();
  const response = await stored(({ rev }) => rev === 3);
  assert.deepEqual(response.contact, { email: "kari@example.no", consent: true });
  assert.deepEqual(page.problems, []);
});

test("promoters are offered to write a review, beside the page, and nobody else is", async () => {
  const { page, card } = await asked({ review: "https://reviews.example/shop" });
  await card.pick(10);
  assert.equal(await card.part("review").isVisible(), false, "not before the thanks");
  await card.skip();
  const link = card.part("review");
  assert.equal(await link.innerText(), "Write a review");
  for (const [name, value] of [
    ["href", "https://reviews.example/shop"],
    ["target", "_blank"],
    ["rel", "noopener"],
  ]) {
    assert.equal(await link.getAttribute(name), value);
  }
  await page.evaluate(() => {
    const command = /** @type {any} */ (window).zeroten;
    command("close");
    command("show", "parts");
  });
  await card.pick(5);
  await card.skip();
  assert.equal(await link.isVisible(), false);
  assert.deepEqual(page.problems, []);
});

test('"not now" waits seven days, is no dismissal, and says so', async () => {
  const { page, card } = await asked({});
  const heard = page.evaluate(
    () =>
      new Promise((resolve) =>
        addEventListener("zeroten:snoozed", (event) =>
          resolve(/** @type {CustomEvent} */ (event).detail.survey),
        ),
      ),
  );
  await card.part("snooze").click();
  assert.equal(await heard, "parts");
  await card.host.waitFor({ state: "detached" });
  const [days, dismissals] = await page.evaluate(() => [
    (Number(localStorage.getItem("zeroten:next:parts")) - Date.now()) / 864e5,
    localStorage.getItem("zeroten:dismissals:parts"),
  ]);
  assert.equal(Math.round(Number(days)), 7);
  assert.equal(dismissals, "0");
  assert.deepEqual(await given.collector.responses("parts"), []);
  assert.deepEqual(page.problems, []);
});

test("a link chooses a score and sends nothing, however long the page stands", async () => {
  const { address } = given.collector;
  const { page, host, card } = await open(given, tag(address, { trigger: "event:never" }));
  /** @type {string[]} */
  const posted = [];
  page.on("request", (request) => request.method() === "POST" && posted.push(request.url()));
  await page.goto(`${host.address}/?utm=mail&zeroten=9`);
  await card.shown();
  assert.equal(await card.radio(9).isChecked(), true);
  assert.equal(await card.part("hint").innerText(), "You chose 9. Send it or pick another.");
  await card.radio(9).focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await card.part("hint").isVisible(), false, "it speaks of 9 only");
  await page.waitForTimeout(1500);
  await page.goto("about:blank");
  assert.deepEqual(posted, [], "a mail scanner that opens the link answers nothing");

  await page.goto(`${host.address}/?utm=mail&zeroten=9`);
  await card.shown();
  await card.host.getByRole("button", { name: "Send score" }).click();
  await card.comment.waitFor();
  const [response] = await given.collector.settled(1);
  assert.deepEqual([response.score, response.trigger], [9, "link"]);
  assert.ok(!JSON.stringify(response).includes("utm"), "the address is not sent");
  await page.reload();
  await page.waitForTimeout(1000);
  assert.equal(await card.host.count(), 0, "who answered is left alone");
  assert.deepEqual(page.problems, []);
});

test("a link to a score that is not on the scale chooses none", async () => {
  const { address } = given.collector;
  const { page, host, card } = await open(
    given,
    tag(address, { scale: "csat", trigger: "manual" }),
  );
  await page.goto(`${host.address}/?zeroten=9`);
  await card.shown();
  assert.equal(await card.host.getByRole("radio", { checked: true }).count(), 0);
  assert.equal(await card.part("hint").count(), 0);
  assert.deepEqual(page.problems, []);
});
