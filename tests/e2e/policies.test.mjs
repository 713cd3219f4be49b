// Content security policies: under each the answer is stored, and nothing is reported that is not
// named here. Two things cannot be had without a report, and are named: a browser reports
// WebAssembly that a policy refuses (`data-wasm="off"` does not try), and requests that
// `connect-src` refuses.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { root } from "./browser.mjs";
import { answer, guest, open, ranWithoutWasm, stored } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();
const integrity = JSON.parse(await readFile(path.join(root, "www/dist/integrity.json"), "utf8"));

/** The artefacts are the host's own. */
const own = "/zeroten/zeroten.js";
const WASM_REFUSED = "script-src wasm-eval";

/**
 * @typedef {object} Case
 * @property {string} [policy] `ANSWERS` stands for the collector's origin
 * @property {string} [reportOnly] the same, in the header that only reports
 * @property {Record<string, string>} [options] the script tag's data attributes
 * @property {string} [src] where the loader is; the collector's unless given
 * @property {string} [more] further attributes of the script tag
 * @property {string} [before] what the host has before the script tag
 * @property {string[]} [reports] the directives and what they refused, where that is unavoidable
 * @property {RegExp} [remark] what the browser itself has to say of such a page in its console
 * @property {boolean} [fallback] whether the JavaScript runs in the wasm's place
 */

const trusted = `<script nonce="n0">
  window.asked = [];
  trustedTypes.createPolicy("default", Object.fromEntries(
    ["createHTML", "createScript", "createScriptURL"].map((name) => [name, (text) => {
      asked.push(name + ": " + text);
      return text;
    }]),
  ));
</script>`;

const map = `<script type="importmap" nonce="n0">${JSON.stringify({
  integrity: {
    "/zeroten/widget.js": integrity["widget.js"],
    "/zeroten/widget.fallback.js": integrity["widget.fallback.js"],
  },
})}</script>`;

/** @type {Record<string, Case>} */
const cases = {
  "nothing but own scripts and wasm": {
    policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ANSWERS",
    src: own,
  },
  "nothing but own scripts: the wasm is tried, and the browser reports that": {
    policy: "default-src 'none'; script-src 'self'; connect-src 'self' ANSWERS",
    src: own,
    fallback: true,
    reports: [WASM_REFUSED],
  },
  "nothing but own scripts, wasm off: not a single report": {
    policy: "default-src 'none'; script-src 'self'; connect-src ANSWERS",
    src: own,
    options: { wasm: "off" },
    fallback: true,
  },
  "scripts of one other origin": {
    policy: "default-src 'none'; script-src ANSWERS 'wasm-unsafe-eval'; connect-src ANSWERS",
  },
  "the older keyword for wasm": {
    policy: "default-src 'self' ANSWERS; script-src 'self' 'unsafe-eval'",
    src: own,
  },
  "a nonce": {
    policy: "default-src 'none'; script-src 'nonce-n0' 'wasm-unsafe-eval'; connect-src ANSWERS",
    more: 'nonce="n0"',
  },
  "a nonce, no wasm": {
    policy: "default-src 'none'; script-src 'nonce-n0'; connect-src ANSWERS",
    more: 'nonce="n0"',
    options: { wasm: "off" },
    fallback: true,
  },
  "a nonce with strict-dynamic": {
    policy:
      "script-src 'nonce-n0' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'",
    more: 'nonce="n0"',
  },
  "a nonce with strict-dynamic, no wasm": {
    policy: "script-src 'nonce-n0' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
    more: 'nonce="n0"',
    fallback: true,
    reports: [WASM_REFUSED],
  },
  "every script by its hash, the modules' through an import map": {
    policy: `script-src 'nonce-n0' '${integrity["zeroten.js"]}' '${integrity["widget.js"]}' 'wasm-unsafe-eval'`,
    src: own,
    before: map,
    more: `integrity="${integrity["zeroten.js"]}"`,
  },
  "every script by its hash, no wasm": {
    policy: `script-src 'nonce-n0' '${integrity["zeroten.js"]}' '${integrity["widget.js"]}' '${integrity["widget.fallback.js"]}'`,
    src: own,
    before: map,
    more: `integrity="${integrity["zeroten.js"]}"`,
    options: { wasm: "off" },
    fallback: true,
  },
  "no styles of any kind": {
    policy:
      "style-src 'none'; style-src-attr 'none'; style-src-elem 'none'; script-src ANSWERS 'wasm-unsafe-eval'",
  },
  "trusted types, and none allowed": {
    policy: "require-trusted-types-for 'script'; trusted-types 'none'",
  },
  "trusted types, and none allowed, no wasm": {
    policy: "require-trusted-types-for 'script'; trusted-types 'none'",
    options: { wasm: "off" },
    fallback: true,
  },
  "trusted types with the host's default policy, which is never asked": {
    policy: "require-trusted-types-for 'script'; trusted-types default",
    before: trusted,
  },
  "a sandbox that allows scripts and its own origin, but no forms": {
    policy: "sandbox allow-scripts allow-same-origin",
    remark: /allow-scripts and allow-same-origin/,
  },
  "no forms, frames, bases, workers or objects": {
    policy:
      "form-action 'none'; frame-src 'none'; base-uri 'none'; worker-src 'none'; object-src 'none'; frame-ancestors 'none'",
  },
  "own files may not be fetched: the JavaScript comes by import": {
    policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src ANSWERS",
    src: own,
    fallback: true,
    reports: ["connect-src /zeroten/widget.wasm"],
  },
  "insecure requests are upgraded": {
    policy: "upgrade-insecure-requests; block-all-mixed-content",
  },
  "two policies, both of which must allow it": {
    policy:
      "script-src 'self' ANSWERS 'wasm-unsafe-eval', script-src 'nonce-n0' 'wasm-unsafe-eval'; default-src ANSWERS",
    more: 'nonce="n0"',
  },
  "a policy that only reports": {
    reportOnly:
      "default-src 'none'; script-src 'self'; connect-src 'self' ANSWERS; style-src 'none'",
    src: own,
    reports: [WASM_REFUSED],
  },
  "a policy that only reports, wasm off": {
    reportOnly: "default-src 'none'; script-src 'self'; connect-src ANSWERS; style-src 'none'",
    src: own,
    options: { wasm: "off" },
    fallback: true,
  },
};

