// @ts-check
// The rules in words. Their names, values and bounds come from `domain::manners` and the triggers.

/** In the order of `domain::manners::RULES`. */
// prettier-ignore
export const RULES = [
  "consent", "privacy", "page", "dismissals", "wait", "between", "quota", "daily_cap", "sample",
  "spread", "card", "dialog", "typing", "media", "payment", "hidden", "printing",
];

/** By the number that Rust gives. */
export const VERDICTS = /** @type {const} */ (["passes", "waived", "holds", "stops"]);

/**
 * @param {string} rule
 * @param {number} verdict its place in `VERDICTS`
 * @param {any} value
 * @param {any} bound
 */
export function sentence(rule, verdict, value, bound) {
  const [room] = rule.split(".");
  const write = /** @type {Record<string, Words>} */ (sentences)[room];
  const said = write
    ? write(value, bound, verdict)
    : `${shown(value)} found, ${shown(bound)} asked for`;
  const waived = verdict === 1 ? " (does not count here)" : "";
  return `${rule}: ${said}${waived}`;
}

/** @typedef {(value: any, bound: any, verdict: number) => string} Words */

const yes =
  (/** @type {string} */ when, /** @type {string} */ otherwise) => (/** @type {any} */ value) =>
    value ? when : otherwise;

const until =
  (/** @type {string} */ what) => (/** @type {number} */ now, /** @type {number} */ end) =>
    end > now ? `${what} until ${date(end)}` : `${what}: none runs`;

/** @type {Record<string, Words>} */
const sentences = {
  survey: (value, _, verdict) =>
    verdict
      ? `no survey ${value} on this page; data-survey and data-endpoint are required`
      : `${value} is on this page`,
  endpoint: (value, why) =>
    ({
      reach: `${value} cannot be reached from this page: is the address right, and does the page's connect-src allow it?`,
      cors: `${value} answers, but without the CORS header for this page: answers arrive, and cannot be known to have`,
    })[/** @type {string} */ (why)] ?? `${value} answers`,
  closed: () => 'zeroten("close") or a consent taken back ended it; zeroten("init") begins anew',
  situation: (value, _, verdict) =>
    verdict ? `no situation ${value} is known` : `laid over ${value}`,
  trigger: (value, kind, verdict) =>
    ({
      unreadable: `${value} cannot be read: it never comes`,
      manual: 'it waits for zeroten("show")',
    })[/** @type {string} */ (kind)] ?? `${value} ${verdict ? "has not come yet" : "has come"}`,
  policy: (value, kind, verdict) =>
    `${JSON.stringify(value)} is ${kind === "number" ? "no number" : "neither true nor false"}; ` +
    (verdict === 3 ? "nobody is asked" : "the default counts"),
  loader: () =>
    "it finds this visitor not due, though every rule passes: " +
    "look at the policy, and at what is stored under zeroten:next",
  widget: () => "the widget's files could not be fetched; the console says why",
  consent: yes("given", 'zeroten("consent", true) has not been called'),
  privacy: yes(
    "this browser says Global Privacy Control or Do Not Track: nothing opens by itself",
    "no signal against it",
  ),
  page: yes(
    "asked in this page view already, and nothing may be stored",
    "not asked in this page view",
  ),
  dismissals: (value, bound, verdict) =>
    verdict === 3 && value < bound
      ? "the endpoint has said that it has answers enough: it never asks again"
      : `${value} in a row; after ${bound} it never asks again`,
  wait: until("the wait after the last showing, answer, dismissal or snooze"),
  between: until("the rest of every survey after one was shown"),
  quota: (value, bound) => `${value} answers from this browser, of ${most(bound)}`,
  daily_cap: (value, bound) => `${value} answers from this browser today, of ${most(bound)}`,
  sample: (value, bound) => `${value.toFixed(2)} of 1, asked below ${bound.toFixed(2)}`,
  spread: (value, bound) => `day ${value} of the period, asked from day ${bound} on`,
  card: yes("another card is open", "no other card is open"),
  dialog: yes("a modal dialog or a full screen is open", "no modal dialog or full screen"),
  typing: yes("somebody is typing, or has in the last 5 s", "nobody is typing"),
  media: yes("something plays", "nothing plays"),
  payment: yes("a payment field has the focus", "no payment field has the focus"),
  hidden: yes("the tab is hidden", "the tab is seen"),
  printing: yes("the page is being printed", "nothing is being printed"),
};

const date = (/** @type {number} */ moment) =>
  moment > 8e15 ? "never" : new Date(moment).toISOString();

const most = (/** @type {number} */ bound) => (Number.isFinite(bound) ? bound : "any number");

const shown = (/** @type {any} */ value) =>
  typeof value === "string" ? value : JSON.stringify(value);
