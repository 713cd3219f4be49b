// Answering and being gone in the same moment, in every way a page can go; then the next visit.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Collector, launch, launchAgain } from "./browser.mjs";
import { Card } from "./card.mjs";
import { serveEndpoint, until } from "./endpoint.mjs";
import { serveHost, tag } from "./host.mjs";

/** How long the next visit may take to deliver what waits, in seconds. */
const NEXT_VISIT = 8;

/**
 * Presses 9 as a pointer would, in the page itself, so that what comes next comes in the same task
 * or right behind it. The cookie, which is the browser's before this goes on, tells whether it came
 * to the press at all.
 */
const PRESS = `document.cookie = "pressed=1"; document.querySelector("zeroten-survey").shadowRoot.querySelectorAll("input")[9]
  .dispatchEvent(new MouseEvent("click", { detail: 1, bubbles: true, composed: true }))`;

/**
 * @typedef {import("playwright-core").BrowserContext} Context
 * @typedef {(page: import("playwright-core").Page, context: Context, profile: string) => Promise<unknown>} Leave
 */

/** The ways to go, each with its press. @type {Record<string, Leave>} */
export const ways = {
  async close(page, context) {
    const client = await context.newCDPSession(page);
    const closed = page.waitForEvent("close");
    client.send("Runtime.evaluate", { expression: PRESS }).catch(() => {});
    client.send("Page.close").catch(() => {});
    await closed;
  },
  async navigation(page) {
    await Promise.all([
      page.waitForURL("**/elsewhere"),
      page.evaluate(`${PRESS}; location.href = "/elsewhere"`),
    ]);
    await page.close();
  },
  async "renderer crash"(page, context) {
    const client = await context.newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    client.send("Runtime.evaluate", { expression: PRESS }).catch(() => {});
    client.send("Page.crash").catch(() => {});
    await crashed;
    await page.close();
  },
  async "browser killed a second later"(page, context, profile) {
    await page.evaluate(PRESS);
    await new Promise((later) => setTimeout(later, 1_000));
    const gone = new Promise((closed) => context.once("close", closed));
    for (const pid of await processesOf(profile)) process.kill(pid, "SIGKILL");
    await gone;
  },
};

/** A collector behind an endpoint, and a site that asks at once. */
export async function settle() {
  const collector = await Collector.start();
  const endpoint = await serveEndpoint(collector, []);
  const survey = { endpoint: `${endpoint.address}/v1/responses` };
  const asking = await serveHost(tag(collector.address, survey));
  const browser = await launch();
  return {
    collector,
    endpoint,
    asking,
    browser,
    async end() {
      await browser.close();
      await Promise.all([asking.close(), endpoint.close()]);
      await collector.remove();
    },
  };
}

/**
 * One respondent who answers and is gone, and comes again. Says whether it came to the press, and
 * how many of their answers were stored when they came again, and after that.
 * @param {Awaited<ReturnType<typeof settle>>} settled
 * @param {string} way
 * @param {boolean} reachable whether the endpoint is, while they answer
 */
export async function once({ collector, endpoint, asking, browser }, way, reachable) {
  const killed = way.startsWith("browser");
  const profile = killed ? await mkdtemp(path.join(tmpdir(), "zeroten-profile-")) : "";
  let context = killed ? await launchAgain(profile) : await browser.newContext();
  const stored = async () => (await collector.responses()).length;
  const before = await stored();
  const page = await context.newPage();
  await page.goto(asking.address);
  await new Card(page).shown();
  // Nobody answers within the first moment; the database opens meanwhile.
  await page.waitForTimeout(500);
  if (!reachable) {
    endpoint.faults.push(
      ...Array(1_000).fill((/** @type {any} */ turn) => turn.request.socket.destroy()),
    );
  }
  await ways[way](page, context, profile);
  await new Promise((later) => setTimeout(later, 300));
  const atOnce = (await stored()) - before;
  endpoint.faults.splice(0);

  if (killed) context = await launchAgain(profile);
  const next = await context.newPage();
  const cookies = await context.cookies();
  const pressed = killed || cookies.some(({ name }) => name === "pressed");
  await next.goto(asking.address);
  await until(async () => (await stored()) > before, "the answer", NEXT_VISIT).catch(() => {});
  await context.close();
  if (killed) await rm(profile, { recursive: true, force: true });
  return { pressed, atOnce, after: (await stored()) - before };
}

/** The processes of the browser that runs on this profile. */
async function processesOf(/** @type {string} */ profile) {
  const found = [];
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.includes(profile)) found.push(Number(pid));
  }
  return found;
}
