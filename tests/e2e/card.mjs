// What a respondent can do with the card, by the names a person would use.

/** @typedef {import("playwright-core").Page} Page */

export class Card {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.host = page.locator("zeroten-survey");
    this.card = this.part("card");
    this.question = this.part("question");
    this.comment = this.part("comment");
    this.thanks = this.part("thanks");
    this.status = this.part("status");
  }

  part(/** @type {string} */ name) {
    return this.host.locator(`[part=${name}]`);
  }

  shown() {
    return this.card.waitFor();
  }

  score(/** @type {number} */ score) {
    return this.part("score").nth(score);
  }

  radio(/** @type {number} */ score) {
    return this.host.getByRole("radio").nth(score);
  }

  /** Presses a score with the pointer. */
  async pick(/** @type {number} */ score) {
    await this.score(score).click();
  }

  /** Waits for the focus in the card: it comes a frame after what it goes to. */
  async focused() {
    await this.page.waitForFunction(() => document.activeElement?.localName === "zeroten-survey");
  }

  /** Waits for the cursor in the comment: it comes a frame after the follow-up. */
  async cursor() {
    await this.page.waitForFunction(
      () => document.querySelector("zeroten-survey")?.shadowRoot?.activeElement?.id === "comment",
    );
  }

  /** Types on the keyboard, as someone does who sees the cursor in the comment. */
  async type(/** @type {string} */ text) {
    await this.cursor();
    await this.page.keyboard.type(text);
  }

  async send(/** @type {string} */ comment) {
    await this.comment.fill(comment);
    await this.host.getByRole("button", { name: "Send", exact: true }).click();
    await this.thanks.waitFor();
  }

  async skip() {
    await this.part("skip").click();
    await this.thanks.waitFor();
  }

  async dismiss() {
    await this.part("dismiss").click();
    await this.host.waitFor({ state: "detached" });
  }
}

/** Buys the first thing in the demo shop, and waits for the card. */
export async function buy(/** @type {Page} */ page, /** @type {string} */ address) {
  await page.goto(`${address}/`);
  await page.getByRole("button", { name: "Buy" }).first().click();
  const card = new Card(page);
  await card.shown();
  return card;
}
