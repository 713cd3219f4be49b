// A real Chromium, a page that reports everything that goes wrong on it, and the real collector.

import { spawn } from "node:child_process";
import { mkdtemp, mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
// @ts-expect-error It comes without types.
import initSqlJs from "sql.js";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const EXECUTABLE = process.env.ZEROTEN_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts Chromium as the test command found or installed it.
 * @param {string[]} [flags] further command line flags
 * @param {string[]} [without] flags that Playwright sets and this browser shall not have
 */
export function launch(flags = [], without = []) {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [...FLAGS, ...flags],
    ignoreDefaultArgs: without,
  });
}

/**
 * Starts Chromium on a profile that outlives it.
 * @param {string} profile the profile's folder
 */
export function launchAgain(profile) {
  return chromium.launchPersistentContext(profile, { executablePath: EXECUTABLE, args: FLAGS });
}

/**
 * A page in a profile of its own, with what went wrong on it in `page.problems`: uncaught errors,
 * unhandled rejections, console warnings and errors, and policy violations.
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function newPage(browser, options) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = /** @type {import("playwright-core").Page & {problems: string[]}} */ (
    await context.newPage()
  );
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(`uncaught: ${error}`));
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) page.problems.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  return page;
}

/** The collector on a port of its own with a database of its own. */
export class Collector {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #process;
  #folder = "";
  address = "";
  token = "";

  /** Starts one on a database of its own, with `more` on its command line. */
  static async start(/** @type {string[]} */ ...more) {
    const collector = new Collector();
    collector.#folder = await mkdtemp(path.join(tmpdir(), "zeroten-e2e-"));
    await collector.serve("127.0.0.1:0", more);
    return collector;
  }

  get database() {
    return path.join(this.#folder, "answers.db");
  }

  get binary() {
    return process.env.ZEROTEN_BIN ?? path.join(root, "target/debug/zeroten");
  }

  /** Serves on `listen`; resolves once the collector says it is ready. */
  async serve(/** @type {string} */ listen, /** @type {string[]} */ more = []) {
    const child = spawn(
      this.binary,
      [
        ...["serve", "--listen", listen, "--database", `sqlite:${this.database}`],
        ...["--assets", path.join(root, "www/dist"), ...more],
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    this.#process = child;
    await new Promise((resolve, reject) => {
      child.on("exit", (code) => reject(new Error(`the collector ended with ${code}`)));
      let printed = "";
      child.stdout.on("data", (chunk) => {
        printed += chunk;
        this.token = /zt_read_\w+/.exec(printed)?.[0] ?? this.token;
        const address = /listening on (\S+)/.exec(printed);
        if (address) resolve((this.address = address[1]));
      });
    });
  }

  /** Asks the collector to end, as a system would, and waits until it has. */
  async stop() {
    const child = this.#process;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }

  async remove() {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /**
   * The rows in the SQLite file itself, read with a reader that is not ours. Stops the collector.
   * @returns {Promise<Record<string, any>[]>}
   */
  async rows() {
    await this.stop();
    const sqlite = await initSqlJs();
    const database = new sqlite.Database(await readFile(this.database));
    const [result] = database.exec("SELECT * FROM responses ORDER BY received_at, id");
    database.close();
    return (result?.values ?? []).map((/** @type {any[]} */ values) =>
      Object.fromEntries(values.map((value, at) => [result.columns[at], value])),
    );
  }

  /** The responses as the owner reads them, while the collector runs. */
  async responses(survey = "post-purchase") {
    const reply = await fetch(`${this.address}/v1/surveys/${survey}/responses?format=ndjson`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    const lines = (await reply.text()).trim();
    return lines === "" ? [] : lines.split("\n").map((line) => JSON.parse(line));
  }

  /** Waits until `count` responses are stored and settled, and returns them. */
  async settled(
    /** @type {number} */ count,
    /** @type {(all: any[]) => boolean} */ when = () => true,
  ) {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await this.responses();
      if (found.length >= count && when(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(
      `waited in vain for ${count} responses: ${JSON.stringify(await this.responses())}`,
    );
  }
}

/** Waits until every running animation of the page has ended, then takes the picture. */
export async function screenshot(
  /** @type {import("playwright-core").Page} */ page,
  /** @type {string} */ name,
) {
  const folder = path.join(root, "tests/screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled" });
}
