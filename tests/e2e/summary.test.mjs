// @ts-check
// The summary in a real browser: a file or the collector's export in, text on the screen out.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { before, beforeEach, describe, test } from "node:test";
import { here, owner, refreshOften, violations } from "./summary-page.mjs";

const nordic = await readFile(here("../fixtures/synthetic_nordic.csv"), "utf8");
const expected = JSON.parse(await readFile(here("../fixtures/expected.json"), "utf8")).datasets
  .synthetic_nordic;
const shots = here("../screenshots/");

const TOKEN = "zt_read_of_this_test";

/** What the collector replies, and what it was asked. */
let reply = { status: 200, body: "" };
/** @type {import("node:http").IncomingMessage[]} */
let requests = [];

const given = owner((request) => {
  requests.push(request);
  return reply.status === 401 && request.headers.authorization === `Bearer ${TOKEN}`
    ? { status: 200, body: nordic }
    : reply;
});

before(() => mkdir(shots, { recursive: true }));
beforeEach(() => {
  reply = { status: 200, body: "score,date,comment\n" };
  requests = [];
});

/**
 * Opens the owner's page and passes it to `check`; whatever went wrong on it fails the test.
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {(page: import("playwright-core").Page) => Promise<void>} check
 * @param {RegExp} [allowed] console errors the browser itself writes, such as a 401
 */
async function onPage(options, check, allowed) {
  const context = await given.browser.newContext(options);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !allowed?.test(message.text())) {
      problems.push(`console: ${message.text()}`);
    }
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error("policy: " + event.violatedDirective + " " + event.blockedURI);
    });
  });
  try {
    await page.goto(`${given.server.url}/summary.html?survey=post-purchase`);
    await check(page);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}

/**
 * Drops a file on the summary, as a hand would: over it first.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {string} content
 */
async function drop(page, name, content) {
  const target = page.locator("zeroten-summary [part=summary]");
  const data = await page.evaluateHandle(
    ([name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], name, { type: "text/csv" }));
      return data;
    },
    [name, content],
  );
  for (const type of ["dragenter", "dragover"]) {
    await target.dispatchEvent(type, { dataTransfer: data });
  }
  assert.equal(await page.getByText("Drop the file to read it").isVisible(), true);
  await target.dispatchEvent("drop", { dataTransfer: data });
  assert.equal(await page.getByText("Drop the file to read it").isVisible(), false);
}

/** @param {import("playwright-core").Page} page @param {string} name */
const part = (page, name) => page.locator(`zeroten-summary [part=${name}]`);

