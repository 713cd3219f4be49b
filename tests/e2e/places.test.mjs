// Where the card sits, in whatever window, and what it looks like in an owner's colours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/** A page with a card of these options, and the card's box. */
async function placed(
  /** @type {Record<string, string>} */ options,
  /** @type {Parameters<typeof open>[2]} */ how = {},
  body = "",
) {
  const opened = await open(given, body + tag(given.collector.address, options), {
    ...how,
    context: { viewport: { width: 1000, height: 700 }, reducedMotion: "reduce", ...how.context },
  });
  await opened.card.shown();
  const box = await opened.card.card.boundingBox();
  assert.ok(box);
  return { ...opened, box };
}

test("a popover stands in the corner it is given, the same in both directions of writing", async () => {
  for (const lang of ["en", "ar"]) {
    for (const position of ["bottom-right", "bottom-left", "top-right", "top-left"]) {
      const { page, box } = await placed({ position, lang });
      assert.equal(position.startsWith("top"), box.y === 16, `${lang} ${position}`);
      assert.equal(
        position.startsWith("bottom"),
        box.y + box.height === 684,
        `${lang} ${position}`,
      );
      assert.equal(position.endsWith("left"), box.x === 16, `${lang} ${position}`);
      assert.equal(position.endsWith("right"), box.x + box.width === 984, `${lang} ${position}`);
      assert.deepEqual(page.problems, []);
      await page.close();
    }
  }
});

test("where the width allows, every score is 44 px either way", async () => {
  const { card } = await placed({});
  for (const score of await card.part("score").all()) {
    const box = await score.boundingBox();
    assert.ok(box && box.width >= 44 && box.height >= 44, JSON.stringify(box));
  }
});

test("without one it is where lines end", async () => {
  assert.equal((await placed({ lang: "en" })).box.x, 1000 - 16 - 586);
  assert.equal((await placed({ lang: "he" })).box.x, 16);
});

test("a bar lies along the bottom edge, a page fills the window, a modal is in its middle", async () => {
  const bar = (await placed({ mode: "bar" })).box;
  assert.deepEqual([bar.x, bar.width, bar.y + bar.height], [0, 1000, 700]);
  const page = (await placed({ mode: "page" })).box;
  assert.deepEqual(page, { x: 0, y: 0, width: 1000, height: 700 });
  const modal = (await placed({ mode: "modal" })).box;
  assert.ok(Math.abs(modal.x + modal.width / 2 - 500) < 1);
  assert.ok(Math.abs(modal.y + modal.height / 2 - 350) < 1);
});

for (const mode of ["popover", "modal", "bar", "page"]) {
  test(`${mode} moves nothing on the page`, async () => {
    const watch = `<script>
      window.shifts = [];
      // What follows an input within half a second counts nowhere: it was asked for.
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) hadRecentInput || shifts.push(value);
      }).observe({ type: "layout-shift", buffered: true });
    </script><p>${"Words of the page's own. ".repeat(300)}</p>`;
    const { page, card } = await placed({ mode }, {}, watch);
    await card.pick(9);
    await card.skip();
    await card.dismiss();
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).shifts), []);
  });

  for (const [width, height, lang] of /** @type {const} */ ([
    [320, 256, "en"],
    [740, 360, "de"],
    [320, 568, "ar"],
  ])) {
    test(`${mode} in ${width} by ${height} px, ${lang}: all within reach, nothing sideways`, async () => {
      const { address } = given.collector;
      const definition = {
        ...{ survey: "small", endpoint: `${address}/v1/responses`, mode, lang, contact: true },
        reasons: ["price", "delivery", "service", "other"],
      };
      const { page, card } = await open(
        given,
        `<script>
          window.zeroten = function () { (zeroten.q = zeroten.q || []).push(arguments) };
          zeroten("init", ${JSON.stringify(definition)});
        </script><script async src="${address}/zeroten.js"></script>`,
        { context: { viewport: { width, height }, reducedMotion: "reduce" } },
      );
      await card.shown();
      const fits = async () => {
        const box = await card.card.boundingBox();
        assert.ok(box && box.x >= 0 && box.y >= 0, JSON.stringify(box));
        assert.ok(box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
        const sideways = await card.card.evaluate((it) => it.scrollWidth - it.clientWidth);
        assert.equal(sideways, 0);
      };
      await fits();
      for (const score of await card.part("score").all()) {
        const box = await score.boundingBox();
        assert.ok(box && box.width >= 24 && box.height >= 24, JSON.stringify(box));
      }
      await card.pick(2);
      await fits();
      for (const part of ["reason", "email", "consent", "submit", "skip"]) {
        await card.part(part).last().click({ trial: true });
      }
      await card.part("dismiss").click();
      await card.host.waitFor({ state: "detached" });
      assert.deepEqual(page.problems, []);
    });
  }
}

