// @ts-check
// PostHog with its survey and without the rest: no autocapture, recording, flags or page views.
const { posthog } = /** @type {any} */ (window);
posthog.init("phc_bench", {
  api_host: new URL(".", location.href).href,
  autocapture: false,
  capture_pageview: false,
  capture_pageleave: false,
  capture_performance: false,
  disable_session_recording: true,
  advanced_disable_feature_flags: true,
  disable_product_tours: true,
  disable_conversations: true,
  // A driven browser is taken for a bot otherwise, and shown nothing.
  opt_out_useragent_filter: true,
});