describe("a dropped file", () => {
  test("gives the published numbers", async () => {
    await onPage({ viewport: { width: 1280, height: 900 } }, async (page) => {
      await part(page, "score").getByText("No responses").waitFor();
      const asked = requests.length;
      await drop(page, "synthetic_nordic.csv", nordic);
      const { overall, trend_month: trend } = expected;
      const [low, high] = overall.ci95.adj_wald.map(Math.round);
      const score = part(page, "score");
      await score.getByText(overall.display.score_text, { exact: true }).waitFor();
      assert.equal(
        await score.textContent(),
        `${overall.display.score_text} (95 %: ${low} to ${high})`,
      );
      assert.equal(await part(page, "interval").textContent(), `(95 %: ${low} to ${high})`);

      const text = await part(page, "summary").innerText();
      assert.match(text, new RegExp(`^${overall.n} answers$`, "m"));
      assert.match(text, new RegExp(`${expected.blank_or_invalid} rows excluded`));
      assert.match(text, /From the file synthetic_nordic\.csv, read in this browser/);
      assert.match(text, /Bands the interval touches: 0 to 30 and 30 to 50\./);
      assert.match(text, /Scores are not comparable across industries or countries/);
      assert.match(text, /Net Promoter®, NPS®, NPS Prism®, and the NPS-related emoticons/);
      assert.match(text, /not affiliated/);
      assert.doesNotMatch(text, /NaN|±|undefined|Infinity/);

      const cells = async (/** @type {import("playwright-core").Locator} */ rows) =>
        Promise.all((await rows.all()).map(async (row) => row.locator("th, td").allTextContents()));
      assert.deepEqual(await cells(part(page, "shares").locator("tbody tr")), [
        ["Promoters (9–10)", `${overall.promoters}`, `${overall.display.promoters_pct} %`],
        ["Passives (7–8)", `${overall.passives}`, `${overall.display.passives_pct} %`],
        ["Detractors (0–6)", `${overall.detractors}`, `${overall.display.detractors_pct} %`],
      ]);

      const months = await cells(part(page, "trend").locator("tbody tr"));
      assert.equal(months.length, trend.buckets.length);
      for (const [at, bucket] of trend.buckets.entries()) {
        const [, n, score, interval, change] = months[at];
        assert.equal(n, `${bucket.n}`);
        assert.equal(score, `${Math.round(bucket.nps)}`);
        assert.equal(interval, bucket.adj_wald.map(Math.round).join(" to "));
        assert.equal(change, at === 0 ? "–" : "no clear difference");
      }
      assert.match(await part(page, "trend").innerText(), /UTC/);

      const excluded = page.locator("details.excluded");
      await excluded.locator("summary").click();
      assert.equal(await excluded.locator("tbody tr").count(), expected.blank_or_invalid);

      assert.equal(requests.length, asked, "reading a file asked the network for something");
    });
  });

  test("shows comments as text, newest first, twenty at a time", async () => {
    await onPage({}, async (page) => {
      const rows = Array.from({ length: 45 }, (_, at) => {
        const day = String((at % 28) + 1).padStart(2, "0");
        return `9,2025-${at < 28 ? "01" : "02"}-${day},<img src=x onerror=alert(1)> ${at}`;
      });
      await drop(page, "markup.csv", "score,date,comment\n" + rows.join("\n"));
      const items = part(page, "comments").locator("li");
      await items.first().waitFor();
      assert.equal(await items.count(), 20);
      assert.match((await items.first().textContent()) ?? "", /9 Promoter 17 February 2025/);
      assert.match((await items.first().textContent()) ?? "", /<img src=x onerror=alert\(1\)> 44/);
      assert.equal(await part(page, "comments").locator("img").count(), 0);
      await page.getByRole("button", { name: "Show more" }).click();
      await items.nth(39).waitFor();
      await page.waitForFunction(() => {
        const root = document.querySelector("zeroten-summary")?.shadowRoot;
        return root?.activeElement === root?.querySelectorAll("li")[20];
      });
      await page.getByRole("button", { name: "Show more" }).click();
      await items.nth(44).waitFor();
      assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
    });
  });

  test("that is no survey export is named with what was looked for and found", async () => {
    await onPage({}, async (page) => {
      await drop(page, "orders.csv", "order,total\n1,100\n2,200\n");
      const alert = page.locator("zeroten-summary .trouble");
      await alert.getByText("orders.csv").waitFor();
      assert.match(
        (await alert.textContent()) ?? "",
        /No column of scores was found. Looked for .*“score”.* found: “order”, “total”\./,
      );
    });
  });

  test("with few answers hides the score and leaves gaps open", async () => {
    await onPage({}, async (page) => {
      await drop(page, "four.csv", "score,date\n10,2025-01-01\n10,2025-01-02\n9,2025-01-03\n0,\n");
      await part(page, "score").getByText("4 answers").waitFor();
      let text = await part(page, "summary").innerText();
      assert.match(text, /Too few to show a score/);
      assert.match(text, /Answers without a readable date, .*: 1\./);
      assert.doesNotMatch(text, /95 %|NaN/);

      const month = (/** @type {string} */ name, /** @type {number} */ n) =>
        Array.from({ length: n }, (_, at) => `${[9, 10, 3][at % 3]},${name}-0${at + 1}`);
      const rows = [month("2025-01", 6), month("2025-02", 2), month("2025-04", 7)].flat();
      await drop(page, "gaps.csv", "score,date\n" + rows.join("\n"));
      await part(page, "trend").locator("svg").waitFor();
      text = await part(page, "summary").innerText();
      assert.match(text, /Few responses/);
      assert.match(text, /About \d+ more answers for plus or minus 10 points/);
      const trend = part(page, "trend");
      assert.equal(await trend.locator("polyline").count(), 0, "a line crosses an open gap");
      assert.equal(await trend.locator("circle.point").count(), 2);
      assert.equal(await trend.locator("circle.hollow").count(), 1);
      assert.deepEqual(await trend.locator("tbody tr").nth(1).locator("th, td").allTextContents(), [
        "February 2025",
        "2",
        "–",
        "–",
        "–",
      ]);
    });
  });
});