test("the on-screen keyboard covers neither the card nor its field", async () => {
  const phone = { viewport: { width: 390, height: 800 } };
  for (const mode of ["popover", "bar", "modal"]) {
    const { page, card } = await placed({ mode }, { context: phone });
    await card.pick(3);
    await card.comment.focus();
    // What a browser tells of a keyboard of 320 px.
    await page.evaluate(() => {
      const view = /** @type {VisualViewport} */ (visualViewport);
      Object.defineProperty(view, "height", { value: innerHeight - 320, configurable: true });
      view.dispatchEvent(new Event("resize"));
    });
    const box = await card.card.boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 480, `${mode} ${JSON.stringify(box)}`);
    const field = await card.comment.boundingBox();
    assert.ok(field && field.y + field.height <= 480, mode);
    await page.evaluate(() => {
      Object.defineProperty(visualViewport, "height", { value: innerHeight });
      visualViewport?.dispatchEvent(new Event("resize"));
    });
    const after = await card.card.boundingBox();
    assert.ok(after && after.y + after.height > 480, `${mode} comes down again`);
    assert.deepEqual(page.problems, []);
  }
});

test("fields are 16 px, so that no phone zooms into them", async () => {
  const { card } = await placed({ contact: "true" });
  await card.pick(2);
  for (const part of ["comment", "email"]) {
    const size = await card.part(part).evaluate((field) => getComputedStyle(field).fontSize);
    assert.equal(size, "16px", part);
  }
});