/** Headers with the policy; the image is the test page's own icon. */
function headersOf(/** @type {Case} */ { policy, reportOnly }) {
  /** @type {Record<string, string>} */
  const headers = {};
  const whole = (/** @type {string} */ text) =>
    text
      .replaceAll("ANSWERS", given.collector.address)
      .split(", ")
      .map((one) => `${one}; img-src data:; report-uri /reports`)
      .join(", ");
  if (policy) headers["content-security-policy"] = whole(policy);
  if (reportOnly) headers["content-security-policy-report-only"] = whole(reportOnly);
  return headers;
}

/** Each report once, as its directive and what was refused. */
function summary(/** @type {any[]} */ reports, /** @type {string} */ address) {
  const said = reports.map(
    (report) => `${report["effective-directive"]} ${report["blocked-uri"].replace(address, "")}`,
  );
  return [...new Set(said)].sort();
}

for (const [name, one] of Object.entries(cases)) {
  test(name, async () => {
    const { options, src, more, before = "", reports = [], remark, fallback = false } = one;
    const script = tag(given.collector.address, options, { src, more });
    const { page, host, card } = await open(given, before + script, { headers: headersOf(one) });
    await answer(given, card);
    assert.equal(await ranWithoutWasm(page), fallback);
    assert.deepEqual(summary(host.reports, host.address), reports);
    // A report is heard inside the page as well, and the browser puts it on the console.
    const expected = reports.length ? /^policy: |Content Security Policy/ : remark;
    assert.deepEqual(
      page.problems.filter((problem) => !expected?.test(problem)),
      [],
    );
    if (before === trusted) {
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).asked), []);
    }
  });
}

test("a hash with strict-dynamic: the hashed script inserts the loader", async () => {
  const { address } = given.collector;
  // A tag in the page would be parser-inserted, which strict-dynamic does not let import modules.
  const insert = `const script = document.createElement("script");
    script.src = "${address}/zeroten.js";
    Object.assign(script.dataset, { survey: "post-purchase", endpoint: "${address}/v1/responses" });
    document.head.append(script)`;
  const hash = createHash("sha256").update(insert).digest("base64");
  const policy = `script-src 'sha256-${hash}' 'strict-dynamic' 'wasm-unsafe-eval'`;
  const { page, host, card } = await open(given, `<script>${insert}</script>`, {
    headers: headersOf({ policy }),
  });
  await answer(given, card);
  assert.deepEqual([host.reports, page.problems], [[], []]);
});

test("a policy in the page itself", async () => {
  const { address } = given.collector;
  const policy = `default-src 'none'; script-src ${address} 'wasm-unsafe-eval'; connect-src ${address}`;
  const { page, card } = await open(
    given,
    `<script>
      const meta = document.createElement("meta");
      meta.httpEquiv = "content-security-policy";
      meta.content = "${policy}";
      document.head.append(meta);
    </script>${tag(address)}`,
  );
  await answer(given, card);
  assert.deepEqual(page.problems, []);
});

test("an endpoint that the policy forgot: the answer waits, and goes once it is allowed", async () => {
  const { address } = given.collector;
  const script = tag(address, {}, { src: own });
  const { page, host, card } = await open(given, script, {
    headers: headersOf({
      policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    }),
  });
  await card.shown();
  await card.pick(9);
  await card.send("Why not");
  await card.status.filter({ hasText: "Saved" }).waitFor();
  assert.deepEqual(await given.collector.responses(), []);
  assert.deepEqual(summary(host.reports, address), ["connect-src /v1/responses"]);

  // The page goes on trying until it is left, and each time is a report.
  const url = page.url();
  await page.goto("about:blank");
  page.problems.length = 0;
  delete host.headers["content-security-policy"];
  await page.goto(url);
  await stored(given.collector);
  assert.deepEqual(page.problems, []);
});