describe("the collector", () => {
  test("is asked for its token, which stays in this tab", async () => {
    reply = { status: 401, body: "" };
    await onPage(
      {},
      async (page) => {
        const field = page.getByLabel("Read token");
        await field.fill("zt_read_of_another");
        await page.getByRole("button", { name: "Show the summary" }).click();
        await page.getByText("did not accept this token").waitFor();
        assert.equal(await field.getAttribute("aria-invalid"), "true");
        assert.deepEqual(await violations(page), []);
        await field.fill(TOKEN);
        await field.press("Enter");
        await part(page, "interval").waitFor();
        assert.equal(await field.isVisible(), false);
        assert.ok(!page.url().includes(TOKEN));
        assert.ok(requests.every((request) => !request.url?.includes(TOKEN)));
        assert.equal(await page.evaluate(() => localStorage.length), 0);
        await page.reload();
        await part(page, "interval").waitFor();
      },
      /401/,
    );
    assert.equal(requests[0].url, "/v1/surveys/post-purchase/responses?format=csv");
  });

  test("takes a token set by the page, before or after the element is there", async () => {
    reply = { status: 401, body: "" };
    await onPage(
      {},
      async (page) => {
        await page.getByLabel("Read token").waitFor();
        await page.evaluate((token) => {
          const element = /** @type {any} */ (document.querySelector("zeroten-summary"));
          element.token = token;
        }, TOKEN);
        await part(page, "interval").waitFor();
      },
      /401/,
    );
  });

  test("without answers says so, and Refresh shows the first", async () => {
    await onPage({}, async (page) => {
      await part(page, "score").getByText("No responses").waitFor();
      reply = { status: 200, body: "score,date,comment\n9,2025-01-01,fine\n" };
      await page.getByRole("button", { name: "Refresh" }).click();
      await part(page, "comments").getByText("fine").waitFor();
    });
  });

  test("that fails leaves a sentence with what to do", async () => {
    reply = { status: 503, body: "" };
    await onPage(
      {},
      async (page) => {
        await page.getByText("answered with status 503").waitFor();
        await page.context().setOffline(true);
        await page.getByRole("button", { name: "Refresh" }).click();
        await page.getByText("cannot be reached").waitFor();
        assert.deepEqual(await violations(page), []);
      },
      /503|ERR_INTERNET_DISCONNECTED/,
    );
  });

  test("that fails unasked is said once it has failed for long, and not when it is back", async () => {
    reply = { status: 200, body: nordic };
    await onPage(
      {},
      async (page) => {
        await refreshOften(page);
        const answers = page.getByText("642 answers", { exact: true }).first();
        await answers.waitFor();
        reply = { status: 503, body: "" };
        requests = [];
        const said = page.getByText("answered with status 503");
        await said.waitFor();
        assert.ok(requests.length >= 3, `said after ${requests.length}`);
        assert.ok(await answers.isVisible(), "what was shown stays");
        reply = { status: 200, body: nordic };
        await said.waitFor({ state: "detached" });
      },
      /503/,
    );
  });
});

describe("the page", () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const width of [360, 768, 1280]) {
      test(`at ${width} px, ${colorScheme}, is accessible and does not scroll sideways`, async () => {
        reply = { status: 200, body: nordic };
        await onPage({ viewport: { width, height: 900 }, colorScheme }, async (page) => {
          await part(page, "trend").locator("svg").waitFor();
          const wider = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.equal(wider, 0);
          await page.screenshot({
            path: `${shots}summary-${width}-${colorScheme}.png`,
            fullPage: true,
          });
          assert.deepEqual(await violations(page), []);
          for (const details of await page.locator("zeroten-summary details summary").all()) {
            await details.click();
          }
          assert.deepEqual(await violations(page), []);
        });
      });
    }
  }

  test("prints without its controls", async () => {
    reply = { status: 200, body: nordic };
    await onPage({ viewport: { width: 794, height: 1123 } }, async (page) => {
      await part(page, "trend").locator("svg").waitFor();
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      assert.equal(await page.getByRole("button", { name: "Refresh" }).isVisible(), false);
      await part(page, "themes").getByRole("table").first().waitFor();
      await page.screenshot({ path: `${shots}summary-print.png`, fullPage: true });
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1, "it prints on one page");
    });
  });

  test("taken off and put back shows the summary once", async () => {
    reply = { status: 200, body: nordic };
    await onPage({}, async (page) => {
      await part(page, "interval").waitFor();
      await page.evaluate(async () => {
        const element = document.querySelector("zeroten-summary");
        const parent = element?.parentElement;
        element?.remove();
        await new Promise((done) => setTimeout(done, 50));
        if (element) parent?.append(element);
      });
      await part(page, "interval").waitFor();
      assert.equal(await part(page, "summary").count(), 1);
    });
  });
});
