// @ts-check
// SurveyJS's dashboard knows one score of the rows it is given; the rows of each month and plan are
// gathered by hand, and the answers of each score counted.
import { NpsVisualizer } from "survey-analytics/survey.analytics.core";
import { Model } from "survey-core";
import { nothing } from "./loop.js";

/** @typedef {{score: number, answered_at: string, properties: {plan: string}}} Row */

/** One object a line. @param {Blob} file */
export default async function run(file) {
  const numbers = nothing();
  const survey = new Model({
    elements: [{ type: "rating", name: "score", rateMin: 0, rateMax: 10 }],
  });
  const tally = async (/** @type {Row[]} */ rows) => {
    const visualizer = new NpsVisualizer(survey.getQuestionByName("score"), rows);
    const { promoters, detractors, total } = await visualizer.getCalculatedValues();
    return [total, promoters - detractors];
  };
  /** @type {Row[]} */
  const rows = [];
  for (const line of (await file.text()).split("\n")) if (line) rows.push(JSON.parse(line));
  [numbers.n, numbers.balance] = await tally(rows);
  for (const { score } of rows) numbers.histogram[score] += 1;
  for (const [groups, key] of /** @type {const} */ ([
    [numbers.months, (/** @type {Row} */ row) => row.answered_at.slice(0, 7)],
    [numbers.plans, (/** @type {Row} */ row) => row.properties.plan],
  ])) {
    for (const [name, group] of Map.groupBy(rows, key)) groups[name] = await tally(group);
  }
  return numbers;
}