/** WCAG's contrast of two computed colours, apart from the widget's own sums. */
function contrast(/** @type {string} */ a, /** @type {string} */ b) {
  const luminance = (/** @type {string} */ colour) => {
    const [red, green, blue] = (colour.match(/\d+/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** A computed colour of any space as the screen shows it, `rgb(1, 2, 3)`. */
function shown(/** @type {Element} */ it, /** @type {string} */ property) {
  const paper = document.createElement("canvas").getContext("2d");
  if (!paper) throw new Error("no canvas");
  paper.fillStyle = getComputedStyle(it).getPropertyValue(property);
  paper.fillRect(0, 0, 1, 1);
  const [red, green, blue] = paper.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

const accents = [
  "#ffd400",
  "#0b6e4f",
  "hotpink",
  "hsl(210 90% 60%)",
  "#777",
  "#fff",
  "#000",
  "oklch(0.9 0.15 95)",
  "color(display-p3 1 0.85 0)",
];

for (const theme of ["light", "dark"]) {
  test(`${theme}: any accent can be read on, and be told from the card`, async () => {
    for (const accent of accents) {
      const { page, card } = await placed({ theme, accent });
      await card.radio(5).focus();
      await page.keyboard.press("ArrowRight");
      const look = (/** @type {string} */ part, /** @type {string} */ property, at = 0) =>
        card.part(part).nth(at).evaluate(shown, property);
      const background = await look("card", "background-color");
      const fill = await look("submit", "background-color");
      assert.ok(contrast(fill, await look("submit", "color")) >= 4.5, accent);
      await page.waitForTimeout(200);
      assert.equal(await look("score", "background-color", 6), fill, "the brand's own colour");
      assert.ok(contrast(await look("score", "outline-color", 6), background) >= 3, accent);
      assert.ok(contrast(await look("score", "border-top-color", 6), background) >= 3, accent);
      assert.deepEqual(page.problems, []);
      await page.close();
    }
  });
}

test("a page's own properties are mended where they cannot be read", async () => {
  const { page, card } = await placed(
    { theme: "light" },
    {},
    `<style>zeroten-survey { --zeroten-background: #ffe; --zeroten-text: #ccc;
      --zeroten-muted: #ddd; --zeroten-accent: #eee; --zeroten-on-accent: #fff }</style>`,
  );
  const computed = (/** @type {string} */ part, /** @type {string} */ property) =>
    card
      .part(part)
      .first()
      .evaluate((it, property) => getComputedStyle(it).getPropertyValue(property), property);
  const background = await computed("card", "background-color");
  assert.equal(background, "rgb(255, 255, 238)");
  assert.ok(contrast(await computed("question", "color"), background) >= 4.5);
  assert.ok(contrast(await computed("snooze", "color"), background) >= 4.5);
  const fill = await computed("submit", "background-color");
  assert.equal(fill, "rgb(238, 238, 238)");
  assert.ok(contrast(await computed("submit", "color"), fill) >= 4.5);
  assert.deepEqual(page.problems, []);
});

test("colours are mended anew when the visitor's system turns dark, and light again", async () => {
  const { page, card } = await placed({ accent: "#ffd400" });
  const light = await card.part("score").first().evaluate(shown, "outline-color");
  for (const [colorScheme, expected] of /** @type {const} */ ([
    ["dark", "rgb(28, 32, 41)"],
    ["light", "rgb(255, 255, 255)"],
  ])) {
    await page.emulateMedia({ colorScheme });
    // Colours change over a moment.
    await page.waitForTimeout(300);
    const background = await card.card.evaluate(shown, "background-color");
    assert.equal(background, expected);
    for (const [part, property, least] of /** @type {const} */ ([
      ["question", "color", 4.5],
      ["snooze", "color", 4.5],
      ["score", "border-top-color", 3],
    ])) {
      const seen = await card.part(part).first().evaluate(shown, property);
      assert.ok(contrast(seen, background) >= least, `${colorScheme} ${part}`);
    }
    const mark = await card.card.evaluate((it) => it.style.getPropertyValue("--mark"));
    assert.equal(mark !== "", colorScheme === "light", "yellow is too light on white alone");
  }
  assert.equal(await card.part("score").first().evaluate(shown, "outline-color"), light);
  assert.deepEqual(page.problems, []);
});

test("with the spacing of text that WCAG 1.4.12 allows readers, nothing is cut off or overlaps", async () => {
  for (const mode of ["popover", "modal", "bar"]) {
    const { page, card } = await placed(
      { mode, contact: "true", reasons: "price,delivery,other" },
      { context: { viewport: { width: 320, height: 720 } } },
    );
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
      document.querySelector("zeroten-survey")?.shadowRoot?.adoptedStyleSheets.push(sheet);
    });
    for (const step of ["asking", "following-up"]) {
      if (step === "following-up") await card.pick(3);
      const cut = await card.card.evaluate((it) =>
        [it, ...it.querySelectorAll("*")]
          .filter((part) => part.getClientRects().length > 0)
          .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1)
          .map((part) => part.getAttribute("part") ?? part.localName),
      );
      assert.deepEqual(cut, [], `${mode}, ${step}`);
    }
    assert.deepEqual(page.problems, []);
    await page.close();
  }
});

test("theme, radius and font are the owner's; the visitor's preference is system's", async () => {
  const dark = { context: { colorScheme: /** @type {const} */ ("dark") } };
  const of = async (
    /** @type {Record<string, string>} */ options,
    /** @type {string} */ property,
    /** @type {any} */ how = {},
  ) => {
    const style = "<style>body { font-family: Georgia, serif }</style>";
    const { page, card } = await placed(options, how, style);
    const value = await card.card.evaluate(
      (it, property) => getComputedStyle(it).getPropertyValue(property),
      property,
    );
    assert.deepEqual(page.problems, []);
    await page.close();
    return value;
  };
  const [white, black] = ["rgb(255, 255, 255)", "rgb(28, 32, 41)"];
  assert.equal(await of({}, "background-color"), white);
  assert.equal(await of({}, "background-color", dark), black);
  assert.equal(await of({ theme: "light" }, "background-color", dark), white);
  assert.equal(await of({ theme: "dark" }, "background-color"), black);
  assert.equal(await of({ radius: "0" }, "border-radius"), "0px");
  assert.equal(await of({ font: "inherit" }, "font-family"), "Georgia, serif");
  assert.equal(await of({ font: "Fraunces, serif" }, "font-family"), "Fraunces, serif");
});
