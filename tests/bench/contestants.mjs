// Who is measured: what each serves, the tags its page carries, and how its question is found.

import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, "../..");

/**
 * @typedef {{
 *   name: string,
 *   label: string,
 *   own?: Record<string, string>,
 *   inline?: string,
 *   vendor?: Record<string, string>,
 *   api?: () => Record<string, object | string>,
 *   tags: (origin: string) => string,
 *   question: string[],
 *   click: string[],
 *   posts: boolean,
 *   product?: boolean,
 *   seen?: [string, string],
 * }} Contestant
 * `own` are scripts of this folder (name served: file), minified like the loader; `inline` is one
 * that goes into the page itself, as the vendor's guide has it; `vendor` files are served as
 * published. `question` and `click` are selectors, one per shadow root down. `posts`
 * says that the click on a score alone reaches the endpoint, `product` that it is no baseline. `seen` is the localStorage entry that
 * says the visitor was asked already.
 */

const later = String(Date.now() + 90 * 86_400_000);
/** @type {[string, string]} */
const benchSeen = ["bench:next:bench", later];
const data = (/** @type {string} */ origin) =>
  `data-survey="bench" data-endpoint="${origin}/answers"`;
const version = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(path.join(here, "node_modules", name, "package.json"), "utf8")).version;
const tag = (/** @type {string} */ src) => (/** @type {string} */ origin) =>
  `<script async src="${src}" ${data(origin)}></script>`;

const posthogSurveys = `static/${version("posthog-js")}/surveys.js`;

/** The survey as PostHog's API answers it. */
function posthogApi() {
  const question = {
    type: "rating",
    display: "number",
    scale: 10,
    question: "How likely are you to recommend us to a friend or colleague?",
    lowerBoundLabel: "Not at all likely",
    upperBoundLabel: "Extremely likely",
    id: "q1",
  };
  const comment = { type: "open", question: "What is the main reason for your score?", id: "q2" };
  const survey = {
    id: "bench",
    name: "Bench",
    type: "popover",
    questions: [question, { ...comment, optional: true }],
    appearance: { displayThankYouMessage: true, thankYouMessageHeader: "Thank you!" },
    conditions: null,
    start_date: "2026-01-01T00:00:00Z",
    end_date: null,
  };
  const config = { surveys: [survey], hasFeatureFlags: false, supportedCompression: ["gzip-js"] };
  return {
    "array/phc_bench/config.js": `window._POSTHOG_REMOTE_CONFIG = {
      phc_bench: { config: ${JSON.stringify(config)}, siteApps: [] },
    };`,
    "api/surveys/": { surveys: [survey] },
    "e/": { status: "Ok" },
    "i/v0/e/": { status: "Ok" },
    "flags/": { flags: {}, featureFlags: {} },
  };
}

/** What reading the store costs by itself; only its tasks are measured. @type {Contestant} */
export const reader = {
  name: "reader",
  label: "reading one stored value",
  own: { "reader.js": "reader.js" },
  tags: tag("reader.js"),
  question: ["h1"],
  click: ["h1"],
  posts: false,
};

/** @type {Contestant[]} */
export const contestants = [
  {
    name: "host",
    label: "host page alone",
    tags: () => "",
    question: ["h1"],
    click: ["h1"],
    posts: false,
  },
  {
    name: "vanilla-one",
    label: "vanilla JS, one file (limit)",
    own: { "survey.js": "vanilla-one.js" },
    tags: tag("survey.js"),
    question: ["bench-survey", "[part=question]"],
    click: ["bench-survey", "[part=score]:nth-of-type(10)"],
    posts: true,
    seen: benchSeen,
  },
  {
    name: "vanilla-two",
    label: "vanilla JS, loader + UI",
    own: { "loader.js": "vanilla-two.js", "card.js": "card.js" },
    tags: tag("loader.js"),
    question: ["bench-survey", "[part=question]"],
    click: ["bench-survey", "[part=score]:nth-of-type(10)"],
    posts: true,
    seen: benchSeen,
  },
  {
    name: "preact",
    label: `preact ${version("preact")} + htm baseline`,
    own: { "survey.js": "preact.js" },
    tags: tag("survey.js"),
    question: ["bench-survey", "[part=question]"],
    click: ["bench-survey", "[part=score]:nth-of-type(10)"],
    posts: true,
    seen: benchSeen,
  },
  {
    name: "zeroten",
    label: "Zeroten",
    vendor: Object.fromEntries(
      ["zeroten.js", "widget.js", "widget.wasm"].map((file) => [file, `../../www/dist/${file}`]),
    ),
    tags: tag("zeroten.js"),
    question: ["zeroten-survey", "[part=question]"],
    click: ["zeroten-survey", "[part=score]:nth-of-type(10)"],
    posts: true,
    seen: ["zeroten:next:bench", later],
  },
  {
    name: "sentry",
    label: `Sentry feedback ${version("@sentry/browser")} (a form, no scale)`,
    own: { "feedback.js": "sentry.js" },
    tags: tag("feedback.js"),
    question: ["#sentry-feedback", "textarea"],
    click: ["#sentry-feedback", "textarea"],
    posts: false,
    product: true,
    seen: benchSeen,
  },
  {
    name: "posthog-slim",
    label: `posthog-js ${version("posthog-js")}, slim bundle`,
    own: { "posthog.js": "posthog-slim.js" },
    vendor: { [posthogSurveys]: "node_modules/posthog-js/dist/surveys.js" },
    api: posthogApi,
    tags: tag("posthog.js"),
    question: ["[class^=PostHogSurvey]", ".survey-question"],
    click: ["[class^=PostHogSurvey]", ".ratings-number:nth-of-type(10)"],
    posts: false,
    product: true,
    seen: ["seenSurvey_bench", "true"],
  },
  {
    name: "posthog",
    label: `posthog-js ${version("posthog-js")}`,
    inline: "posthog.js",
    vendor: {
      "static/array.js": "node_modules/posthog-js/dist/array.js",
      [posthogSurveys]: "node_modules/posthog-js/dist/surveys.js",
    },
    api: posthogApi,
    tags: () => `<script defer src="static/array.js"></script>`,
    question: ["[class^=PostHogSurvey]", ".survey-question"],
    click: ["[class^=PostHogSurvey]", ".ratings-number:nth-of-type(10)"],
    posts: false,
    product: true,
    seen: ["seenSurvey_bench", "true"],
  },
  {
    name: "surveyjs",
    label: `SurveyJS ${version("survey-core")}`,
    inline: "surveyjs.js",
    vendor: {
      "survey.core.min.js": "node_modules/survey-core/survey.core.min.js",
      "survey-js-ui.min.js": "node_modules/survey-js-ui/survey-js-ui.min.js",
      "survey-core.fontless.min.css": "node_modules/survey-core/survey-core.fontless.min.css",
    },
    tags: () => `<link rel="stylesheet" href="survey-core.fontless.min.css">
      <script defer src="survey.core.min.js"></script>
      <script defer src="survey-js-ui.min.js"></script>`,
    question: ["bench-survey .sd-question__title"],
    click: [".sd-rating__item:nth-of-type(10)"],
    posts: false,
    product: true,
    seen: benchSeen,
  },
];
